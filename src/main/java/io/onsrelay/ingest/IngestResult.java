package io.onsrelay.ingest;

import io.onsrelay.ingest.IngestMeters.Kind;
import io.onsrelay.ingest.IngestMeters.Outcome;

/**
 * What became of a request.
 *
 * @param kind what it carried
 * @param outcome what became of it
 * @param detail why it is not acknowledged, as a sentence for the sender; empty where it
 * is
 */
record IngestResult(Kind kind, Outcome outcome, String detail) {

	static IngestResult of(Kind kind, Outcome outcome) {
		return new IngestResult(kind, outcome, "");
	}

}
