package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.queue.Attempt;
import io.onsrelay.notifier.Destination;

/**
 * Counts what happens at each destination, in memory, until the counts are written: a
 * statement for each attempt would cost more than a chart is worth.
 */
public final class DestinationTallies {

	private Map<Destination, Tally> counted = new HashMap<>();

	/**
	 * Counts a delivery that is done.
	 * @param destination its destination
	 * @param at when
	 * @param lag the time since the receipt of its message
	 */
	public void delivered(Destination destination, Instant at, Duration lag) {
		add(destination, new Tally(Map.of(hour(at), new Counts(1, 0, 0)), new DeliveredLast(at, lag), null));
	}

	/**
	 * Counts an attempt that failed.
	 * @param attempt the attempt
	 * @param at when it ended
	 */
	public void failed(Attempt attempt, Instant at) {
		boolean dead = attempt.outcome().equals("dead");
		add(attempt.claim().destination(), new Tally(Map.of(hour(at), new Counts(0, dead ? 0 : 1, dead ? 1 : 0)), null,
				new FailedLast(at, String.valueOf(attempt.reason()), String.valueOf(attempt.detail()))));
	}

	private static Instant hour(Instant time) {
		return time.truncatedTo(ChronoUnit.HOURS);
	}

	private synchronized void add(Destination destination, Tally tally) {
		this.counted.merge(destination, tally, Tally::plus);
	}

	/**
	 * Return what is counted and not written.
	 * @return a tally for each destination
	 */
	public synchronized Map<Destination, Tally> counted() {
		return Map.copyOf(this.counted);
	}

	/**
	 * Takes what is counted, to write it.
	 * @return a tally for each destination
	 */
	public synchronized Map<Destination, Tally> take() {
		Map<Destination, Tally> taken = this.counted;
		this.counted = new HashMap<>();
		return taken;
	}

	/**
	 * Puts back what could not be written.
	 * @param tallies what {@link #take()} returned
	 */
	public void putBack(Map<Destination, Tally> tallies) {
		tallies.forEach(this::add);
	}

	/**
	 * What happened at a destination.
	 *
	 * @param hours the counts of each hour, by its begin
	 * @param delivered the last delivery
	 * @param failed the last attempt that failed
	 */
	public record Tally(Map<Instant, Counts> hours, @Nullable DeliveredLast delivered, @Nullable FailedLast failed) {

		Tally plus(Tally later) {
			Map<Instant, Counts> sum = new HashMap<>(this.hours);
			later.hours.forEach((hour, counts) -> sum.merge(hour, counts, Counts::plus));
			return new Tally(sum, (later.delivered != null) ? later.delivered : this.delivered,
					(later.failed != null) ? later.failed : this.failed);
		}

	}

	/**
	 * What happened in an hour.
	 *
	 * @param delivered how many deliveries are done
	 * @param failed how many attempts failed and are made again
	 * @param dead how many deliveries were given up
	 */
	public record Counts(long delivered, long failed, long dead) {

		/**
		 * Return the sum of these counts and others.
		 * @param other the others
		 * @return the sum
		 */
		public Counts plus(Counts other) {
			return new Counts(this.delivered + other.delivered, this.failed + other.failed, this.dead + other.dead);
		}

	}

	/**
	 * A delivery.
	 *
	 * @param at when it was done
	 * @param lag the time since the receipt of its message
	 */
	public record DeliveredLast(Instant at, Duration lag) {
	}

	/**
	 * An attempt that failed.
	 *
	 * @param at when it ended
	 * @param reason why, as meters name it
	 * @param detail what the destination said
	 */
	public record FailedLast(Instant at, String reason, String detail) {
	}

}
