package io.onsrelay.delivery;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.notifier.Destination;

/**
 * From when on each destination may be called again: because of its rate, or because it
 * asked to be left alone. It is kept in the database, so that a restart forgets neither,
 * and all who share the database share the rate. Resilience4j's limiter would begin anew
 * with each process.
 */
final class Pace {

	/**
	 * Calls that are closer to each other than this are made up for when a lane was late;
	 * those further apart never are, since some vendors count every second by itself.
	 */
	private static final long SMOOTHED = 100;

	private static final String FIND = "SELECT free_at FROM pace WHERE destination = :destination";

	private static final String NOT_BEFORE = """
			INSERT INTO pace (destination, free_at, noted_at) VALUES (:destination, :freeAt, :now)
			ON CONFLICT (destination) DO UPDATE SET free_at = excluded.free_at, noted_at = excluded.noted_at
			WHERE pace.free_at < excluded.free_at
			""";

	private static final String SHIFT = "UPDATE pace SET free_at = free_at + :jump, noted_at = noted_at + :jump";

	private static final String NOTED_LATER = """
			UPDATE pace SET free_at = free_at - (noted_at - :now), noted_at = :now WHERE noted_at > :now
			""";

	/**
	 * Return what a unit of work locks that counts calls to a destination, so that all
	 * replicas together keep its rate.
	 */
	static String lock(Destination destination) {
		return "pace " + destination;
	}

	/**
	 * Says how many calls may be made.
	 * @param jdbc the unit of work to take part in
	 * @param destination to whom
	 * @param interval the time between two calls; zero for no limit
	 * @param wanted how many are wanted
	 * @param now the time, in milliseconds since 1970
	 * @return that many or fewer
	 */
	int allowed(JdbcClient jdbc, Destination destination, Duration interval, int wanted, long now) {
		long freeAt = freeAt(jdbc, destination);
		if (freeAt > now) {
			return 0;
		}
		long millis = interval.toMillis();
		return (millis == 0) ? wanted : (int) Math.min(wanted, 1 + (now - earliest(freeAt, millis, now)) / millis);
	}

	/**
	 * Counts calls that are about to be made.
	 */
	void spend(JdbcClient jdbc, Destination destination, Duration interval, int calls, long now) {
		long millis = interval.toMillis();
		if (millis > 0 && calls > 0) {
			notBefore(jdbc, destination, earliest(freeAt(jdbc, destination), millis, now) + calls * millis, now);
		}
	}

	/**
	 * Leaves a destination alone.
	 * @param jdbc the unit of work to take part in
	 * @param destination the destination
	 * @param time until when, in milliseconds since 1970
	 * @param now the time
	 */
	void notBefore(JdbcClient jdbc, Destination destination, long time, long now) {
		jdbc.sql(NOT_BEFORE)
			.param("destination", destination.toString())
			.param("freeAt", time)
			.param("now", now)
			.update();
	}

	/**
	 * Takes over what a former process noted: where that was in the future, the clock was
	 * set back meanwhile.
	 */
	void takeOver(JdbcClient jdbc, long now) {
		jdbc.sql(NOTED_LATER).param("now", now).update();
	}

	/**
	 * Follows a clock that was set.
	 */
	void shift(JdbcClient jdbc, Duration jump) {
		jdbc.sql(SHIFT).param("jump", jump.toMillis()).update();
	}

	private static long earliest(long freeAt, long interval, long now) {
		return Math.max(freeAt, (interval < SMOOTHED) ? now - SMOOTHED : now);
	}

	private static long freeAt(JdbcClient jdbc, Destination destination) {
		return jdbc.sql(FIND).param("destination", destination.toString()).query(Long.class).optional().orElse(0L);
	}

}
