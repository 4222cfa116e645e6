package io.onsrelay.subscription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.Subscriptions.SubscriptionState;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The table {@code subscription}.
 */
final class SubscriptionTable {

	/**
	 * How many are stored: senders choose the OCIDs in their headers, and Oracle's API
	 * takes 60 calls a minute.
	 */
	static final int MAX = 100;

	/**
	 * How often Oracle's API is asked for a state, by all replicas together.
	 */
	static final Duration CHECK_INTERVAL = Duration.ofMinutes(5);

	private static final Set<String> LOCK = Set.of("subscriptions");

	private final Store store;

	SubscriptionTable(Store store) {
		this.store = store;
	}

	/**
	 * Adds those that are not known, up to the most.
	 * @param topics the topic of each subscription, empty if it is not known
	 */
	void add(Map<String, String> topics) {
		this.store.write(UnitOfWork.locking(LOCK,
				(jdbc) -> topics.entrySet()
					.stream()
					.mapToInt((entry) -> jdbc.sql("""
							INSERT INTO subscription (id, topic_id)
							SELECT CAST(:id AS TEXT), CAST(:topic AS TEXT)
							WHERE (SELECT count(*) FROM subscription) < :most
							AND NOT EXISTS (SELECT 1 FROM subscription WHERE id = :id)
							""")
						.param("id", entry.getKey().toLowerCase(Locale.ROOT))
						.param("topic", entry.getValue().isEmpty() ? null : entry.getValue().toLowerCase(Locale.ROOT))
						.param("most", MAX)
						.update())
					.sum()));
	}

	/**
	 * Return all that are known.
	 */
	List<KnownSubscription> all() {
		return this.store.read(
				(jdbc) -> jdbc.sql("SELECT id, topic_id, state, pending_since, resent_at FROM subscription ORDER BY id")
					.query(SubscriptionTable::subscription)
					.list());
	}

	private static KnownSubscription subscription(ResultSet row, int number) throws SQLException {
		String state = row.getString("state");
		return new KnownSubscription(row.getString("id"), row.getString("topic_id"),
				(state != null) ? SubscriptionState.valueOf(state) : null, instant(row, "pending_since"),
				instant(row, "resent_at"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	/**
	 * Claims the query of a state for this replica.
	 * @return whether it is due
	 */
	boolean claimCheck(String id, Instant now) {
		return this.store.write((jdbc) -> jdbc.sql("""
				UPDATE subscription SET checked_at = :now
				WHERE id = :id AND (checked_at IS NULL OR checked_at <= :due)
				""")
			.param("now", now.toEpochMilli())
			.param("id", id)
			.param("due", now.minus(CHECK_INTERVAL).toEpochMilli())
			.update()) > 0;
	}

	/**
	 * Writes what Oracle's API says of a subscription.
	 * @param state its state; {@code null} if the query failed: then it may still be
	 * pending
	 */
	void checked(String id, @Nullable SubscriptionState state, Instant now) {
		this.store.write((jdbc) -> jdbc.sql("""
				UPDATE subscription SET state = :state, pending_since = CASE
					WHEN CAST(:state AS TEXT) IS NULL THEN pending_since
					WHEN CAST(:state AS TEXT) = 'PENDING' THEN coalesce(pending_since, :now) END
				WHERE id = :id
				""")
			.param("state", (state != null) ? state.name() : null)
			.param("now", now.toEpochMilli())
			.param("id", id)
			.update());
	}

	/**
	 * Return the unit of work that notes that the confirmation is sent again.
	 * @return whether no replica has noted it meanwhile
	 */
	static UnitOfWork<Boolean> resent(KnownSubscription subscription, Instant now) {
		return (jdbc) -> jdbc.sql("""
				UPDATE subscription SET resent_at = :now
				WHERE id = :id AND pending_since IS NOT NULL AND coalesce(resent_at, 0) = :before
				""")
			.param("now", now.toEpochMilli())
			.param("id", subscription.id())
			.param("before", millis(subscription.resentAt()))
			.update() > 0;
	}

	/**
	 * Return the unit of work that notes that a subscription is not pending any more.
	 * @return whether no replica has noted it meanwhile
	 */
	static UnitOfWork<Boolean> settled(KnownSubscription subscription) {
		return (jdbc) -> jdbc.sql("""
				UPDATE subscription SET resent_at = NULL
				WHERE id = :id AND pending_since IS NULL AND resent_at = :before
				""").param("id", subscription.id()).param("before", millis(subscription.resentAt())).update() > 0;
	}

	private static long millis(@Nullable Instant time) {
		return (time != null) ? time.toEpochMilli() : 0;
	}

}
