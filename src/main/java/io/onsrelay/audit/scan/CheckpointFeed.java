package io.onsrelay.audit.scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.AuditFindings;
import io.onsrelay.audit.verification.LogSource;
import io.onsrelay.audit.verification.NoteCheck;

/**
 * Reads the checkpoints of the table page by page, verifies them, and gives the trees
 * that they have signed, in the order of their numbers. Not for several threads.
 */
final class CheckpointFeed {

	private static final int PAGE = 500;

	private static final String READ = """
			SELECT number, size, root, made_at, note FROM audit_checkpoint
			WHERE number > ? AND number <= ? ORDER BY number LIMIT ?
			""";

	private static final String ROTATIONS = """
			SELECT number, CASE WHEN note LIKE '%previous-key %' THEN note END AS note FROM audit_checkpoint
			WHERE number > ? AND number <= ? ORDER BY number LIMIT ?
			""";

	private static final int ROTATIONS_PAGE = 5_000;

	private final LogSource source;

	private final NoteCheck notes;

	private final AuditFindings findings;

	private final Runnable pause;

	private final long lastNumber;

	private final Deque<Signed> page = new ArrayDeque<>();

	private long read = Long.MIN_VALUE;

	private long count;

	private @Nullable Long first;

	private @Nullable Signed previous;

	CheckpointFeed(LogSource source, NoteCheck notes, AuditFindings findings, Runnable pause, long lastNumber) {
		this.source = source;
		this.notes = notes;
		this.findings = findings;
		this.pause = pause;
		this.lastNumber = lastNumber;
	}

	/**
	 * Trusts the keys of all rotations in the table, also where the given key is newer.
	 */
	void learn() {
		List<SignedNote> rotations = new ArrayList<>();
		long after = Long.MIN_VALUE;
		List<Map.Entry<Long, Optional<String>>> rows;
		do {
			long begin = after;
			rows = this.source.read((jdbc) -> jdbc.sql(ROTATIONS)
				.param(begin)
				.param(this.lastNumber)
				.param(ROTATIONS_PAGE)
				.query((row, _) -> Map.entry(row.getLong("number"), Optional.ofNullable(row.getString("note"))))
				.list());
			for (Map.Entry<Long, Optional<String>> row : rows) {
				row.getValue().flatMap(CheckpointFeed::parse).ifPresent(rotations::add);
				after = row.getKey();
			}
		}
		while (rows.size() == ROTATIONS_PAGE);
		this.notes.learn(rotations);
	}

	static Optional<SignedNote> parse(String note) {
		try {
			return Optional.of(SignedNote.parse(note));
		}
		catch (MalformedNoteException ex) {
			return Optional.empty();
		}
	}

	static Optional<Checkpoint> checkpoint(SignedNote note) {
		try {
			return Optional.of(Checkpoint.parse(note.text()));
		}
		catch (MalformedNoteException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Return the next signed tree of at most a size.
	 * @return the tree; {@code null} if the next one is larger, or there is none
	 */
	@Nullable Signed next(long size) {
		while (this.page.isEmpty() && this.read < this.lastNumber) {
			readPage();
		}
		Signed next = this.page.peek();
		return (next != null && next.head().size() <= size) ? this.page.remove() : null;
	}

	private void readPage() {
		List<FeedRow> rows = this.source.read((jdbc) -> jdbc.sql(READ)
			.param(this.read)
			.param(this.lastNumber)
			.param(PAGE)
			.query((row, _) -> FeedRow.of(row))
			.list());
		if (rows.isEmpty()) {
			this.read = this.lastNumber;
			return;
		}
		rows.forEach(this::number);
		List<Optional<Checkpoint>> checked = rows.parallelStream()
			.map((row) -> this.notes.check(row.number(), "checkpoint " + row.number(), row.note()))
			.toList();
		for (int i = 0; i < rows.size(); i++) {
			FeedRow row = rows.get(i);
			checked.get(i).ifPresent((checkpoint) -> compare(row, checkpoint));
		}
		this.pause.run();
	}

	private void number(FeedRow row) {
		if (this.first == null) {
			this.first = row.number();
		}
		else if (row.number() != this.read + 1) {
			this.findings.other(AuditFault.CHECKPOINT_GAP, row.number(), missing(this.read + 1, row.number() - 1));
		}
		this.read = row.number();
		this.count++;
	}

	static String missing(long from, long to) {
		return (from == to) ? "checkpoint %d is missing".formatted(from)
				: "checkpoints %d to %d are missing".formatted(from, to);
	}

	private void compare(FeedRow row, Checkpoint checkpoint) {
		TreeHead head = checkpoint.head();
		if (row.number() != checkpoint.number() || row.size() != head.size()
				|| !Arrays.equals(row.root(), head.root().bytes()) || !row.madeAt().equals(checkpoint.madeAt())) {
			this.findings.other(AuditFault.CHECKPOINT_EDITED, row.number(),
					"the row of checkpoint %d is not what its note says".formatted(row.number()));
		}
		Signed signed = new Signed(checkpoint, "");
		Signed before = this.previous;
		if (before == null || !before.head().equals(head)) {
			this.page.add(signed);
		}
		if (before != null) {
			contradiction(before.checkpoint(), checkpoint, row.number());
		}
		this.previous = signed;
	}

	private void contradiction(Checkpoint before, Checkpoint after, long number) {
		if (after.head().size() < before.head().size()) {
			this.findings.other(AuditFault.TWO_ROOTS, number,
					"checkpoint %d covers %,d records, and checkpoint %d before it %,d".formatted(after.number(),
							after.head().size(), before.number(), before.head().size()));
		}
		else if (after.head().size() == before.head().size() && !after.head().equals(before.head())) {
			this.findings.other(AuditFault.TWO_ROOTS, number,
					"checkpoints %d and %d cover the same %,d records, and have two roots".formatted(before.number(),
							after.number(), after.head().size()));
		}
	}

	/**
	 * Return what the table has under the numbers of some checkpoints.
	 */
	Map<Long, String> notes(List<Long> numbers) {
		Map<Long, String> notes = new HashMap<>();
		if (!numbers.isEmpty()) {
			this.source
				.read((jdbc) -> jdbc.sql("SELECT number, note FROM audit_checkpoint WHERE number IN (:numbers)")
					.param("numbers", numbers)
					.query((row, _) -> Map.entry(row.getLong("number"), row.getString("note")))
					.list())
				.forEach((entry) -> notes.put(entry.getKey(), entry.getValue()));
		}
		return notes;
	}

	/**
	 * Return how many checkpoints were read.
	 */
	long count() {
		return this.count;
	}

	/**
	 * Return the number of the first checkpoint in the table; {@code null} if there is
	 * none.
	 */
	@Nullable Long first() {
		return this.first;
	}

	/**
	 * A signed tree.
	 *
	 * @param checkpoint what was signed
	 * @param outside where it was kept outside of the database; empty if it was not
	 */
	record Signed(Checkpoint checkpoint, String outside) {

		TreeHead head() {
			return this.checkpoint.head();
		}

		String words() {
			return this.outside.isEmpty() ? "checkpoint %d".formatted(this.checkpoint.number())
					: "checkpoint %d of %s".formatted(this.checkpoint.number(), this.outside);
		}

	}

	/**
	 * A row of the table.
	 */
	@SuppressWarnings("ArrayRecordComponent")
	private record FeedRow(long number, long size, byte @Nullable [] root, Instant madeAt, String note) {

		static FeedRow of(ResultSet row) throws SQLException {
			String note = row.getString("note");
			return new FeedRow(row.getLong("number"), row.getLong("size"), row.getBytes("root"),
					Instant.ofEpochMilli(row.getLong("made_at")), (note != null) ? note : "");
		}

	}

}
