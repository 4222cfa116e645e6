package io.onsrelay.audit.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.StoredEntries;
import io.onsrelay.audit.tree.InclusionProof;
import io.onsrelay.audit.tree.ProofBuilder;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.verification.LogSource;

/**
 * Makes proofs of single records, which verify with the public key alone.
 */
public final class RecordProofs {

	static final String NAME = "ons-relay-audit-record";

	static final int VERSION = 1;

	private static final String FIND = """
			SELECT leaf, hash, destination, message_id, received_at, occurred_at, kind, malformed, topic, type, resource,
				compartment, coalesce(audit_record.headers, message_body.headers, '') AS headers, body_sha256,
				coalesce(audit_record.body, message_body.body) AS body
			FROM audit_record
			LEFT JOIN audit_leaf ON audit_leaf.record = audit_record.seq
			LEFT JOIN message_body ON message_body.seq = audit_record.message_seq
			WHERE message_id = ? ORDER BY destination
			""";

	private final LogSource source;

	/**
	 * Creates the proofs.
	 * @param source the database
	 */
	public RecordProofs(LogSource source) {
		this.source = source;
	}

	/**
	 * Makes a proof.
	 * @param messageId the id of the message, or of a record of the service itself
	 * @param destination the audit store, where several have the message; {@code null} if
	 * one has
	 * @return the proof as JSON; docs/audit-log.md states the form
	 * @throws NoProofException if there is no such record, several audit stores have it,
	 * or no checkpoint covers it yet
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public String prove(String messageId, @Nullable String destination) {
		RecordLine record = choose(messageId, destination);
		SealedTree tree = SealedTree.of(this.source);
		Optional<Map.Entry<Long, String>> checkpoint = tree.checkpointOver(record.index());
		if (checkpoint.isEmpty()) {
			throw new NoProofException(
					"No checkpoint covers message %s yet: one is made each minute, where the ".formatted(messageId)
							+ "service runs and has a key");
		}
		long size = checkpoint.get().getKey();
		TreeHasher hasher = new TreeHasher();
		if (record.index() < tree.start()) {
			throw new NoProofException("Message %s is before the last cut of the audit log".formatted(messageId));
		}
		ProofBuilder builder = new ProofBuilder(record.index(), size, tree.before(hasher), hasher);
		tree.leaves(tree.start(), size, builder::append);
		return json(record, builder.build(), checkpoint.get().getValue()).toPrettyString() + "\n";
	}

	private RecordLine choose(String messageId, @Nullable String destination) {
		List<FoundRecord> all = this.source.read((jdbc) -> find(jdbc, messageId));
		List<FoundRecord> found = all.stream()
			.filter((one) -> destination == null || one.destination().equals(destination))
			.toList();
		if (found.isEmpty()) {
			throw new NoProofException("The audit log has no record of message %s%s".formatted(messageId,
					(destination != null && !all.isEmpty()) ? " at " + destination : ""));
		}
		if (found.size() > 1) {
			throw new NoProofException("Several audit stores have message %s: name one of them, %s".formatted(messageId,
					String.join(", ", found.stream().map(FoundRecord::destination).toList())));
		}
		RecordLine line = found.getFirst().line();
		if (line == null) {
			throw new NoProofException(
					"Message %s is not in the tree yet: it will be within a second, where the service runs"
						.formatted(messageId));
		}
		return line;
	}

	private static List<FoundRecord> find(JdbcClient jdbc, String messageId) {
		return jdbc.sql(FIND).param(messageId).query((row, _) -> {
			Long leaf = StoredEntries.number(row, "leaf");
			return new FoundRecord(row.getString("destination"), (leaf != null) ? new RecordLine(leaf,
					StoredEntries.read(row), row.getBytes("body"), TreeHash.of(row.getBytes("hash"))) : null);
		}).list();
	}

	private static ObjectNode json(RecordLine record, InclusionProof proof, String checkpoint) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("proof", NAME);
		json.put("version", VERSION);
		json.set("record", record.json());
		json.put("size", proof.size());
		ArrayNode path = json.putArray("path");
		proof.path().forEach((hash) -> path.add(hash.base64()));
		json.put("checkpoint", checkpoint);
		return json;
	}

	/**
	 * A record of the message.
	 *
	 * @param destination its audit store
	 * @param line the record; {@code null} if it is not in the tree yet
	 */
	private record FoundRecord(String destination, @Nullable RecordLine line) {
	}

}
