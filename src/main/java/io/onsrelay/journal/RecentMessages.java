package io.onsrelay.journal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.onsrelay.event.Message;

/**
 * The messages that were read last: the lanes of several destinations ask for a message
 * in turn, and a lane for those that it is about to deliver. What was read first goes
 * first. A cache that weighs how often each entry is asked for would keep what is
 * delivered already, and drop what was just read.
 */
final class RecentMessages {

	/**
	 * How much memory they may take: some 150 usual messages. What stays longer outlives
	 * the young generation, and costs a collection of the old one.
	 */
	static final long MAX_BYTES = 2L * 1024 * 1024;

	/**
	 * How long a message is kept: another replica may have erased its body.
	 */
	static final Duration TIME = Duration.ofMinutes(1);

	/**
	 * How many times the memory of its body a message takes, with what is parsed.
	 */
	private static final int SIZE = 8;

	private final LongSupplier nanoTime;

	private final Map<Long, Kept> oldestFirst = new LinkedHashMap<>();

	private long bytes;

	/**
	 * Creates an empty memory.
	 * @param nanoTime the time in nanoseconds, as {@link System#nanoTime()} counts it
	 */
	RecentMessages(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Finds messages.
	 * @param seqs their numbers in the journal
	 * @return those that are kept; can be changed
	 */
	synchronized Map<Long, Message> find(Collection<Long> seqs) {
		dropOldest();
		Map<Long, Message> found = new HashMap<>();
		for (Long seq : seqs) {
			Kept kept = this.oldestFirst.get(seq);
			if (kept != null) {
				found.put(seq, kept.message());
			}
		}
		return found;
	}

	/**
	 * Keeps messages that were just read.
	 * @param read messages by their number
	 */
	synchronized void add(Map<Long, Message> read) {
		long now = this.nanoTime.getAsLong();
		read.forEach((seq, message) -> {
			forget(seq);
			this.oldestFirst.put(seq, new Kept(message, now));
			this.bytes += bytes(message);
		});
		dropOldest();
	}

	/**
	 * Forgets a message.
	 * @param seq its number
	 */
	synchronized void forget(long seq) {
		Kept kept = this.oldestFirst.remove(seq);
		if (kept != null) {
			this.bytes -= bytes(kept.message());
		}
	}

	/**
	 * Drops what is too much or overdue.
	 */
	private void dropOldest() {
		long now = this.nanoTime.getAsLong();
		Iterator<Kept> oldest = this.oldestFirst.values().iterator();
		while (oldest.hasNext()) {
			Kept kept = oldest.next();
			if (this.bytes <= MAX_BYTES && now - kept.readAt() < TIME.toNanos()) {
				return;
			}
			this.bytes -= bytes(kept.message());
			oldest.remove();
		}
	}

	private static long bytes(Message message) {
		return (long) SIZE * message.body().length();
	}

	/**
	 * A message.
	 *
	 * @param message the message
	 * @param readAt when it was read, as {@link System#nanoTime()} counts
	 */
	private record Kept(Message message, long readAt) {
	}

}
