package io.onsrelay.search.topic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Store;

/**
 * The topics with what is stored of their subscriptions and confirmations. The modules
 * that keep them write once a minute.
 */
public final class TopicOverview {

	/**
	 * How many confirmations are listed, of all topics together.
	 */
	private static final int MAX_CONFIRMATIONS = 200;

	private final Store store;

	TopicOverview(Store store) {
		this.store = store;
	}

	/**
	 * Return all topics.
	 * @return the topics by their OCIDs; at last one without an OCID, for the
	 * subscriptions and confirmations whose topic is not known, if there are any
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public List<TopicStatus> list() {
		return this.store.read((jdbc) -> {
			Map<String, List<SubscriptionStatus>> subscriptions = new TreeMap<>();
			jdbc.sql("SELECT id, topic_id, state, checked_at, pending_since, resent_at FROM subscription ORDER BY id")
				.query((row, _) -> subscriptions
					.computeIfAbsent(key(row.getString("topic_id")), (_) -> new ArrayList<>())
					.add(new SubscriptionStatus(row.getString("id"), lower(row.getString("state")),
							instant(row, "checked_at"), instant(row, "pending_since"), instant(row, "resent_at"))))
				.list();
			Map<String, List<ConfirmationStatus>> confirmations = confirmations(jdbc);
			List<TopicStatus> topics = new ArrayList<>();
			jdbc.sql("SELECT id, name, known_since, last_message_at, silent_since FROM topic ORDER BY id")
				.query((row, _) -> topics.add(new TopicStatus(row.getString("id"), row.getString("name"),
						instant(row, "known_since"), instant(row, "last_message_at"), instant(row, "silent_since"),
						take(subscriptions, row.getString("id")), take(confirmations, row.getString("id")))))
				.list();
			subscriptions.keySet().forEach((id) -> confirmations.computeIfAbsent(id, (_) -> new ArrayList<>()));
			confirmations.forEach((id, own) -> topics.add(new TopicStatus(id.isEmpty() ? null : id, null, null, null,
					null, subscriptions.getOrDefault(id, List.of()), own)));
			return topics;
		});
	}

	private static Map<String, List<ConfirmationStatus>> confirmations(JdbcClient jdbc) {
		Map<String, List<ConfirmationStatus>> confirmations = new TreeMap<>();
		jdbc.sql("""
				SELECT subscription_id, topic_id, received_at, state, attempts, detail FROM confirmation
				ORDER BY received_at DESC LIMIT :limit
				""")
			.param("limit", MAX_CONFIRMATIONS)
			.query((row, _) -> confirmations.computeIfAbsent(key(row.getString("topic_id")), (_) -> new ArrayList<>())
				.add(new ConfirmationStatus(row.getString("subscription_id"),
						Instant.ofEpochMilli(row.getLong("received_at")), row.getString("state"),
						row.getInt("attempts"), row.getString("detail"))))
			.list();
		return confirmations;
	}

	private static <T> List<T> take(Map<String, List<T>> all, String id) {
		List<T> taken = all.remove(key(id));
		return (taken != null) ? taken : List.of();
	}

	private static String key(@Nullable String id) {
		return (id != null) ? id.toLowerCase(Locale.ROOT) : "";
	}

	private static @Nullable String lower(@Nullable String word) {
		return (word != null) ? word.toLowerCase(Locale.ROOT) : null;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	/**
	 * A topic.
	 *
	 * @param id its OCID, in lower case; {@code null} where it is not known
	 * @param name its name; {@code null} where it is not known
	 * @param knownSince since when it is known; {@code null} if it has sent nothing
	 * @param lastMessageAt when its last message came; {@code null} if none has come
	 * @param silentSince since when it is silent; {@code null} if it is not
	 * @param subscriptions its subscriptions that are known
	 * @param confirmations its requests to confirm a subscription, the newest first
	 */
	public record TopicStatus(@Nullable String id, @Nullable String name, @Nullable Instant knownSince,
			@Nullable Instant lastMessageAt, @Nullable Instant silentSince, List<SubscriptionStatus> subscriptions,
			List<ConfirmationStatus> confirmations) {
	}

	/**
	 * A subscription to this service.
	 *
	 * @param id its OCID
	 * @param state its state by Oracle's API, in lower case; {@code null} where it is not
	 * known
	 * @param checkedAt when the API was asked; {@code null} if it was not
	 * @param pendingSince since when it is pending; {@code null} if it is not
	 * @param resentAt when its confirmation was sent again; {@code null} if it was not
	 */
	public record SubscriptionStatus(String id, @Nullable String state, @Nullable Instant checkedAt,
			@Nullable Instant pendingSince, @Nullable Instant resentAt) {
	}

	/**
	 * A request to confirm a subscription, without its URL.
	 *
	 * @param subscription the OCID of the subscription; {@code null} where the URL was
	 * rejected
	 * @param receivedAt when it came
	 * @param state pending, acknowledged, active, refused, mismatched or expired
	 * @param attempts how many attempts there were
	 * @param detail the last result; {@code null} if there is none
	 */
	public record ConfirmationStatus(@Nullable String subscription, Instant receivedAt, String state, int attempts,
			@Nullable String detail) {
	}

}
