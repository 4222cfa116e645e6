package io.onsrelay.audit.scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.StoredEntries;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.AuditFindings;
import io.onsrelay.audit.verification.LogSource;

/**
 * Looks for records that are in no tree: those that wait for it too long, and those that
 * do not wait.
 */
final class RecordScan {

	private static final int PAGE = 10_000;

	/**
	 * Records wait for a second, unless the store is busy.
	 */
	private static final Duration MAX_WAIT = Duration.ofMinutes(1);

	private static final String END = """
			SELECT max(seq) AS edge FROM (SELECT seq FROM audit_record WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?) AS page
			""";

	private static final String WITHOUT_LEAF = """
			SELECT audit_record.seq, message_id FROM audit_record
			LEFT JOIN audit_leaf ON audit_leaf.record = audit_record.seq
			LEFT JOIN audit_unsealed ON audit_unsealed.record = audit_record.seq
			WHERE audit_record.seq > ? AND audit_record.seq <= ?
				AND audit_leaf.leaf IS NULL AND audit_unsealed.record IS NULL
			ORDER BY audit_record.seq
			""";

	private static final String UNSEALED = """
			SELECT audit_unsealed.record, seq, message_id, received_at, leaf FROM audit_unsealed
			LEFT JOIN audit_record ON audit_record.seq = audit_unsealed.record
			LEFT JOIN audit_leaf ON audit_leaf.record = audit_unsealed.record
			WHERE audit_unsealed.record > ? ORDER BY audit_unsealed.record LIMIT ?
			""";

	private final LogSource source;

	private final AuditFindings findings;

	private final Runnable pause;

	RecordScan(LogSource source, AuditFindings findings, Runnable pause) {
		this.source = source;
		this.findings = findings;
		this.pause = pause;
	}

	/**
	 * Looks for records that are neither in the tree nor wait for it.
	 * @param last the highest number of a record that is looked at
	 */
	void findInserted(long last) {
		Long end = Long.MIN_VALUE;
		while (true) {
			long begin = end;
			end = this.source
				.read((jdbc) -> jdbc.sql(END)
					.param(begin)
					.param(last)
					.param(PAGE)
					.query((row, _) -> new End(StoredEntries.number(row, "edge")))
					.single())
				.seq();
			if (end == null) {
				return;
			}
			long to = end;
			this.source
				.read((jdbc) -> jdbc.sql(WITHOUT_LEAF)
					.param(begin)
					.param(to)
					.query((row, _) -> WaitingRecord.of(row))
					.list())
				.forEach((record) -> this.findings.other(AuditFault.RECORD_INSERTED, record.record(),
						record.messageId(),
						"record number %d is not in the tree and does not wait for it".formatted(record.record())));
			this.pause.run();
		}
	}

	/**
	 * Looks at the records that wait.
	 * @param now the time
	 * @return how many there are
	 */
	long findUnsealed(Instant now) {
		long count = 0;
		long after = Long.MIN_VALUE;
		List<Unsealed> page;
		do {
			long begin = after;
			page = this.source
				.read((jdbc) -> jdbc.sql(UNSEALED).param(begin).param(PAGE).query((row, _) -> Unsealed.of(row)).list());
			for (Unsealed unsealed : page) {
				count++;
				after = unsealed.record();
				look(unsealed, now);
			}
		}
		while (page.size() == PAGE);
		return count;
	}

	private void look(Unsealed unsealed, Instant now) {
		long record = unsealed.record();
		if (unsealed.seq() == null) {
			this.findings.other(AuditFault.RECORD_DELETED, record,
					"record number %d was deleted while it waited for the tree".formatted(record));
		}
		else if (unsealed.leaf() != null) {
			this.findings.other(AuditFault.UNSEALED, record, unsealed.messageId(),
					"record number %d is in the tree, and waits for it".formatted(record));
		}
		else if (unsealed.receivedAt().isBefore(now.minus(MAX_WAIT))) {
			this.findings.other(AuditFault.UNSEALED, record, unsealed.messageId(),
					"record number %d has waited for the tree since %s; does the service run?".formatted(record,
							unsealed.receivedAt()));
		}
	}

	/**
	 * The last record of a page.
	 */
	private record End(@Nullable Long seq) {
	}

	/**
	 * A record that is in no tree.
	 */
	private record WaitingRecord(long record, @Nullable String messageId) {

		static WaitingRecord of(ResultSet row) throws SQLException {
			return new WaitingRecord(row.getLong("seq"), row.getString("message_id"));
		}

	}

	/**
	 * A row that says that a record waits.
	 */
	private record Unsealed(long record, @Nullable Long seq, @Nullable String messageId, Instant receivedAt,
			@Nullable Long leaf) {

		static Unsealed of(ResultSet row) throws SQLException {
			return new Unsealed(row.getLong("record"), StoredEntries.number(row, "seq"), row.getString("message_id"),
					Instant.ofEpochMilli(row.getLong("received_at")), StoredEntries.number(row, "leaf"));
		}

	}

}
