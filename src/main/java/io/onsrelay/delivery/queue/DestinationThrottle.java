package io.onsrelay.delivery.queue;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.notifier.Destination;

/**
 * When each destination may be called again: because of its rate, or because it paused
 * its lane by {@code Retry-After}. The database keeps this, and not each delivery or
 * process: a restart forgets neither, and all replicas share one rate.
 */
final class DestinationThrottle {

	/**
	 * A lane that runs late makes up for calls whose interval is shorter than this, and
	 * never for calls further apart: some vendors count each second by itself.
	 */
	private static final long SMOOTHED_MILLIS = 100;

	private static final String FIND = "SELECT not_before FROM destination_throttle WHERE destination = :destination";

	private static final String PAUSE_UNTIL = """
			INSERT INTO destination_throttle (destination, not_before, noted_at) VALUES (:destination, :notBefore, :now)
			ON CONFLICT (destination) DO UPDATE SET not_before = excluded.not_before, noted_at = excluded.noted_at
			WHERE destination_throttle.not_before < excluded.not_before
			""";

	private static final String NOTED_LATER = """
			UPDATE destination_throttle SET not_before = not_before - (noted_at - :now), noted_at = :now WHERE noted_at > :now
			""";

	/**
	 * Return the name of the lock that a unit of work takes to count calls to a
	 * destination, so that all replicas together keep its rate.
	 */
	static String lock(Destination destination) {
		return "throttle " + destination;
	}

	/**
	 * Return how many calls may be made.
	 * @param jdbc the unit of work to take part in
	 * @param destination the destination
	 * @param interval the time between two calls; zero for no limit
	 * @param wanted how many calls are wanted
	 * @param now the time, in milliseconds since 1970
	 * @return as many as are wanted, or fewer
	 */
	int allowed(JdbcClient jdbc, Destination destination, Duration interval, int wanted, long now) {
		long notBefore = notBefore(jdbc, destination);
		if (notBefore > now) {
			return 0;
		}
		long millis = interval.toMillis();
		return (millis == 0) ? wanted : (int) Math.min(wanted, 1 + (now - earliest(notBefore, millis, now)) / millis);
	}

	/**
	 * Counts calls that are about to be made, in the rate of their destination.
	 */
	void spend(JdbcClient jdbc, Destination destination, Duration interval, int calls, long now) {
		long millis = interval.toMillis();
		if (millis > 0 && calls > 0) {
			pauseUntil(jdbc, destination, earliest(notBefore(jdbc, destination), millis, now) + calls * millis, now);
		}
	}

	/**
	 * Pauses a destination, unless it is paused for longer already.
	 * @param jdbc the unit of work to take part in
	 * @param destination the destination
	 * @param time until when, in milliseconds since 1970
	 * @param now the time
	 */
	void pauseUntil(JdbcClient jdbc, Destination destination, long time, long now) {
		jdbc.sql(PAUSE_UNTIL)
			.param("destination", destination.toString())
			.param("notBefore", time)
			.param("now", now)
			.update();
	}

	/**
	 * Repairs times that the previous process wrote with a clock that has been set back
	 * since.
	 * @param jdbc the unit of work to take part in
	 * @param now the time, in milliseconds since 1970
	 */
	void recoverAfterCrash(JdbcClient jdbc, long now) {
		jdbc.sql(NOTED_LATER).param("now", now).update();
	}

	private static long earliest(long notBefore, long interval, long now) {
		return Math.max(notBefore, (interval < SMOOTHED_MILLIS) ? now - SMOOTHED_MILLIS : now);
	}

	private static long notBefore(JdbcClient jdbc, Destination destination) {
		return jdbc.sql(FIND).param("destination", destination.toString()).query(Long.class).optional().orElse(0L);
	}

}
