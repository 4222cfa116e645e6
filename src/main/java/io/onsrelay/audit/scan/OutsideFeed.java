package io.onsrelay.audit.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.scan.CheckpointFeed.Signed;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.AuditFindings;
import io.onsrelay.audit.verification.NoteCheck;
import io.onsrelay.audit.verification.OutsideCheckpoints;

/**
 * Reads checkpoints that were kept outside of the database, verifies them, and compares
 * them with those of the table. Not for several threads.
 */
final class OutsideFeed implements AutoCloseable {

	private static final int PAGE = 200;

	private final OutsideCheckpoints outside;

	private final NoteCheck notes;

	private final CheckpointFeed table;

	private final AuditFindings findings;

	private final LogState state;

	private final long expected;

	private final Stream<SignedNote> stream;

	private final Iterator<SignedNote> iterator;

	private final Deque<Signed> page = new ArrayDeque<>();

	private long count;

	/**
	 * Creates a feed.
	 * @param expected how many notes there were before the state of the log was read
	 */
	OutsideFeed(OutsideCheckpoints outside, long expected, NoteCheck notes, CheckpointFeed table,
			AuditFindings findings, LogState state) {
		this.outside = outside;
		this.expected = expected;
		this.notes = notes;
		this.table = table;
		this.findings = findings;
		this.state = state;
		this.stream = outside.open();
		this.iterator = this.stream.iterator();
	}

	/**
	 * Return the next signed tree of at most a size.
	 * @return the tree; {@code null} if the next one is larger, or there is none
	 */
	@Nullable Signed next(long size) {
		while (this.page.isEmpty() && this.count < this.expected && this.iterator.hasNext()) {
			readPage();
		}
		Signed next = this.page.peek();
		return (next != null && next.head().size() <= size) ? this.page.remove() : null;
	}

	private void readPage() {
		List<SignedNote> read = new ArrayList<>();
		while (read.size() < PAGE && this.count < this.expected && this.iterator.hasNext()) {
			read.add(this.iterator.next());
			this.count++;
		}
		List<Signed> signed = new ArrayList<>();
		for (SignedNote note : read) {
			Optional<Checkpoint> checkpoint = this.notes.check(Long.MAX_VALUE, "a checkpoint of " + this.outside.name(),
					note.toString());
			checkpoint.ifPresent((good) -> signed.add(new Signed(good, this.outside.name())));
		}
		Map<Long, String> table = this.table.notes(signed.stream().map((one) -> one.checkpoint().number()).toList());
		signed.forEach((one) -> compare(one, table.get(one.checkpoint().number())));
		this.page.addAll(signed);
	}

	private void compare(Signed signed, @Nullable String note) {
		Checkpoint checkpoint = signed.checkpoint();
		if (note != null) {
			Checkpoint stored = CheckpointFeed.parse(note).flatMap(CheckpointFeed::checkpoint).orElse(checkpoint);
			if (!stored.head().equals(checkpoint.head())) {
				this.findings.other(AuditFault.TWO_ROOTS, checkpoint.number(),
						"checkpoint %d of %s covers %,d records and has the root %s, and that of the log %,d and %s"
							.formatted(checkpoint.number(), signed.outside(), checkpoint.head().size(),
									checkpoint.head().root(), stored.head().size(), stored.head().root()));
			}
		}
		if (checkpoint.number() > this.state.lastCheckpoint()) {
			this.findings.other(AuditFault.OUTDATED, checkpoint.number(),
					"%s, of %s, covers %,d records; the log has %,d, and its last checkpoint is %d".formatted(
							signed.words(), checkpoint.madeAt(), checkpoint.head().size(), this.state.size(),
							this.state.lastCheckpoint()));
		}
	}

	/**
	 * Return how many checkpoints were read.
	 */
	long count() {
		return this.count;
	}

	@Override
	public void close() {
		this.stream.close();
	}

}
