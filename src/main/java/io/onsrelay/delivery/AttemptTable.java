package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.policy.Verdict;
import io.onsrelay.notifier.Outcome;

/**
 * Every attempt that was made, so that people can see later what happened.
 */
final class AttemptTable {

	/**
	 * The longest detail that is kept, in characters.
	 */
	private static final int LONGEST_DETAIL = 500;

	private static final String APPEND = """
			INSERT INTO attempt (delivery_id, number, started_at, duration, outcome, reason, detail)
			SELECT id, attempts, :startedAt, :duration, :outcome, :reason, :detail FROM delivery WHERE id IN (:ids)
			""";

	private static final String OF = """
			SELECT number, started_at, duration, outcome, reason, detail FROM attempt
			WHERE delivery_id = :id ORDER BY number
			""";

	/**
	 * Adds a call to the attempts of each delivery that it was made for, where it is
	 * counted already.
	 * @param jdbc the unit of work to take part in
	 * @param attempt one of the attempts that the call was
	 * @param deliveryIds the numbers of the deliveries
	 */
	void append(JdbcClient jdbc, Attempt attempt, Collection<Long> deliveryIds) {
		JdbcClient.StatementSpec statement = jdbc.sql(APPEND)
			.param("ids", deliveryIds)
			.param("startedAt", attempt.startedAt().toEpochMilli())
			.param("duration", attempt.duration().toMillis());
		switch (attempt.verdict()) {
			case Verdict.Delivered _ -> append(statement, "delivered", null, null);
			case Verdict.Again again -> append(statement, "retry", again.reason(), again.detail());
			case Verdict.Dead dead -> append(statement, "dead", dead.reason(), dead.detail());
		}
	}

	private static void append(JdbcClient.StatementSpec statement, String outcome, Outcome.@Nullable Reason reason,
			@Nullable String detail) {
		statement.param("outcome", outcome)
			.param("reason", (reason != null) ? word(reason) : null)
			.param("detail", shorten(detail))
			.update();
	}

	/**
	 * Finds the attempts of a delivery.
	 * @param jdbc where to look
	 * @param deliveryId the number of the delivery
	 * @return its attempts, oldest first
	 */
	List<PastAttempt> of(JdbcClient jdbc, long deliveryId) {
		return jdbc.sql(OF)
			.param("id", deliveryId)
			.query((row, _) -> new PastAttempt(row.getInt("number"), Instant.ofEpochMilli(row.getLong("started_at")),
					Duration.ofMillis(row.getLong("duration")), row.getString("outcome"), row.getString("reason"),
					row.getString("detail")))
			.list();
	}

	/**
	 * Return a reason as the database, the meters and the API write it.
	 */
	static String word(Outcome.Reason reason) {
		return reason.name().toLowerCase(Locale.ROOT);
	}

	static @Nullable String shorten(@Nullable String text) {
		return (text == null || text.length() <= LONGEST_DETAIL) ? text : text.substring(0, LONGEST_DETAIL);
	}

}
