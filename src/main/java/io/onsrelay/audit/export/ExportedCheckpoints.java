package io.onsrelay.audit.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.onsrelay.audit.verification.LogSource;

/**
 * The checkpoints that an export has: of each size the last; and those at which the key
 * changes, wherever they are. Not for several threads.
 */
final class ExportedCheckpoints {

	private static final int PAGE = 500;

	private static final String READ = """
			SELECT number, size, note FROM audit_checkpoint
			WHERE number > ? ORDER BY number LIMIT ?
			""";

	private static final String ROTATIONS = """
			SELECT note FROM audit_checkpoint WHERE note LIKE '%previous-key %' ORDER BY number
			""";

	private final LogSource source;

	private final long maxSize;

	private final Deque<CheckpointRow> rows = new ArrayDeque<>();

	private long read = Long.MIN_VALUE;

	private boolean ended;

	ExportedCheckpoints(LogSource source, long maxSize) {
		this.source = source;
		this.maxSize = maxSize;
	}

	/**
	 * Return the notes by which one key vouches for another.
	 */
	List<String> rotations() {
		return this.source.read((jdbc) -> jdbc.sql(ROTATIONS).query(String.class).list());
	}

	/**
	 * Return the notes of the sizes in a range. Smaller sizes are gone after that.
	 */
	List<String> of(long from, long to) {
		List<String> notes = new ArrayList<>();
		while (true) {
			fill();
			CheckpointRow row = this.rows.peek();
			if (row == null || row.size() > Math.min(to, this.maxSize)) {
				return notes;
			}
			this.rows.remove();
			CheckpointRow next = this.rows.peek();
			boolean last = next == null || next.size() != row.size();
			if (row.size() >= from && last) {
				notes.add(row.note());
			}
		}
	}

	private void fill() {
		while (this.rows.size() < 2 && !this.ended) {
			List<CheckpointRow> page = this.source.read((jdbc) -> jdbc.sql(READ)
				.param(this.read)
				.param(PAGE)
				.query((row, _) -> new CheckpointRow(row.getLong("number"), row.getLong("size"), row.getString("note")))
				.list());
			this.ended = page.size() < PAGE;
			if (!page.isEmpty()) {
				this.read = page.getLast().number();
			}
			this.rows.addAll(page);
		}
	}

	/**
	 * A checkpoint.
	 */
	private record CheckpointRow(long number, long size, String note) {
	}

}
