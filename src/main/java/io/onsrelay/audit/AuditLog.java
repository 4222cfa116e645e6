package io.onsrelay.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.tree.Frontier;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.event.Message;
import io.onsrelay.store.Portions;
import io.onsrelay.store.UnitOfWork;

/**
 * The log: records that are only added, and a Merkle tree over them.
 * <p>
 * Where one process writes the store, a record becomes a leaf of the tree in the commit
 * that adds it. Where several processes share the store, they would wait for each other
 * at the tree, so records become leaves a moment later ({@link AuditSealer}).
 */
public final class AuditLog {

	private static final String INSERT_RECORDS = """
			INSERT INTO audit_record (message_seq, destination, message_id, received_at, occurred_at, kind, malformed,
				topic, type, resource, compartment, headers, body, body_sha256)
			VALUES :records
			ON CONFLICT (message_id, destination) DO NOTHING
			RETURNING seq, message_id
			""";

	private static final String INSERT_UNSEALED = "INSERT INTO audit_unsealed (record) VALUES :records";

	private static final String TREE = "SELECT size, frontier FROM audit_tree WHERE id = 1";

	private static final String INSERT_LEAVES = "INSERT INTO audit_leaf (leaf, record, hash) VALUES :leaves";

	private static final String ADVANCE_TREE = """
			UPDATE audit_tree SET size = :size, frontier = :frontier
			WHERE id = 1 AND size = :knownSize AND frontier = :knownFrontier
			""";

	private static final String UPDATE_TREE = """
			INSERT INTO audit_tree (id, size, frontier, cut) VALUES (1, :size, :frontier, 0)
			ON CONFLICT (id) DO UPDATE SET size = excluded.size, frontier = excluded.frontier
			""";

	private static final String UNSEALED = """
			SELECT audit_record.seq, destination, message_id, received_at, occurred_at, kind, malformed, topic, type,
				resource, compartment, coalesce(audit_record.headers, message_body.headers) AS headers, body_sha256
			FROM audit_unsealed
			JOIN audit_record ON audit_record.seq = audit_unsealed.record
			LEFT JOIN message_body ON message_body.seq = audit_record.message_seq
			ORDER BY audit_unsealed.record LIMIT :limit
			""";

	private static final String OLDEST_UNSEALED = """
			SELECT received_at FROM audit_record
			WHERE seq = (SELECT record FROM audit_unsealed ORDER BY record LIMIT 1)
			""";

	private static final String FORGET_UNSEALED = "DELETE FROM audit_unsealed WHERE record IN (:records)";

	/**
	 * Two processes would append different leaves at one index.
	 */
	private static final Set<String> LOCK = Set.of("audit tree");

	private final BooleanSupplier shared;

	/**
	 * The tree as the last unit of work left it: the next one need not read it. It may be
	 * wrong, since that unit may have been rolled back.
	 */
	private volatile @Nullable KnownTree known;

	/**
	 * Creates the log.
	 * @param shared whether several processes may use the store at the same time
	 */
	public AuditLog(BooleanSupplier shared) {
		this.shared = shared;
	}

	/**
	 * Return a unit of work that changes the tree itself: one process at a time does.
	 */
	static <T> UnitOfWork<T> sealing(UnitOfWork<T> work) {
		return UnitOfWork.locking(LOCK, work);
	}

	/**
	 * Adds messages.
	 * @param jdbc the unit of work to take part in
	 * @param destination the audit store, such as {@code audit/default}
	 * @param messages the messages by their number in the journal, which keeps their
	 * headers and bodies; in the order of the log
	 */
	public void append(JdbcClient jdbc, String destination, Map<Long, Message> messages) {
		append(jdbc,
				messages.entrySet()
					.stream()
					.map((entry) -> AuditEntry.of(destination, entry.getValue(), entry.getKey()))
					.toList());
	}

	/**
	 * Adds records.
	 */
	void append(JdbcClient jdbc, List<AuditEntry> entries) {
		Map<Long, AuditEntry> added = insert(jdbc, entries);
		if (this.shared.getAsBoolean()) {
			Portions.of(added.keySet().stream().map((seq) -> new Object[] { seq }).toList())
				.forEach((portion) -> jdbc.sql(INSERT_UNSEALED).param("records", portion).update());
		}
		else {
			seal(jdbc, added);
		}
	}

	/**
	 * Adds records that become leaves at once, in a unit of work of {@link #sealing}.
	 */
	static void appendSealed(JdbcClient jdbc, List<AuditEntry> entries) {
		Map<Long, AuditEntry> added = insert(jdbc, entries);
		if (!added.isEmpty()) {
			sealFromStored(jdbc, added);
		}
	}

	private static Map<Long, AuditEntry> insert(JdbcClient jdbc, List<AuditEntry> entries) {
		Map<String, Long> seqs = new HashMap<>();
		for (List<AuditEntry> portion : Portions.of(entries)) {
			jdbc.sql(INSERT_RECORDS)
				.param("records", portion.stream().map(AuditLog::row).toList())
				.query((row, _) -> Map.entry(row.getString("message_id"), row.getLong("seq")))
				.list()
				.forEach((entry) -> seqs.put(entry.getKey(), entry.getValue()));
		}
		Map<Long, AuditEntry> added = new LinkedHashMap<>();
		entries.forEach((entry) -> Optional.ofNullable(seqs.remove(entry.messageId()))
			.ifPresent((seq) -> added.put(seq, entry)));
		return added;
	}

	private static @Nullable Object[] row(AuditEntry entry) {
		boolean own = entry.messageSeq() == null;
		return new @Nullable Object[] { entry.messageSeq(), entry.destination(), entry.messageId(), entry.receivedAt(),
				entry.occurredAt(), entry.kind(), entry.malformed(), entry.topic(), entry.type(), entry.resource(),
				entry.compartment(), own ? entry.headers() : null,
				own ? Objects.requireNonNull(entry.body()).bytes() : null, entry.bodySha256() };
	}

	/**
	 * Makes records leaves.
	 */
	private void seal(JdbcClient jdbc, Map<Long, AuditEntry> records) {
		if (!records.isEmpty()) {
			KnownTree before = this.known;
			this.known = (before != null) ? sealFrom(jdbc, records, before) : sealFromStored(jdbc, records);
		}
	}

	private static KnownTree sealFrom(JdbcClient jdbc, Map<Long, AuditEntry> records, KnownTree before) {
		TreeHasher hasher = new TreeHasher();
		Frontier frontier = Frontier.of(hasher, before.size(), before.frontier());
		List<Object[]> leaves = leaves(records, hasher, frontier);
		KnownTree after = KnownTree.of(frontier);
		int advanced = jdbc.sql(ADVANCE_TREE)
			.param("size", after.size())
			.param("frontier", after.frontier())
			.param("knownSize", before.size())
			.param("knownFrontier", before.frontier())
			.update();
		if (advanced == 0) {
			return sealFromStored(jdbc, records);
		}
		insertLeaves(jdbc, leaves);
		return after;
	}

	private static KnownTree sealFromStored(JdbcClient jdbc, Map<Long, AuditEntry> records) {
		TreeHasher hasher = new TreeHasher();
		Frontier frontier = frontier(jdbc, hasher);
		insertLeaves(jdbc, leaves(records, hasher, frontier));
		KnownTree after = KnownTree.of(frontier);
		jdbc.sql(UPDATE_TREE).param("size", after.size()).param("frontier", after.frontier()).update();
		return after;
	}

	private static List<Object[]> leaves(Map<Long, AuditEntry> records, TreeHasher hasher, Frontier frontier) {
		List<Object[]> leaves = new ArrayList<>(records.size());
		records.forEach((seq, entry) -> {
			TreeHash leaf = LeafEncoding.leaf(entry, hasher);
			leaves.add(new Object[] { frontier.append(leaf), seq, leaf.bytes() });
		});
		return leaves;
	}

	private static void insertLeaves(JdbcClient jdbc, List<Object[]> leaves) {
		Portions.of(leaves).forEach((portion) -> jdbc.sql(INSERT_LEAVES).param("leaves", portion).update());
	}

	private static Frontier frontier(JdbcClient jdbc, TreeHasher hasher) {
		return jdbc.sql(TREE)
			.query((row, _) -> Frontier.of(hasher, row.getLong("size"), row.getBytes("frontier")))
			.optional()
			.orElseGet(() -> new Frontier(hasher));
	}

	/**
	 * Makes records leaves that are not yet, oldest first. Only one process does so at a
	 * time.
	 * @return how many there were
	 */
	int sealNext(JdbcClient jdbc, int limit) {
		Map<Long, AuditEntry> records = new LinkedHashMap<>();
		jdbc.sql(UNSEALED)
			.param("limit", limit)
			.query((row, _) -> Map.entry(row.getLong("seq"), StoredEntries.read(row)))
			.list()
			.forEach((entry) -> records.put(entry.getKey(), entry.getValue()));
		seal(jdbc, records);
		if (!records.isEmpty()) {
			jdbc.sql(FORGET_UNSEALED).param("records", records.keySet()).update();
		}
		return records.size();
	}

	/**
	 * Return when the oldest record was received that is not in the tree yet.
	 * @return the time; empty where all are in the tree
	 */
	static Optional<Instant> oldestUnsealed(JdbcClient jdbc) {
		return jdbc.sql(OLDEST_UNSEALED).query(Long.class).optional().map(Instant::ofEpochMilli);
	}

	/**
	 * Return the head of the tree.
	 * @param jdbc a connection
	 * @return its size and root
	 */
	public TreeHead head(JdbcClient jdbc) {
		return frontier(jdbc, new TreeHasher()).head();
	}

	/**
	 * A state of the tree.
	 *
	 * @param size how many leaves it has
	 * @param frontier its complete subtrees, as they are stored
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
	private record KnownTree(long size, byte[] frontier) {

		static KnownTree of(Frontier frontier) {
			return new KnownTree(frontier.size(), frontier.bytes());
		}

	}

}
