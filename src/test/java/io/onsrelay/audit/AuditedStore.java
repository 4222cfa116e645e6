package io.onsrelay.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.onsrelay.TestClock;
import io.onsrelay.audit.tree.Frontier;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageIds;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.journal.Journal;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

/**
 * A store whose messages are in the journal and in the audit log.
 */
final class AuditedStore implements AutoCloseable {

	static final String DESTINATION = "audit/default";

	private static final String RECORDS = """
			SELECT audit_record.seq, destination, message_id, received_at, occurred_at, kind, malformed, topic, type,
				resource, compartment, coalesce(audit_record.headers, message_body.headers) AS headers, body_sha256
			FROM audit_leaf
			JOIN audit_record ON audit_record.seq = audit_leaf.record
			LEFT JOIN message_body ON message_body.seq = audit_record.message_seq
			ORDER BY leaf
			""";

	final TestClock clock = TestClock.standing();

	final TestStore store;

	final Journal journal;

	final AuditLog log;

	final MessageIds ids;

	private long checkpoints;

	AuditedStore(Path directory, Dialect dialect) {
		this(directory, dialect, 1);
	}

	/**
	 * Opens a store.
	 * @param seed the ids of its messages follow from
	 */
	AuditedStore(Path directory, Dialect dialect, long seed) {
		this.store = TestStore.in(directory, dialect);
		this.journal = new Journal(this.store, new MessageParser(), Duration.ofDays(7));
		this.log = new AuditLog(this.store::isShared);
		this.ids = new MessageIds(this.clock, new Random(seed));
	}

	/**
	 * Accepts messages, in one unit of work.
	 */
	List<Long> accept(List<Message> messages) {
		return this.store.write((jdbc) -> AuditedMessages.append(jdbc, this.journal, this.log, DESTINATION, messages));
	}

	List<Long> accept(int count) {
		return accept(IntStream.range(0, count).mapToObj((_) -> message()).toList());
	}

	Message message() {
		String id = this.ids.next().toString();
		return new MessageParser().parse(this.ids.next(), this.clock.instant(),
				new OnsHeaders(Map.of("X-OCI-NS-MessageId", id)),
				Body.of(("body of " + id).getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Seals what is not sealed yet.
	 */
	int seal() {
		return seal(1000);
	}

	int seal(int limit) {
		return this.store.write(AuditLog.sealing((jdbc) -> this.log.sealNext(jdbc, limit)));
	}

	/**
	 * Writes an unsigned checkpoint of the tree as it is.
	 */
	TreeHead checkpoint() {
		TreeHead head = head();
		this.store.write((jdbc) -> jdbc
			.sql("INSERT INTO audit_checkpoint (number, size, root, made_at, note) VALUES (?, ?, ?, ?, '')")
			.params(++this.checkpoints, head.size(), head.root().bytes(), this.clock.millis())
			.update());
		return head;
	}

	TreeHead head() {
		return this.store.read(this.log::head);
	}

	/**
	 * Computes the head from the records that are left and the last cut.
	 */
	TreeHead computedHead() {
		TreeHasher hasher = new TreeHasher();
		Frontier frontier = this.store
			.read((jdbc) -> jdbc.sql("SELECT size, frontier FROM audit_cut ORDER BY size DESC LIMIT 1")
				.query((row, _) -> Frontier.of(hasher, row.getLong("size"), row.getBytes("frontier")))
				.optional()
				.orElseGet(() -> new Frontier(hasher)));
		List<TreeHash> leaves = this.store.read((jdbc) -> jdbc.sql(RECORDS)
			.query((row, _) -> LeafEncoding.leaf(StoredEntries.read(row), hasher))
			.list());
		leaves.forEach(frontier::append);
		return frontier.head();
	}

	Instant now() {
		return this.clock.instant();
	}

	@Override
	public void close() {
		this.store.close();
	}

}
