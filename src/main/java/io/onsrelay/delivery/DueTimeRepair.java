package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;

import io.onsrelay.store.Store;

/**
 * When the deliveries of the outbox are due, as a whole: what becomes of that when a
 * process takes over from another, or the clock is set.
 */
final class DueTimeRepair {

	private static final String RELEASE_ALL = """
			UPDATE delivery SET due_at = :now, lease = NULL
			WHERE state = 'pending' AND due_at IS NOT NULL AND lease IS NOT NULL
			""";

	private static final String NO_LATER = """
			UPDATE delivery SET due_at = :latest WHERE state = 'pending' AND due_at > :latest
			""";

	private static final String SHIFT = """
			UPDATE delivery SET due_at = due_at + :jump WHERE state = 'pending' AND due_at IS NOT NULL
			""";

	private final Store store;

	private final Clock clock;

	private final DestinationThrottle throttle = new DestinationThrottle();

	DueTimeRepair(Store store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Return whether no other process is at work.
	 */
	boolean isExclusive() {
		return !this.store.dialect().isShared();
	}

	/**
	 * Takes over from a former process: gives back what it had claimed, and lets nothing
	 * wait longer than it could have been meant to, should the clock have been set
	 * meanwhile. Right only where no other process is at work.
	 * @param longestWait the longest wait before any attempt
	 */
	void recoverAfterCrash(Duration longestWait) {
		this.store.write((jdbc) -> {
			long now = this.clock.millis();
			this.throttle.recoverAfterCrash(jdbc, now);
			jdbc.sql(RELEASE_ALL).param("now", now).update();
			return jdbc.sql(NO_LATER).param("latest", now + longestWait.toMillis()).update();
		});
	}

	/**
	 * Follows a clock that was set: what was due in a minute still is. Right only where
	 * no other process is at work.
	 * @param jump by how much the clock was set, negative for backward
	 * @param follow lets the clock that times are noted by follow, while nobody writes
	 */
	void shift(Duration jump, Runnable follow) {
		this.store.write((jdbc) -> {
			this.throttle.shift(jdbc, jump);
			int shifted = jdbc.sql(SHIFT).param("jump", jump.toMillis()).update();
			follow.run();
			return shifted;
		});
	}

}
