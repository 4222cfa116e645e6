package io.onsrelay.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.policy.Verdict;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.store.Store;

/**
 * What is to be delivered, one row for each destination of each message, from its
 * acceptance to its end.
 * <p>
 * Of the pending deliveries to one destination with one ordering key, the first alone has
 * a due time; the others wait behind it and are released one by one. So a claim finds
 * what is due without looking for the head of any key, and a destination's dead resource
 * holds up nothing but itself. While a delivery is claimed, its due time is the end of
 * the lease: should the holder die, it is simply due again.
 */
public final class Outbox {

	/**
	 * The longest detail that is kept, in characters.
	 */
	private static final int LONGEST_DETAIL = 500;

	private static final String ENQUEUE = """
			INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
				state, due_at)
			SELECT :messageSeq, :destination, :route, :orderingKey, :occurredAt, :receivedAt, 'pending',
				CASE WHEN EXISTS (
					SELECT 1 FROM delivery
					WHERE destination = :destination AND ordering_key = :orderingKey AND state = 'pending')
				THEN NULL ELSE :now END
			""";

	private static final String CLAIM = """
			UPDATE delivery SET due_at = :leaseEnd, lease = :lease
			WHERE id IN (
				SELECT id FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at <= :now
				ORDER BY due_at, id LIMIT :limit)
			RETURNING *
			""";

	private static final String FINISH = """
			UPDATE delivery SET state = :state, finished_at = :now, due_at = NULL, lease = NULL, attempts = attempts + 1,
				reason = :reason, detail = :detail
			WHERE id = :id AND lease = :lease
			""";

	private static final String RELEASE_NEXT = """
			UPDATE delivery SET due_at = :now
			WHERE due_at IS NULL AND id = (
				SELECT id FROM delivery
				WHERE destination = :destination AND ordering_key = :orderingKey AND state = 'pending'
				ORDER BY occurred_at, id LIMIT 1)
			""";

	private static final String POSTPONE = """
			UPDATE delivery SET due_at = :dueAt, lease = NULL, attempts = attempts + 1, reason = :reason, detail = :detail
			WHERE id = :id AND lease = :lease
			""";

	private static final String RELEASE = "UPDATE delivery SET due_at = :now, lease = NULL WHERE id = :id AND lease = :lease";

	private static final String RELEASE_ALL = """
			UPDATE delivery SET due_at = :now, lease = NULL
			WHERE state = 'pending' AND due_at IS NOT NULL AND lease IS NOT NULL
			""";

	private static final String NEXT_DUE = """
			SELECT min(due_at) AS due_at FROM delivery
			WHERE destination = :destination AND state = 'pending' AND due_at IS NOT NULL
			""";

	private static final String BACKLOGS = """
			SELECT destination, sum(pending) AS pending, min(oldest) AS oldest, sum(dead) AS dead FROM (
				SELECT destination, count(*) AS pending, min(received_at) AS oldest, 0 AS dead
				FROM delivery WHERE state = 'pending' GROUP BY destination
				UNION ALL
				SELECT destination, 0, NULL, count(*) FROM delivery WHERE state = 'dead' GROUP BY destination)
			GROUP BY destination
			""";

	private final Store store;

	private final Clock clock;

	/**
	 * Creates the outbox.
	 * @param store where it is kept
	 * @param clock tells what is due
	 */
	public Outbox(Store store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Adds what is to be delivered of a message.
	 * @param jdbc the unit of work to take part in, the one that appends the message
	 * @param messageSeq the message's number in the journal
	 * @param notifications one for each destination
	 */
	public void enqueue(JdbcClient jdbc, long messageSeq, List<Notification> notifications) {
		for (Notification notification : notifications) {
			Message message = notification.message();
			jdbc.sql(ENQUEUE)
				.param("messageSeq", messageSeq)
				.param("destination", notification.destination().toString())
				.param("route", notification.route())
				.param("orderingKey", message.orderingKey())
				.param("occurredAt", message.occurredAt().toEpochMilli())
				.param("receivedAt", message.receivedAt().toEpochMilli())
				.param("now", now())
				.update();
		}
	}

	/**
	 * Claims what is due.
	 * @param destination for which destination
	 * @param lease the token of the holder, never used before
	 * @param duration how long the claims last
	 * @param limit how many at most
	 * @return the claims, oldest first; no two of them belong to one sequence
	 */
	List<Claim> claim(Destination destination, String lease, Duration duration, int limit) {
		long now = now();
		List<Claim> claims = this.store.write((jdbc) -> jdbc.sql(CLAIM)
			.param("destination", destination.toString())
			.param("now", now)
			.param("leaseEnd", now + duration.toMillis())
			.param("lease", lease)
			.param("limit", limit)
			.query((row, _) -> claim(row))
			.list());
		return claims.stream().sorted(Comparator.comparing(Claim::receivedAt).thenComparingLong(Claim::id)).toList();
	}

	/**
	 * Records what became of claims after an attempt. A claim whose lease was lost
	 * meanwhile is left alone.
	 * @param verdicts what became of each claim
	 * @return those whose verdict counts
	 */
	Map<Claim, Verdict> record(Map<Claim, Verdict> verdicts) {
		return this.store.write((jdbc) -> {
			Map<Claim, Verdict> recorded = new LinkedHashMap<>();
			verdicts.forEach((claim, verdict) -> {
				if (record(jdbc, claim, verdict) > 0) {
					recorded.put(claim, verdict);
				}
			});
			return recorded;
		});
	}

	private int record(JdbcClient jdbc, Claim claim, Verdict verdict) {
		return switch (verdict) {
			case Verdict.Delivered _ -> finish(jdbc, claim, "delivered", null, null);
			case Verdict.Dead dead -> finish(jdbc, claim, "dead", dead.reason().name(), dead.detail());
			case Verdict.Again again -> jdbc.sql(POSTPONE)
				.param("dueAt", now() + again.delay().toMillis())
				.param("reason", again.reason().name())
				.param("detail", shorten(again.detail(), LONGEST_DETAIL))
				.param("id", claim.id())
				.param("lease", claim.lease())
				.update();
		};
	}

	private int finish(JdbcClient jdbc, Claim claim, String state, @Nullable String reason, @Nullable String detail) {
		int finished = jdbc.sql(FINISH)
			.param("state", state)
			.param("now", now())
			.param("reason", reason)
			.param("detail", (detail != null) ? shorten(detail, LONGEST_DETAIL) : null)
			.param("id", claim.id())
			.param("lease", claim.lease())
			.update();
		if (finished > 0) {
			jdbc.sql(RELEASE_NEXT)
				.param("now", now())
				.param("destination", claim.destination().toString())
				.param("orderingKey", claim.orderingKey())
				.update();
		}
		return finished;
	}

	/**
	 * Gives claims back as if they had never been made: no attempt is counted.
	 * @param claims the claims
	 */
	void release(Collection<Claim> claims) {
		this.store.write((jdbc) -> claims.stream()
			.mapToInt((claim) -> jdbc.sql(RELEASE)
				.param("now", now())
				.param("id", claim.id())
				.param("lease", claim.lease())
				.update())
			.sum());
	}

	/**
	 * Gives all claims back that a former process held. Right only where no other process
	 * is at work.
	 */
	void releaseAll() {
		this.store.write((jdbc) -> jdbc.sql(RELEASE_ALL).param("now", now()).update());
	}

	/**
	 * Return when something will be due next, be it that a wait or that a lease is over.
	 * @param destination for which destination
	 * @return the time; empty where nothing is pending
	 */
	Optional<Instant> nextDue(Destination destination) {
		return this.store.read((jdbc) -> jdbc.sql(NEXT_DUE)
			.param("destination", destination.toString())
			.query((row, _) -> Optional.ofNullable(instant(row, "due_at")))
			.single());
	}

	/**
	 * Return what is left at every destination that has something left, configured or
	 * not.
	 * @return the backlogs
	 */
	List<Backlog> backlogs() {
		return this.store.read((jdbc) -> jdbc.sql(BACKLOGS)
			.query((row, _) -> new Backlog(Destination.of(row.getString("destination")), row.getLong("pending"),
					instant(row, "oldest"), row.getLong("dead")))
			.list());
	}

	private long now() {
		return this.clock.millis();
	}

	private static Claim claim(ResultSet row) throws SQLException {
		return new Claim(row.getLong("id"), row.getLong("message_seq"), Destination.of(row.getString("destination")),
				row.getString("route"), row.getString("ordering_key"), Instant.ofEpochMilli(row.getLong("received_at")),
				row.getInt("attempts"), row.getString("lease"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	private static String shorten(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length);
	}

}
