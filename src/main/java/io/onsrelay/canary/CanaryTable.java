package io.onsrelay.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The only row of the table {@code canary}.
 */
final class CanaryTable {

	private static final Set<String> LOCK = Set.of("canary");

	private final Store store;

	CanaryTable(Store store) {
		this.store = store;
	}

	/**
	 * Adds the row, or begins anew where the topic is another one.
	 * @param topicId the topic
	 * @param newKey the key, if there is none yet
	 * @param now the time
	 * @return the key, which all replicas share
	 */
	String open(String topicId, String newKey, Instant now) {
		return this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> {
			jdbc.sql("""
					INSERT INTO canary (id, secret_key, topic_id, due_at, since) VALUES (1, :key, :topic, :now, :now)
					ON CONFLICT (id) DO UPDATE
					SET topic_id = excluded.topic_id, due_at = excluded.due_at, since = excluded.since, returned = NULL,
						broken_since = NULL
					WHERE canary.topic_id <> excluded.topic_id
					""").param("key", newKey).param("topic", topicId).param("now", now.toEpochMilli()).update();
			return jdbc.sql("SELECT secret_key FROM canary WHERE id = 1").query(String.class).single();
		}));
	}

	/**
	 * Claims the next message for this replica. After a time in which none was published,
	 * such as an outage of this service, the wait for the next one begins anew.
	 * @return whether one is due
	 */
	boolean claim(Instant now, Duration interval) {
		return this.store.write((jdbc) -> jdbc.sql("""
				UPDATE canary SET due_at = :next, since = CASE WHEN due_at < :missed THEN :now ELSE since END
				WHERE id = 1 AND due_at <= :now
				""")
			.param("next", now.plus(interval).toEpochMilli())
			.param("missed", now.minus(interval).toEpochMilli())
			.param("now", now.toEpochMilli())
			.update()) > 0;
	}

	/**
	 * Return the unit of work that notes that a message has come back.
	 * @param publishedAt when it was published
	 * @return whether it is newer than the last one
	 */
	static UnitOfWork<Boolean> returned(Instant publishedAt) {
		return (jdbc) -> jdbc
			.sql("UPDATE canary SET returned = :at WHERE id = 1 AND (returned IS NULL OR returned < :at)")
			.param("at", publishedAt.toEpochMilli())
			.update() > 0;
	}

	/**
	 * Reads the row.
	 */
	CanaryState read() {
		return this.store.read(
				(jdbc) -> jdbc.sql("SELECT since, returned, broken_since FROM canary WHERE id = 1").query((row, _) -> {
					Instant since = Instant.ofEpochMilli(row.getLong("since"));
					Instant returned = instant(row.getObject("returned"));
					return new CanaryState(since, returned, instant(row.getObject("broken_since")));
				}).single());
	}

	private static @Nullable Instant instant(@Nullable Object millis) {
		return (millis instanceof Number number) ? Instant.ofEpochMilli(number.longValue()) : null;
	}

	/**
	 * Return the unit of work that notes that the loop is broken.
	 * @return whether that was not noted before
	 */
	static UnitOfWork<Boolean> broken(CanaryState seen, Instant now) {
		return (jdbc) -> jdbc.sql("""
				UPDATE canary SET broken_since = :now
				WHERE id = 1 AND broken_since IS NULL AND coalesce(returned, 0) = :returned
				""").param("now", now.toEpochMilli()).param("returned", millis(seen.returned())).update() > 0;
	}

	/**
	 * Return the unit of work that notes that the loop works again.
	 * @return whether that was not noted before
	 */
	static UnitOfWork<Boolean> mended(CanaryState seen) {
		return (jdbc) -> jdbc.sql("UPDATE canary SET broken_since = NULL WHERE id = 1 AND broken_since = :since")
			.param("since", Objects.requireNonNull(seen.brokenSince()).toEpochMilli())
			.update() > 0;
	}

	private static long millis(@Nullable Instant time) {
		return (time != null) ? time.toEpochMilli() : 0;
	}

	/**
	 * What is stored.
	 *
	 * @param since since when it is published without interruption
	 * @param returned when the last one that came back was published; {@code null} if
	 * none came back
	 * @param brokenSince when it was told that none comes back; {@code null} if the loop
	 * works
	 */
	record CanaryState(Instant since, @Nullable Instant returned, @Nullable Instant brokenSince) {

		/**
		 * Return since when none has come back.
		 */
		Instant waitingSince() {
			return (this.returned != null && this.returned.isAfter(this.since)) ? this.returned : this.since;
		}

		/**
		 * Return whether one has come back that was published after the loop broke.
		 */
		boolean isMended() {
			return this.brokenSince != null && this.returned != null && this.returned.isAfter(this.brokenSince);
		}

	}

}
