package io.onsrelay.delivery.queue;

import java.time.Clock;
import java.time.Duration;

import io.onsrelay.store.Store;

/**
 * Repairs all due times of the outbox at once after an unclean shutdown. That is right
 * only while no other replica uses the outbox: claims of others are theirs.
 */
public final class DueTimeRepair {

	private static final String RELEASE_ALL = """
			UPDATE delivery SET lease = NULL, lease_end = NULL
			WHERE state = 'pending' AND due_at IS NOT NULL AND lease IS NOT NULL
			""";

	private static final String NO_LATER = """
			UPDATE delivery SET due_at = :latest WHERE state = 'pending' AND due_at > :latest
			""";

	private final Store store;

	private final Clock clock;

	private final DestinationThrottle throttle = new DestinationThrottle();

	public DueTimeRepair(Store store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Return whether due times may be repaired.
	 * @return {@code true} if the store belongs to one process
	 */
	public boolean isAllowed() {
		return !this.store.isShared();
	}

	/**
	 * Releases the claims of the previous process, and clips due times to the longest
	 * possible wait, in case the clock was set back since they were written.
	 * @param longestWait the longest wait before any attempt
	 */
	public void recoverAfterCrash(Duration longestWait) {
		this.store.write((jdbc) -> {
			long now = this.clock.millis();
			this.throttle.recoverAfterCrash(jdbc, now);
			jdbc.sql(RELEASE_ALL).update();
			return jdbc.sql(NO_LATER).param("latest", now + longestWait.toMillis()).update();
		});
	}

}
