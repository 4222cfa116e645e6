package io.onsrelay.notice;

import java.time.Instant;
import java.util.Map;

import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.parser.OwnAlarm;

/**
 * Writes a notice as OCI Monitoring writes an alarm, without the OCID of one. Each
 * replica writes the same body for the same notice, and the journal keeps it once.
 */
final class NoticeMessage {

	private static final String NAMESPACE = "ons_relay";

	private NoticeMessage() {
	}

	static Message of(Notice notice, String key, MessageId id, Instant now, MessageParser parser) {
		Body body = new OwnAlarm(key, notice.title(), notice.text(), notice.severity(), notice.over(), notice.at(),
				NAMESPACE, notice.sortedFacts())
			.body();
		return parser.parse(id, now, new OnsHeaders(Map.of()), body);
	}

}
