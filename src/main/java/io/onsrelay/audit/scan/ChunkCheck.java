package io.onsrelay.audit.scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.AuditEntry;
import io.onsrelay.audit.StoredEntries;
import io.onsrelay.audit.tree.Frontier;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.AuditFindings;
import io.onsrelay.audit.verification.LogSource;
import io.onsrelay.audit.verification.OwnEntries;
import io.onsrelay.audit.verification.RecordCheck;

/**
 * Reads a part of the leaves with their records, compares them, and folds both what is
 * stored and what the records have now into trees. Not for several threads.
 */
final class ChunkCheck {

	/**
	 * How many leaves a part has: a power of two, so that a whole part is one subtree.
	 */
	static final int LEAVES = 4096;

	/**
	 * How many records are read at once. Bodies may have 256 KB, and PostgreSQL's driver
	 * keeps all rows of a query.
	 */
	private static final int PAGE = 64;

	/**
	 * How many leaves of a part are kept that are not those of their records.
	 */
	private static final int MAX_MISMATCHES = 100;

	private static final String READ = """
			SELECT leaf, record, hash, audit_record.seq, destination, message_id, received_at, occurred_at, kind,
				malformed, topic, type, resource, compartment,
				coalesce(audit_record.headers, message_body.headers) AS headers, body_sha256,
				coalesce(audit_record.body, message_body.body) AS body
			FROM audit_leaf
			LEFT JOIN audit_record ON audit_record.seq = audit_leaf.record
			LEFT JOIN message_body ON message_body.seq = audit_record.message_seq
			WHERE leaf >= ? AND leaf < ? ORDER BY leaf LIMIT ?
			""";

	private static final String ERASURES = """
			SELECT coalesce(audit_record.body, message_body.body) AS body
			FROM audit_record LEFT JOIN message_body ON message_body.seq = audit_record.message_seq
			WHERE resource = ? AND destination = ? AND kind = ?
			""";

	/**
	 * How the databases write whether a body could not be parsed.
	 */
	private static final Set<String> FLAGS = Set.of("0", "1", "t", "f");

	private final LogSource source;

	private final AuditFindings findings;

	private final Runnable pause;

	private final long to;

	private final NavigableSet<Long> sizes;

	private final TreeHasher hasher = new TreeHasher();

	private final RecordCheck check = new RecordCheck(this.hasher);

	private final Frontier stored;

	private @Nullable Frontier computed;

	private final Map<Long, Heads> heads = new HashMap<>();

	private final List<Mismatch> mismatches = new ArrayList<>();

	private final List<OwnEntries.Cut> cuts = new ArrayList<>();

	private long next;

	private long rows;

	private long missing = -1;

	private long mismatched;

	private long erased;

	private long disorder = -1;

	private long lastRecord = Long.MIN_VALUE;

	/**
	 * Creates a check.
	 * @param before the subtrees before the first leaf that are no whole part
	 * @param from the index of the first leaf
	 * @param to the index behind the last leaf
	 * @param sizes the sizes at which the trees are wanted
	 */
	ChunkCheck(LogSource source, AuditFindings findings, Runnable pause, ChunkPart before, long from, long to,
			NavigableSet<Long> sizes) {
		this.source = source;
		this.findings = findings;
		this.pause = pause;
		this.to = to;
		this.sizes = sizes;
		this.next = from;
		this.stored = Frontier.of(this.hasher, before.size(), before.bytes());
	}

	/**
	 * Reads and compares.
	 */
	ChunkResult run() {
		while (this.next < this.to) {
			long begin = this.next;
			long before = this.rows;
			this.source.read((jdbc) -> {
				jdbc.sql(READ).param(begin).param(this.to).param(PAGE).query(this::take);
				return begin;
			});
			if (this.rows - before < PAGE) {
				break;
			}
			this.pause.run();
		}
		if (this.next < this.to) {
			gap(this.to);
		}
		Frontier now = (this.computed != null) ? this.computed : this.stored;
		return new ChunkResult(this.rows, this.missing, new Heads(this.stored.bytes(), now.bytes()), this.heads,
				this.mismatches, this.mismatched, this.cuts, this.erased, this.disorder);
	}

	private void take(ResultSet row) throws SQLException {
		long index = row.getLong("leaf");
		if (index != this.next) {
			gap(index);
		}
		this.rows++;
		this.next = index + 1;
		TreeHash leaf = stored(row, index);
		long record = row.getLong("record");
		if (record < this.lastRecord && this.disorder < 0) {
			this.disorder = index;
		}
		this.lastRecord = record;
		append(leaf,
				(StoredEntries.number(row, "seq") != null) ? compare(row, index, leaf) : deleted(index, record, leaf));
	}

	private TreeHash stored(ResultSet row, long index) throws SQLException {
		byte[] hash = row.getBytes("hash");
		if (hash != null && hash.length == TreeHash.LENGTH) {
			return TreeHash.of(hash);
		}
		this.findings.record(AuditFault.LEAF_EDITED, index, row.getString("message_id"),
				"leaf %d is no digest".formatted(index));
		return this.hasher.empty();
	}

	private void gap(long to) {
		if (this.missing < 0) {
			this.missing = this.next;
		}
		this.findings.records(AuditFault.LEAF_DELETED, this.next, null,
				(to - this.next == 1) ? "leaf %d is missing, with its record or without".formatted(this.next)
						: "leaves %d to %d are missing, with their records or without".formatted(this.next, to - 1),
				to - this.next);
	}

	private TreeHash deleted(long index, long record, TreeHash leaf) {
		this.findings.record(AuditFault.RECORD_DELETED, index, null,
				"the record of leaf %d, which had the number %d, is missing".formatted(index, record));
		return leaf;
	}

	private TreeHash compare(ResultSet row, long index, TreeHash leaf) throws SQLException {
		AuditEntry entry = StoredEntries.read(row);
		byte[] body = row.getBytes("body");
		String id = entry.messageId();
		if (entry.headers() == null) {
			this.findings.record(AuditFault.BODY_ERASED, index, id,
					"headers and body of record %d are missing".formatted(index));
			return leaf;
		}
		if (!FLAGS.contains(row.getString("malformed"))) {
			this.findings.record(AuditFault.FIELDS_EDITED, index, id,
					"record %d has a value of \"malformed\" that this service never writes".formatted(index));
		}
		RecordCheck.RecordResult result = this.check.check(entry, body, leaf);
		switch (result.verdict()) {
			case FINE -> fine(entry, body);
			case FIELDS -> mismatch(new Mismatch(index, id, leaf, result.leafOr(leaf)));
			case BODY -> this.findings.record(AuditFault.BODY_EDITED, index, id,
					"the body of record %d is not the one that was received".formatted(index));
			case BODY_GONE -> this.findings.record(AuditFault.BODY_ERASED, index, id,
					"the body of record %d is missing".formatted(index));
			case ERASED -> erased(entry, index);
		}
		return result.leafOr(leaf);
	}

	private void fine(AuditEntry entry, byte @Nullable [] body) {
		if (entry.kind().equals(OwnEntries.CUT) && entry.destination().equals(AuditEntry.OWN) && body != null) {
			OwnEntries.cut(entry.receivedAt(), body).ifPresent(this.cuts::add);
		}
	}

	private void mismatch(Mismatch mismatch) {
		this.mismatched++;
		if (this.mismatches.size() < MAX_MISMATCHES) {
			this.mismatches.add(mismatch);
		}
	}

	private void erased(AuditEntry entry, long index) {
		boolean recorded = this.source.read((jdbc) -> jdbc.sql(ERASURES)
			.param(entry.messageId())
			.param(AuditEntry.OWN)
			.param(OwnEntries.ERASURE)
			.query((row, _) -> OwnEntries.erased(row.getBytes("body")))
			.list()
			.contains(Optional.of(new OwnEntries.Erased(entry.messageId(), entry.bodySha256()))));
		if (recorded) {
			this.erased++;
		}
		else {
			this.findings.record(AuditFault.BODY_ERASED, index, entry.messageId(),
					"the body of record %d is erased, and no entry of the log says who did it".formatted(index));
		}
	}

	private void append(TreeHash leaf, TreeHash now) {
		if (this.missing >= 0) {
			return;
		}
		if (this.computed == null && !now.equals(leaf)) {
			this.computed = Frontier.of(this.hasher, this.stored.size(), this.stored.bytes());
		}
		this.stored.append(leaf);
		if (this.computed != null) {
			this.computed.append(now);
		}
		if (this.sizes.contains(this.next)) {
			byte[] bytes = this.stored.bytes();
			this.heads.put(this.next, new Heads(bytes, (this.computed != null) ? this.computed.bytes() : bytes));
		}
	}

	/**
	 * Complete subtrees.
	 *
	 * @param size how many leaves they have
	 * @param bytes their digests
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record ChunkPart(long size, byte[] bytes) {

		/**
		 * No subtrees.
		 */
		static final ChunkPart NONE = new ChunkPart(0, new byte[0]);

	}

	/**
	 * The subtrees of two trees.
	 *
	 * @param stored of the stored leaves
	 * @param computed of the leaves that the records have now
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Heads(byte[] stored, byte[] computed) {
	}

	/**
	 * A leaf that is not that of its record.
	 */
	record Mismatch(long index, String messageId, TreeHash stored, TreeHash computed) {
	}

	/**
	 * What a part has.
	 *
	 * @param rows how many leaves
	 * @param missing the first index that is missing; negative if none is
	 * @param end the trees at the end
	 * @param heads the trees at the sizes that were wanted, as far as no leaf is missing
	 * @param mismatches the first leaves that are not those of their records
	 * @param mismatched how many there are
	 * @param cuts the recorded cuts
	 * @param erased how many bodies are erased, with a record of it
	 * @param disorder the first index whose record has a lower number than the one
	 * before; negative if there is none
	 */
	record ChunkResult(long rows, long missing, Heads end, Map<Long, Heads> heads, List<Mismatch> mismatches,
			long mismatched, List<OwnEntries.Cut> cuts, long erased, long disorder) {
	}

}
