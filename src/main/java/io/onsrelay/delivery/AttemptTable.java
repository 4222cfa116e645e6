package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every attempt that was made, so that people can see later what happened.
 */
final class AttemptTable {

	private static final String APPEND = """
			INSERT INTO attempt (delivery_id, number, started_at, duration, outcome, reason, detail)
			SELECT delivery.id, delivery.attempts, made.column2, made.column3, made.column4, made.column5, made.column6
			FROM (VALUES :made) AS made JOIN delivery ON delivery.id = made.column1
			""";

	private static final String OF = """
			SELECT number, started_at, duration, outcome, reason, detail FROM attempt
			WHERE delivery_id = :id ORDER BY number
			""";

	/**
	 * Adds attempts that are counted in their deliveries already.
	 * @param jdbc the unit of work to take part in
	 * @param attempts the attempts, no two of one delivery
	 */
	void append(JdbcClient jdbc, Collection<Attempt> attempts) {
		if (!attempts.isEmpty()) {
			jdbc.sql(APPEND).param("made", attempts.stream().map(AttemptTable::row).toList()).update();
		}
	}

	private static @Nullable Object[] row(Attempt attempt) {
		return new @Nullable Object[] { attempt.claim().id(), attempt.startedAt().toEpochMilli(),
				attempt.duration().toMillis(), attempt.outcome(), attempt.reason(), attempt.detail() };
	}

	/**
	 * Finds the attempts of a delivery.
	 * @param jdbc where to look
	 * @param deliveryId the number of the delivery
	 * @return its attempts, oldest first
	 */
	List<AttemptRecord> of(JdbcClient jdbc, long deliveryId) {
		return jdbc.sql(OF)
			.param("id", deliveryId)
			.query((row, _) -> new AttemptRecord(row.getInt("number"), Instant.ofEpochMilli(row.getLong("started_at")),
					Duration.ofMillis(row.getLong("duration")), row.getString("outcome"), row.getString("reason"),
					row.getString("detail")))
			.list();
	}

}
