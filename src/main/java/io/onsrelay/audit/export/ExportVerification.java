package io.onsrelay.audit.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.AuditEntry;
import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.AuditFindings;
import io.onsrelay.audit.verification.NoteCheck;
import io.onsrelay.audit.verification.OwnEntries;
import io.onsrelay.audit.verification.RecordCheck;
import io.onsrelay.audit.verification.VerificationReport;

/**
 * Verifies an export without the database, line by line. Not for several threads.
 */
public final class ExportVerification {

	private static final JsonMapper JSON = new JsonMapper();

	private final AuditFindings findings = new AuditFindings();

	private final TreeHasher hasher = new TreeHasher();

	private final RecordCheck records = new RecordCheck(this.hasher);

	private final NoteCheck notes;

	private final SubtreeStack tree = new SubtreeStack(this.hasher);

	/**
	 * The erased bodies for which no entry was met yet: they follow later.
	 */
	private final Map<OwnEntries.Erased, Long> erased = new HashMap<>();

	private long erasures;

	private long from;

	private long to;

	private long matchedSize;

	private long checkpoints;

	private boolean ended;

	private @Nullable Checkpoint newest;

	private ExportVerification(Set<VerifierKey> keys) {
		this.notes = new NoteCheck(keys, this.findings);
	}

	/**
	 * Verifies an export.
	 * @param file what {@link AuditExport} has written
	 * @param keys the keys that are trusted; without any, no signature is verified
	 * @return what was found
	 * @throws IOException if the file can't be read
	 * @throws IllegalArgumentException if it is no export, with the reason
	 */
	public static VerificationReport of(Path file, Set<VerifierKey> keys) throws IOException {
		ExportVerification verification = new ExportVerification(keys);
		verification.learn(file);
		try (BufferedReader reader = Files.newBufferedReader(file)) {
			return verification.run(reader);
		}
	}

	private void learn(Path file) throws IOException {
		List<SignedNote> rotations = new ArrayList<>();
		try (BufferedReader reader = Files.newBufferedReader(file)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (line.startsWith("{\"rotation\"")) {
					note(line).ifPresent(rotations::add);
				}
			}
		}
		this.notes.learn(rotations);
	}

	private static Optional<SignedNote> note(String line) {
		try {
			return Optional.of(SignedNote.parse(JSON.readTree(line).path("rotation").asText()));
		}
		catch (JsonProcessingException | MalformedNoteException ex) {
			return Optional.empty();
		}
	}

	private VerificationReport run(BufferedReader reader) throws IOException {
		String heading = reader.readLine();
		begin((heading != null) ? heading : "");
		long number = 1;
		for (String line = reader.readLine(); line != null && !this.ended; line = reader.readLine()) {
			number++;
			try {
				take(JSON.readTree(line));
			}
			catch (JsonProcessingException | IllegalArgumentException ex) {
				this.findings.other(AuditFault.INCOMPLETE, number, "line %,d can't be read".formatted(number));
				break;
			}
		}
		if (!this.ended) {
			this.findings.other(AuditFault.INCOMPLETE, Long.MAX_VALUE,
					"the export does not end as it should: lines are missing behind record %d".formatted(this.to - 1));
		}
		this.erased.forEach((one, index) -> this.findings.record(AuditFault.BODY_ERASED, index, one.messageId(),
				"the body of record %d is erased, and no entry of the export says who did it".formatted(index)));
		return new VerificationReport(this.from, this.to, this.newest, this.checkpoints, 0, this.notes.isTrusting(),
				this.notes.signers(), this.erasures, 0, this.findings.list());
	}

	private void begin(String line) {
		try {
			JsonNode heading = JSON.readTree(line);
			if (!heading.path("export").asText().equals(AuditExport.NAME)
					|| heading.path("version").asInt() != AuditExport.VERSION) {
				throw new IllegalArgumentException("its first line is not that of an export of this version");
			}
			this.from = RecordLine.number(heading, "from");
			long rest = this.from;
			for (JsonNode hash : heading.path("frontier")) {
				int height = Long.SIZE - 1 - Long.numberOfLeadingZeros(rest);
				this.tree.append(height, TreeHash.ofBase64(hash.asText()));
				rest -= 1L << height;
			}
			if (rest != 0 || this.tree.size() != this.from) {
				throw new IllegalArgumentException("its first line does not have the subtrees before its first record");
			}
			this.to = this.from;
			this.matchedSize = this.from;
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("its first line is no JSON", ex);
		}
	}

	private void take(JsonNode line) {
		if (line.has("index")) {
			record(RecordLine.of(line));
		}
		else if (line.has("checkpoint")) {
			checkpoint(line.path("checkpoint").asText());
		}
		else if (line.has("rotation")) {
			this.notes.check(0, "a checkpoint at which the key changes", line.path("rotation").asText());
		}
		else if (line.has("subtree")) {
			JsonNode subtree = line.path("subtree");
			this.tree.append((int) RecordLine.number(subtree, "height"),
					TreeHash.ofBase64(RecordLine.required(subtree, "hash")));
		}
		else if (line.has("end")) {
			this.ended = true;
			JsonNode end = line.path("end");
			if (RecordLine.number(end, "to") != this.to || RecordLine.number(end, "records") != this.to - this.from) {
				this.findings.other(AuditFault.INCOMPLETE, 0, "the last line names %,d records, and there are %,d"
					.formatted(RecordLine.number(end, "records"), this.to - this.from));
			}
		}
		else {
			throw new IllegalArgumentException("It is no line of an export");
		}
	}

	private void record(RecordLine line) {
		long index = line.index();
		String id = line.entry().messageId();
		if (index != this.to) {
			this.findings.record(AuditFault.LEAF_DELETED, this.to, id,
					"record %d follows where record %d should be".formatted(index, this.to));
		}
		this.to = index + 1;
		RecordCheck.RecordResult result = this.records.check(line.entry(), line.body(), line.leaf());
		switch (result.verdict()) {
			case FINE -> own(line);
			case FIELDS -> this.findings.record(AuditFault.FIELDS_EDITED, index, id,
					"record %d has other headers or other metadata than its leaf".formatted(index));
			case BODY -> this.findings.record(AuditFault.BODY_EDITED, index, id,
					"the body of record %d is not the one that was received".formatted(index));
			case BODY_GONE -> this.findings.record(AuditFault.BODY_ERASED, index, id,
					"the body of record %d is missing".formatted(index));
			case ERASED -> {
				this.erasures++;
				this.erased.putIfAbsent(new OwnEntries.Erased(id, line.entry().bodySha256()), index);
			}
		}
		if (this.tree.size() == index) {
			this.tree.append(0, line.leaf());
		}
	}

	private void own(RecordLine line) {
		if (line.entry().destination().equals(AuditEntry.OWN) && line.entry().kind().equals(OwnEntries.ERASURE)) {
			OwnEntries.erased(line.body()).ifPresent(this.erased::remove);
		}
	}

	private void checkpoint(String note) {
		this.checkpoints++;
		this.notes.check(this.checkpoints, "checkpoint %d of the export".formatted(this.checkpoints), note)
			.ifPresent(this::compare);
	}

	private void compare(Checkpoint checkpoint) {
		long size = checkpoint.head().size();
		if (size == this.tree.size() && this.tree.root().equals(checkpoint.head().root())) {
			this.newest = checkpoint;
			this.matchedSize = size;
		}
		else {
			this.findings.record(AuditFault.REWRITTEN, this.matchedSize, null,
					"with the records from index %d to %d the log does not have the root of checkpoint %d, of %s"
						.formatted(this.matchedSize, size - 1, checkpoint.number(), checkpoint.madeAt()));
		}
	}

}
