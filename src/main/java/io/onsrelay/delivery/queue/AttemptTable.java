package io.onsrelay.delivery.queue;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.Portions;

/**
 * The attempts that did not deliver, which dead letters are explained by. The one that
 * delivers is counted by its delivery, and adds nothing to explain.
 */
public final class AttemptTable {

	private static final String APPEND = """
			INSERT INTO attempt (delivery_id, number, started_at, duration, outcome, reason, detail)
			SELECT delivery.id, delivery.attempts, made.column2, made.column3, made.column4, made.column5, made.column6
			FROM (VALUES :made) AS made JOIN delivery ON delivery.id = made.column1
			""";

	private static final String OF = """
			SELECT number, started_at, duration, outcome, reason, detail FROM attempt
			WHERE delivery_id = :id ORDER BY number
			""";

	private static final String COUNT = """
			SELECT count(*) FROM attempt WHERE delivery_id = :id AND reason = :reason
			""";

	/**
	 * Adds attempts, after their deliveries have counted them.
	 * @param jdbc the unit of work to take part in
	 * @param attempts attempts that did not deliver, no two of one delivery
	 */
	void append(JdbcClient jdbc, List<Attempt> attempts) {
		Portions.of(attempts)
			.forEach((portion) -> jdbc.sql(APPEND)
				.param("made", portion.stream().map(AttemptTable::row).toList())
				.update());
	}

	private static @Nullable Object[] row(Attempt attempt) {
		return new @Nullable Object[] { attempt.claim().id(), attempt.startedAt().toEpochMilli(),
				attempt.duration().toMillis(), attempt.outcome(), attempt.reason(), attempt.detail() };
	}

	/**
	 * Counts the attempts of a delivery that failed for one reason.
	 * @param jdbc the unit of work to take part in
	 * @param deliveryId the number of the delivery
	 * @param reason the reason
	 * @return how many there are
	 */
	int count(JdbcClient jdbc, long deliveryId, Outcome.Reason reason) {
		return jdbc.sql(COUNT)
			.param("id", deliveryId)
			.param("reason", Attempt.word(reason))
			.query(Integer.class)
			.single();
	}

	/**
	 * Finds the attempts of a delivery.
	 * @param jdbc the unit of work to take part in
	 * @param deliveryId the number of the delivery
	 * @param mapper maps a row with the columns number, started_at, duration, outcome,
	 * reason and detail; times are milliseconds
	 * @param <T> what a row is mapped to
	 * @return the attempts, oldest first
	 */
	public <T> List<T> of(JdbcClient jdbc, long deliveryId, RowMapper<T> mapper) {
		return jdbc.sql(OF).param("id", deliveryId).query(mapper).list();
	}

}
