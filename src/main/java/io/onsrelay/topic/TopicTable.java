package io.onsrelay.topic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The tables {@code topic} and {@code topic_gap}. Each process writes what it has heard
 * once a minute, so a pause of less is none.
 */
final class TopicTable {

	/**
	 * How many topics are stored: senders choose their OCIDs.
	 */
	static final int MAX_TOPICS = 200;

	private static final Set<String> LOCK = Set.of("topics");

	private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

	private final Store store;

	TopicTable(Store store) {
		this.store = store;
	}

	/**
	 * Writes what was heard. Topics beyond the most are left out.
	 * @param topics what was heard of each topic
	 * @return whether all have a row
	 */
	boolean heard(Collection<HeardTopic> topics) {
		return this.store.write(UnitOfWork.locking(LOCK,
				(jdbc) -> topics.stream().filter((topic) -> !heard(jdbc, topic)).count())) == 0;
	}

	private static boolean heard(JdbcClient jdbc, HeardTopic topic) {
		Optional<Long> known = lastMessage(jdbc, topic.id());
		if (known.isEmpty() && !add(jdbc, topic.id(), topic.name(), topic.first())) {
			return false;
		}
		known.filter((last) -> last > 0 && last < topic.first().toEpochMilli())
			.ifPresent((last) -> addPause(jdbc, topic, topic.first().toEpochMilli() - last));
		jdbc.sql("""
				UPDATE topic SET name = coalesce(CAST(:name AS TEXT), name), last_message_at = :last
				WHERE id = :id AND (last_message_at IS NULL OR last_message_at < :last)
				""")
			.param("id", topic.id())
			.param("name", topic.name())
			.param("last", topic.last().toEpochMilli())
			.update();
		return true;
	}

	/** Zero where none has come. */
	private static Optional<Long> lastMessage(JdbcClient jdbc, String id) {
		return jdbc.sql("SELECT coalesce(last_message_at, 0) FROM topic WHERE id = :id")
			.param("id", id)
			.query(Long.class)
			.optional();
	}

	private static boolean add(JdbcClient jdbc, String id, @Nullable String name, Instant knownSince) {
		return jdbc.sql("""
				INSERT INTO topic (id, name, known_since)
				SELECT :id, CAST(:name AS TEXT), CAST(:since AS BIGINT)
				WHERE (SELECT count(*) FROM topic) < :most
				""")
			.param("id", id)
			.param("name", name)
			.param("since", knownSince.toEpochMilli())
			.param("most", MAX_TOPICS)
			.update() > 0;
	}

	private static void addPause(JdbcClient jdbc, HeardTopic topic, long millis) {
		jdbc.sql("""
				INSERT INTO topic_gap (topic_id, day, longest) VALUES (:id, :day, :longest)
				ON CONFLICT (topic_id, day) DO UPDATE SET longest = excluded.longest
				WHERE topic_gap.longest < excluded.longest
				""").param("id", topic.id()).param("day", day(topic.first())).param("longest", millis).update();
	}

	/**
	 * Adds the configured topics that are not known yet, under their names, and deletes
	 * what is not needed any more.
	 * @param names the name of each configured topic, by OCID
	 * @param now the time
	 * @param forgotten topics that have sent nothing since then, and are not configured,
	 * are deleted
	 */
	void tidy(Map<String, String> names, Instant now, Instant forgotten) {
		this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> {
			names.forEach((id, name) -> {
				if (lastMessage(jdbc, id).isEmpty()) {
					add(jdbc, id, name, now);
				}
			});
			jdbc.sql("DELETE FROM topic_gap WHERE day <= :day").param("day", day(now) - Rhythm.DAYS).update();
			List<String> kept = new ArrayList<>(names.keySet());
			kept.add("");
			return jdbc.sql("""
					DELETE FROM topic WHERE coalesce(last_message_at, known_since) < :forgotten AND id NOT IN (:kept)
					""").param("forgotten", forgotten.toEpochMilli()).param("kept", kept).update();
		}));
	}

	/**
	 * Return all topics.
	 */
	List<KnownTopic> all() {
		return this.store.read((jdbc) -> {
			Map<String, List<Duration>> pauses = new HashMap<>();
			jdbc.sql("SELECT topic_id, longest FROM topic_gap")
				.query((row, _) -> Map.entry(row.getString("topic_id"), Duration.ofMillis(row.getLong("longest"))))
				.list()
				.forEach((pause) -> pauses.computeIfAbsent(pause.getKey(), (_) -> new ArrayList<>())
					.add(pause.getValue()));
			return jdbc.sql("SELECT id, name, known_since, last_message_at, silent_since FROM topic ORDER BY id")
				.query((row, _) -> topic(row, pauses))
				.list();
		});
	}

	private static KnownTopic topic(ResultSet row, Map<String, List<Duration>> pauses) throws SQLException {
		String id = row.getString("id");
		return new KnownTopic(id, row.getString("name"), Instant.ofEpochMilli(row.getLong("known_since")),
				instant(row, "last_message_at"), instant(row, "silent_since"), pauses.getOrDefault(id, List.of()));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	/**
	 * Return the unit of work that notes the silence of a topic.
	 * @param topic the topic as it was read
	 * @return whether it is still as quiet, and its silence not noted before
	 */
	static UnitOfWork<Boolean> fellSilent(KnownTopic topic) {
		return UnitOfWork.locking(LOCK, (jdbc) -> jdbc.sql("""
				UPDATE topic SET silent_since = :since
				WHERE id = :id AND silent_since IS NULL AND coalesce(last_message_at, known_since) = :since
				""").param("id", topic.id()).param("since", topic.quietSince().toEpochMilli()).update() > 0);
	}

	/**
	 * Return the unit of work that notes that the silence of a topic is over.
	 * @param id the topic
	 * @param silentSince the silence
	 * @return whether that was not noted before
	 */
	static UnitOfWork<Boolean> silenceOver(String id, Instant silentSince) {
		return UnitOfWork.locking(LOCK,
				(jdbc) -> jdbc.sql("UPDATE topic SET silent_since = NULL WHERE id = :id AND silent_since = :since")
					.param("id", id)
					.param("since", silentSince.toEpochMilli())
					.update() > 0);
	}

	private static long day(Instant time) {
		return Math.floorDiv(time.toEpochMilli(), DAY_MILLIS);
	}

}
