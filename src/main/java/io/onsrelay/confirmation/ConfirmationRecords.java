package io.onsrelay.confirmation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * What other modules ask of the confirmations.
 */
public final class ConfirmationRecords {

	/**
	 * How long before the end of its URL a confirmation counts as ending.
	 */
	public static final Duration NOTICE = Duration.ofDays(1);

	/**
	 * A row of an older URL is of no interest once the subscription is confirmed by
	 * another one.
	 */
	private static final String ENDING = """
			SELECT url_digest, subscription_id, topic_id, received_at, detail, expiry_told,
				state IN ('acknowledged', 'active') AS confirmed
			FROM confirmation
			WHERE (expiry_told IS NULL AND state = 'pending' AND received_at <= :told AND received_at > :expired
				AND NOT EXISTS (SELECT 1 FROM confirmation other
					WHERE other.subscription_id = confirmation.subscription_id
					AND other.state IN ('acknowledged', 'active')))
			OR (expiry_told IS NOT NULL AND state IN ('acknowledged', 'active'))
			ORDER BY received_at LIMIT 20
			""";

	private final Store store;

	/**
	 * Creates it.
	 * @param store the store
	 */
	public ConfirmationRecords(Store store) {
		this.store = store;
	}

	/**
	 * Return the subscriptions that asked to be confirmed, except those that were refused
	 * or given up.
	 * @return subscription and topic of each, the newest first, at most 200
	 */
	public List<ConfirmedSubscription> subscriptions() {
		return this.store.read((jdbc) -> jdbc.sql("""
				SELECT subscription_id, max(topic_id) AS topic_id FROM confirmation
				WHERE subscription_id IS NOT NULL AND state IN ('pending', 'acknowledged', 'active')
				GROUP BY subscription_id ORDER BY max(received_at) DESC LIMIT 200
				""")
			.query((row, _) -> new ConfirmedSubscription(row.getString("subscription_id"), row.getString("topic_id")))
			.list());
	}

	/**
	 * Return the confirmations whose URL ends within a day, and those that were told to
	 * and are confirmed now.
	 * @param now the time
	 * @return at most 20, the oldest first
	 */
	public List<EndingConfirmation> ending(Instant now) {
		return this.store.read((jdbc) -> jdbc.sql(ENDING)
			.param("told", now.minus(Confirmation.VALIDITY).plus(NOTICE).toEpochMilli())
			.param("expired", now.minus(Confirmation.VALIDITY).toEpochMilli())
			.query(ConfirmationRecords::ending)
			.list());
	}

	private static EndingConfirmation ending(ResultSet row, int number) throws SQLException {
		return new EndingConfirmation(row.getString("url_digest"), row.getString("subscription_id"),
				row.getString("topic_id"), Instant.ofEpochMilli(row.getLong("received_at")).plus(Confirmation.VALIDITY),
				row.getString("detail"), row.getBoolean("confirmed"));
	}

	/**
	 * Return the unit of work that notes that a confirmation was told to end, or to be
	 * confirmed after all.
	 * @param ending what {@link #ending} returned
	 * @param now the time
	 * @return whether that was not noted before
	 */
	public UnitOfWork<Boolean> told(EndingConfirmation ending, Instant now) {
		return (jdbc) -> jdbc.sql("""
				UPDATE confirmation SET expiry_told = CASE WHEN expiry_told IS NULL THEN CAST(:now AS BIGINT) END
				WHERE url_digest = :digest
				AND CASE WHEN expiry_told IS NULL THEN 'no' ELSE 'yes' END = :told
				""")
			.param("now", now.toEpochMilli())
			.param("digest", ending.digest())
			.param("told", ending.confirmed() ? "yes" : "no")
			.update() > 0;
	}

	/**
	 * A subscription that asked to be confirmed.
	 *
	 * @param id its OCID
	 * @param topicId the OCID of its topic; {@code null} if the request named none
	 */
	public record ConfirmedSubscription(String id, @Nullable String topicId) {
	}

	/**
	 * A confirmation whose URL ends soon.
	 *
	 * @param digest the SHA-256 of its URL
	 * @param subscriptionId the OCID of the subscription; {@code null} if it is not
	 * confirmed automatically
	 * @param topicId the OCID of its topic; {@code null} if the request named none
	 * @param endsAt when the URL ends
	 * @param detail the last result; {@code null} if there is none
	 * @param confirmed whether it is confirmed now, after it was told to end
	 */
	public record EndingConfirmation(String digest, @Nullable String subscriptionId, @Nullable String topicId,
			Instant endsAt, @Nullable String detail, boolean confirmed) {
	}

}
