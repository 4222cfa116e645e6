package io.onsrelay.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.tree.Frontier;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.event.MessageId;
import io.onsrelay.store.Store;

/**
 * Deletes the oldest records of the log, so that all later ones still verify: it cuts at
 * a checkpoint, keeps the complete subtrees of what was before, and records the cut.
 */
final class AuditCut {

	/**
	 * How many checkpoints are looked at in one step. Those before a cut are deleted, so
	 * the ones that count are the first.
	 */
	private static final int CHECKPOINTS = 5_000;

	/**
	 * How many leaves are read at once.
	 */
	private static final int LEAVES = 10_000;

	private static final String CHECKPOINT = """
			SELECT number, size, root FROM audit_checkpoint
			WHERE number = (
				SELECT max(number)
				FROM (SELECT number, made_at FROM audit_checkpoint ORDER BY number LIMIT :limit) AS oldest
				WHERE made_at < :before)
			""";

	private static final String LAST = """
			SELECT audit_cut.size, audit_cut.frontier FROM audit_tree JOIN audit_cut ON audit_cut.size = audit_tree.cut
			""";

	private static final String READ_LEAVES = """
			SELECT hash FROM audit_leaf WHERE leaf >= :from AND leaf < :to ORDER BY leaf
			""";

	private static final String INSERT = "INSERT INTO audit_cut (size, frontier, cut_at) VALUES (:size, :frontier, :at)";

	private static final String ALLOW = "UPDATE audit_tree SET cut = :cut WHERE id = 1";

	private static final String DELETE_CHECKPOINTS = "DELETE FROM audit_checkpoint WHERE number < :number";

	private static final String OLDEST = """
			SELECT leaf, record, message_id, message_seq
			FROM audit_leaf LEFT JOIN audit_record ON audit_record.seq = audit_leaf.record
			WHERE leaf < (SELECT cut FROM audit_tree) ORDER BY leaf LIMIT :limit
			""";

	private static final String DELETE_RECORDS = "DELETE FROM audit_record WHERE seq IN (:records)";

	private static final String DELETE_LEAVES = "DELETE FROM audit_leaf WHERE leaf IN (:leaves)";

	/**
	 * Several audit stores may have a message, and the journal may.
	 */
	private static final String DELETE_BODIES = """
			DELETE FROM message_body
			WHERE seq IN (:seqs)
			AND NOT EXISTS (SELECT 1 FROM message WHERE message.seq = message_body.seq)
			AND seq NOT IN (
				SELECT message_seq FROM audit_record WHERE message_id IN (:ids) AND message_seq IS NOT NULL)
			""";

	private final Store store;

	private final Supplier<MessageId> ids;

	private final Clock clock;

	AuditCut(Store store, Supplier<MessageId> ids, Clock clock) {
		this.store = store;
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Finds where to cut: at the newest checkpoint that is older than a time.
	 * @return the checkpoint; empty where nothing is to be cut
	 */
	Optional<Point> find(long before) {
		return this.store.read((jdbc) -> {
			long last = last(jdbc, new TreeHasher()).size();
			return jdbc.sql(CHECKPOINT)
				.param("limit", CHECKPOINTS)
				.param("before", before)
				.query((row, _) -> new Point(row.getLong("number"),
						new TreeHead(row.getLong("size"), TreeHash.of(row.getBytes("root")))))
				.optional()
				.filter((point) -> point.head().size() > last);
		});
	}

	/**
	 * Cuts the log. What is before the cut can be deleted from then on.
	 * @return whether it was cut: not if the leaves before the checkpoint don't have its
	 * root, since they prove that the log was altered
	 */
	boolean cut(Point point) {
		Frontier frontier = this.store.read((jdbc) -> last(jdbc, new TreeHasher()));
		long from = frontier.size();
		while (frontier.size() < point.head().size()) {
			List<byte[]> leaves = leaves(frontier.size(), point.head().size());
			if (leaves.isEmpty()) {
				return false;
			}
			leaves.forEach((leaf) -> frontier.append(TreeHash.of(leaf)));
		}
		if (!frontier.head().equals(point.head())) {
			return false;
		}
		AuditEntry entry = entry(from, point);
		return this.store.write(AuditLog.sealing((jdbc) -> {
			if (last(jdbc, new TreeHasher()).size() != from) {
				return false;
			}
			AuditLog.appendSealed(jdbc, List.of(entry));
			jdbc.sql(INSERT)
				.param("size", frontier.size())
				.param("frontier", frontier.bytes())
				.param("at", entry.receivedAt())
				.update();
			jdbc.sql(ALLOW).param("cut", frontier.size()).update();
			jdbc.sql(DELETE_CHECKPOINTS).param("number", point.number()).update();
			return true;
		}));
	}

	private List<byte[]> leaves(long from, long to) {
		return this.store.read((jdbc) -> jdbc.sql(READ_LEAVES)
			.param("from", from)
			.param("to", Math.min(to, from + LEAVES))
			.query((row, _) -> row.getBytes("hash"))
			.list());
	}

	private static Frontier last(JdbcClient jdbc, TreeHasher hasher) {
		return jdbc.sql(LAST)
			.query((row, _) -> Frontier.of(hasher, row.getLong("size"), row.getBytes("frontier")))
			.optional()
			.orElseGet(() -> new Frontier(hasher));
	}

	private AuditEntry entry(long from, Point point) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("from", from);
		json.put("to", point.head().size());
		json.put("root", point.head().root().base64());
		json.put("checkpoint", point.number());
		return AuditEntry.own(this.ids.get().toString(), this.clock.millis(), "CUT", "log.cut", null,
				json.toString().getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Deletes the oldest records before the last cut.
	 * @return how many there were
	 */
	int deleteNext(int limit) {
		return this.store.write((jdbc) -> {
			List<CutRecord> oldest = jdbc.sql(OLDEST).param("limit", limit).query((row, _) -> CutRecord.of(row)).list();
			if (!oldest.isEmpty()) {
				delete(jdbc, oldest);
			}
			return oldest.size();
		});
	}

	private static void delete(JdbcClient jdbc, List<CutRecord> cuts) {
		jdbc.sql(DELETE_RECORDS).param("records", cuts.stream().map(CutRecord::record).toList()).update();
		jdbc.sql(DELETE_LEAVES).param("leaves", cuts.stream().map(CutRecord::leaf).toList()).update();
		List<Long> seqs = cuts.stream().map(CutRecord::messageSeq).filter(Objects::nonNull).toList();
		if (!seqs.isEmpty()) {
			jdbc.sql(DELETE_BODIES)
				.param("seqs", seqs)
				.param("ids", cuts.stream().map(CutRecord::messageId).filter(Objects::nonNull).toList())
				.update();
		}
	}

	/**
	 * Where to cut.
	 *
	 * @param number the number of the checkpoint
	 * @param head the tree at the checkpoint
	 */
	record Point(long number, TreeHead head) {
	}

	/**
	 * A record before the cut.
	 */
	private record CutRecord(long leaf, long record, @Nullable String messageId, @Nullable Long messageSeq) {

		static CutRecord of(ResultSet row) throws SQLException {
			return new CutRecord(row.getLong("leaf"), row.getLong("record"), row.getString("message_id"),
					StoredEntries.number(row, "message_seq"));
		}

	}

}
