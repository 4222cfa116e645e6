package io.onsrelay.confirmation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.confirmation.Confirmation.ConfirmationState;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Store;

/**
 * The table {@code confirmation}.
 */
final class ConfirmationTable {

	/**
	 * Longer than an attempt, which is a GET and a query of OCI.
	 */
	private static final Duration LEASE = Duration.ofSeconds(20);

	private final Store store;

	ConfirmationTable(Store store) {
		this.store = store;
	}

	/**
	 * Adds a confirmation that is due now. A URL that is known already changes nothing,
	 * unless it was refused: an operator lifts a refusal by configuring the realm's
	 * domain, and ONS sends the request again for two hours.
	 * @param confirmation the confirmation
	 * @return whether it was added
	 */
	boolean add(Confirmation confirmation) {
		return this.store.write((jdbc) -> jdbc.sql("""
				INSERT INTO confirmation (url_digest, subscription_id, topic_id, url, received_at, state, due_at)
				VALUES (:digest, :subscription, :topic, :url, :received, 'pending', :received)
				ON CONFLICT (url_digest) DO UPDATE
				SET subscription_id = excluded.subscription_id, topic_id = excluded.topic_id, url = excluded.url,
					received_at = excluded.received_at, state = excluded.state, due_at = excluded.due_at, detail = NULL
				WHERE confirmation.state = 'refused'
				""")
			.param("digest", confirmation.digest())
			.param("subscription", confirmation.subscriptionId())
			.param("topic", confirmation.topicId())
			.param("url", confirmation.url().reveal())
			.param("received", confirmation.receivedAt().toEpochMilli())
			.update()) > 0;
	}

	/**
	 * Adds a confirmation that is never attempted, without its URL.
	 * @param digest the SHA-256 of the URL
	 * @param topicId the OCID of the topic from the request, if it named one
	 * @param receivedAt when the request was received
	 * @param state its state
	 * @param detail why it is not attempted, as text
	 * @return whether it was added
	 */
	boolean addSettled(String digest, @Nullable String topicId, Instant receivedAt, ConfirmationState state,
			String detail) {
		return this.store.write((jdbc) -> jdbc.sql("""
				INSERT INTO confirmation (url_digest, topic_id, received_at, state, detail)
				VALUES (:digest, :topic, :received, :state, :detail)
				ON CONFLICT (url_digest) DO NOTHING
				""")
			.param("digest", digest)
			.param("topic", topicId)
			.param("received", receivedAt.toEpochMilli())
			.param("state", text(state))
			.param("detail", detail)
			.update()) > 0;
	}

	/**
	 * Claims the confirmation that has been due for longest. No other replica can claim
	 * it until the lease of 20 seconds ends; then it is due again.
	 * @param now the current time
	 * @return the confirmation; empty if none is due
	 */
	Optional<Confirmation> claim(Instant now) {
		return this.store.write((jdbc) -> jdbc.sql("""
				WITH due AS MATERIALIZED (
					SELECT url_digest FROM confirmation
					WHERE due_at <= :now AND url IS NOT NULL
					ORDER BY due_at LIMIT 1 %s)
				UPDATE confirmation SET due_at = :leaseEnd WHERE url_digest IN (SELECT url_digest FROM due)
				RETURNING url_digest, subscription_id, topic_id, url, received_at, state, attempts
				""".formatted(this.store.dialect().skipLocked()))
			.param("now", now.toEpochMilli())
			.param("leaseEnd", now.plus(LEASE).toEpochMilli())
			.query(ConfirmationTable::confirmation)
			.optional());
	}

	/**
	 * Return when the next confirmation is due.
	 * @return the time; empty if none is
	 */
	Optional<Instant> nextDue() {
		return this.store
			.read((jdbc) -> jdbc.sql("SELECT due_at FROM confirmation WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1")
				.query(Long.class)
				.optional())
			.map(Instant::ofEpochMilli);
	}

	/**
	 * Records the result of an attempt. When the confirmation is settled, its URL is
	 * deleted, and the token with it.
	 * @param confirmation the confirmation before the attempt
	 * @param result the result
	 * @return {@code false} if another replica has made an attempt in the meantime, so
	 * that this result does not count
	 */
	boolean advance(Confirmation confirmation, AttemptResult result) {
		Instant dueAt = result.dueAt();
		return this.store.write((jdbc) -> jdbc.sql("""
				UPDATE confirmation
				SET state = :state, attempts = attempts + 1, due_at = :due, detail = :detail,
					url = CASE WHEN CAST(:due AS BIGINT) IS NULL THEN NULL ELSE url END
				WHERE url_digest = :digest AND attempts = :attempts
				""")
			.param("state", text(result.state()))
			.param("due", (dueAt != null) ? dueAt.toEpochMilli() : null)
			.param("detail", result.detail())
			.param("digest", confirmation.digest())
			.param("attempts", confirmation.attempts())
			.update()) > 0;
	}

	private static Confirmation confirmation(ResultSet row, int number) throws SQLException {
		return new Confirmation(row.getString("url_digest"), row.getString("subscription_id"),
				row.getString("topic_id"), Secret.of(row.getString("url")),
				Instant.ofEpochMilli(row.getLong("received_at")),
				ConfirmationState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getInt("attempts"));
	}

	private static String text(ConfirmationState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The result of an attempt.
	 *
	 * @param state the new state of the confirmation
	 * @param dueAt when the next attempt is due; {@code null} if the confirmation is
	 * settled
	 * @param detail what happened, for the log
	 */
	record AttemptResult(ConfirmationState state, @Nullable Instant dueAt, String detail) {
	}

}
