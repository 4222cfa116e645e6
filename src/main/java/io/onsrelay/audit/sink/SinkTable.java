package io.onsrelay.audit.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Store;

/**
 * How far each sink has got: the table {@code audit_sink}.
 */
final class SinkTable {

	/**
	 * How long one replica has a sink for itself.
	 */
	static final Duration LEASE = Duration.ofMinutes(1);

	private final Store store;

	private final String name;

	SinkTable(Store store, String name) {
		this.store = store;
		this.name = name;
	}

	/**
	 * Return the number of the newest checkpoint of the log, and that of the last one
	 * that the sink has.
	 */
	SinkProgress progress() {
		return this.store.read((jdbc) -> {
			long newest = jdbc.sql("SELECT coalesce(max(number), 0) FROM audit_checkpoint").query(Long.class).single();
			return new SinkProgress(newest,
					jdbc.sql("SELECT number FROM audit_sink WHERE name = :name")
						.param("name", this.name)
						.query(Long.class)
						.optional()
						.map(OptionalLong::of)
						.orElseGet(OptionalLong::empty));
		});
	}

	/**
	 * Adds the sink. Its first checkpoint is the newest there is, or else the next one.
	 */
	void add(SinkProgress progress) {
		this.store.write((jdbc) -> jdbc.sql("""
				INSERT INTO audit_sink (name, number, lease_end) VALUES (:name, :number, 0)
				ON CONFLICT (name) DO NOTHING
				""").param("name", this.name).param("number", Math.max(0, progress.newest() - 1)).update());
	}

	/**
	 * Takes the sink for this replica.
	 * @return whether no other replica has it
	 */
	boolean claim(Instant now) {
		return !this.store.isShared() || this.store.write((jdbc) -> lease(jdbc, now));
	}

	/**
	 * A lease that ends later than any that begins now was written by a clock that was
	 * wrong.
	 */
	private boolean lease(JdbcClient jdbc, Instant now) {
		return jdbc.sql("""
				UPDATE audit_sink SET lease_end = :end
				WHERE name = :name AND (lease_end <= :now OR lease_end > :end)
				""")
			.param("end", now.plus(LEASE).toEpochMilli())
			.param("name", this.name)
			.param("now", now.toEpochMilli())
			.update() > 0;
	}

	/**
	 * Notes how far the sink has got, and leaves it to any replica.
	 * @param number the last checkpoint that it has
	 */
	void release(long number) {
		this.store.write((jdbc) -> jdbc.sql("""
				UPDATE audit_sink SET lease_end = 0, number = CASE WHEN number < :number THEN :number ELSE number END
				WHERE name = :name
				""").param("number", number).param("name", this.name).update());
	}

	/**
	 * How far a sink has got.
	 *
	 * @param newest the number of the newest checkpoint; 0 if there is none
	 * @param written the number of the last one that the sink has; empty if it has none
	 * yet
	 */
	record SinkProgress(long newest, OptionalLong written) {

		/**
		 * Return how many checkpoints the sink has not got yet; none before it is added.
		 */
		long pending() {
			return Math.max(0, this.newest - this.written.orElse(this.newest));
		}

	}

}
