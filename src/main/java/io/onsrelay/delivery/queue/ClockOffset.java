package io.onsrelay.delivery.queue;

import java.time.Duration;

import io.onsrelay.store.Store;

/**
 * The offset of the clock that due times are written with: how far the clock behind it
 * was set since the outbox was created. It is one row, so that a step of the clock
 * changes one number and not every due time.
 */
public final class ClockOffset {

	private static final String READ = "SELECT millis FROM clock_offset";

	private static final String REPLACE = """
			INSERT INTO clock_offset (id, millis) VALUES (1, :offset)
			ON CONFLICT (id) DO UPDATE SET millis = excluded.millis WHERE clock_offset.millis = :known
			""";

	private final Store store;

	/**
	 * Creates the offset.
	 * @param store where the outbox is kept
	 */
	public ClockOffset(Store store) {
		this.store = store;
	}

	/**
	 * Reads the offset.
	 * @return the offset, with millisecond precision; zero if the clock was never set
	 */
	public Duration read() {
		return this.store
			.read((jdbc) -> jdbc.sql(READ).query(Long.class).optional().map(Duration::ofMillis).orElse(Duration.ZERO));
	}

	/**
	 * Replaces the offset, unless it has changed. So a unit of work that is committed
	 * late, or a replica that notices the same step, does not count the step twice.
	 * @param known the offset as it was read
	 * @param offset the new offset
	 * @return whether it was replaced
	 */
	public boolean replace(Duration known, Duration offset) {
		return this.store.write((jdbc) -> jdbc.sql(REPLACE)
			.param("known", known.toMillis())
			.param("offset", offset.toMillis())
			.update()) > 0;
	}

}
