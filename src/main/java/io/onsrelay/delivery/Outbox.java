package io.onsrelay.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.policy.Verdict;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

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

	private static final String ENQUEUE = """
			INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
				pending_since, state, due_at)
			SELECT :messageSeq, target.column1, target.column2, :orderingKey, :occurredAt, :receivedAt, :now, 'pending',
				CASE WHEN EXISTS (
					SELECT 1 FROM delivery
					WHERE destination = target.column1 AND ordering_key = :orderingKey AND state = 'pending')
				THEN NULL ELSE :now END
			FROM (VALUES :targets) AS target
			""";

	private static final String FINISH = """
			UPDATE delivery SET state = :state, finished_at = :now, due_at = NULL, lease = NULL, attempts = attempts + 1,
				reason = :reason, detail = :detail
			WHERE id IN (:ids) AND lease = :lease
			RETURNING id
			""";

	private static final String RELEASE_NEXT = """
			UPDATE delivery SET due_at = :now
			WHERE due_at IS NULL AND id IN (
				SELECT (
					SELECT next.id FROM delivery AS next
					WHERE next.destination = done.destination AND next.ordering_key = done.ordering_key
						AND next.state = 'pending'
					ORDER BY next.occurred_at, next.id LIMIT 1)
				FROM delivery AS done WHERE done.id IN (:ids))
			""";

	private static final String POSTPONE = """
			UPDATE delivery SET due_at = :dueAt, lease = NULL, attempts = attempts + 1, reason = :reason, detail = :detail
			WHERE id IN (:ids) AND lease = :lease
			RETURNING id
			""";

	private static final String RELEASE = "UPDATE delivery SET due_at = :now, lease = NULL WHERE id = :id AND lease = :lease";

	private static final String PENDING_AMONG = """
			SELECT DISTINCT message_seq FROM delivery WHERE message_seq IN (:seqs) AND state = 'pending'
			""";

	private static final String NEXT_DUE = """
			SELECT min(due_at) AS due_at, (SELECT free_at FROM pace WHERE destination = :destination) AS free_at
			FROM delivery WHERE destination = :destination AND state = 'pending' AND due_at IS NOT NULL
			""";

	private static final String BRING_FORWARD = """
			WITH waiting AS MATERIALIZED (
				SELECT id FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at > :now AND lease IS NULL
				%s)
			UPDATE delivery SET due_at = :now WHERE id IN (SELECT id FROM waiting)
			""";

	private final Store store;

	private final Clock clock;

	private final Claims claims;

	private final Pace pace = new Pace();

	private final AttemptTable attempts = new AttemptTable();

	/**
	 * Creates the outbox.
	 * @param store where it is kept
	 * @param clock tells what is due
	 */
	public Outbox(Store store, Clock clock) {
		this.store = store;
		this.clock = clock;
		this.claims = new Claims(store, clock);
	}

	/**
	 * Return what a unit of work locks that adds to a sequence, or ends what is at its
	 * head: of two replicas that do so at once, the second must see what the first has
	 * left.
	 * @param orderingKey the ordering key of the sequence
	 * @return the name of the lock
	 */
	public static String lock(String orderingKey) {
		return "sequence " + orderingKey;
	}

	/**
	 * Adds what is to be delivered of a message.
	 * @param jdbc the unit of work to take part in, the one that appends the message
	 * @param messageSeq the message's number in the journal
	 * @param notifications one for each destination, all of this message
	 */
	public void enqueue(JdbcClient jdbc, long messageSeq, List<Notification> notifications) {
		if (notifications.isEmpty()) {
			return;
		}
		Message message = notifications.getFirst().message();
		jdbc.sql(ENQUEUE)
			.param("messageSeq", messageSeq)
			.param("targets", notifications.stream().map(Outbox::target).toList())
			.param("orderingKey", message.orderingKey())
			.param("occurredAt", message.occurredAt().toEpochMilli())
			.param("receivedAt", message.receivedAt().toEpochMilli())
			.param("now", now())
			.update();
	}

	private static Object[] target(Notification notification) {
		return new Object[] { notification.destination().toString(), notification.route() };
	}

	/**
	 * Claims what is due and may be called for.
	 * @param destination for which destination
	 * @param settings how the destination is served
	 * @param calls how many calls can begin now
	 * @param ahead how many deliveries to claim for later calls, where neither the rate
	 * nor batches forbid it
	 * @return what each call carries, oldest first; no two claims belong to one sequence
	 */
	List<List<Claim>> claim(Destination destination, LaneSettings settings, int calls, int ahead) {
		return this.claims.claim(destination, settings, calls, ahead);
	}

	/**
	 * Claims the oldest delivery, due or not, to see whether its destination is back.
	 * @param destination the destination
	 * @param settings how it is served
	 * @return the claim; empty where nothing is left or the destination may not be called
	 */
	Optional<Claim> claimOldest(Destination destination, LaneSettings settings) {
		return this.claims.claimOldest(destination, settings);
	}

	/**
	 * Takes calls from the rate of a destination for what is claimed already.
	 * @param destination the destination
	 * @param settings how it is served
	 * @param calls how many are wanted
	 * @return how many may be made
	 */
	int spend(Destination destination, LaneSettings settings, int calls) {
		return this.claims.spend(destination, settings, calls);
	}

	/**
	 * Records attempts and what becomes of their deliveries. A claim whose lease was lost
	 * meanwhile is left alone.
	 * @param made the attempts
	 * @return those that count
	 */
	List<Attempt> record(Collection<Attempt> made) {
		Set<String> locks = made.stream().map(Outbox::lock).collect(Collectors.toSet());
		return this.store.write(UnitOfWork.locking(locks, (jdbc) -> {
			Collection<List<Attempt>> alike = made.stream()
				.collect(Collectors.groupingBy(Call::of, LinkedHashMap::new, Collectors.toList()))
				.values();
			return alike.stream().flatMap((attempts) -> record(jdbc, attempts).stream()).toList();
		}));
	}

	private static String lock(Attempt attempt) {
		Claim claim = attempt.claim();
		return (attempt.verdict() instanceof Verdict.Again) ? Pace.lock(claim.destination())
				: lock(claim.orderingKey());
	}

	/**
	 * Records attempts that differ in nothing but the delivery.
	 */
	private List<Attempt> record(JdbcClient jdbc, List<Attempt> alike) {
		Set<Long> counted = Set.copyOf(update(jdbc, alike.getFirst(), alike.stream().map(Outbox::id).toList()));
		List<Attempt> recorded = alike.stream().filter((attempt) -> counted.contains(id(attempt))).toList();
		if (!recorded.isEmpty()) {
			this.attempts.append(jdbc, recorded.getFirst(), counted);
		}
		return recorded;
	}

	private static long id(Attempt attempt) {
		return attempt.claim().id();
	}

	private List<Long> update(JdbcClient jdbc, Attempt attempt, List<Long> ids) {
		Claim claim = attempt.claim();
		return switch (attempt.verdict()) {
			case Verdict.Delivered _ -> finish(jdbc, claim.lease(), ids, "delivered", null, null);
			case Verdict.Dead dead ->
				finish(jdbc, claim.lease(), ids, "dead", AttemptTable.word(dead.reason()), dead.detail());
			case Verdict.Again again -> postpone(jdbc, claim, ids, again);
		};
	}

	/**
	 * Where the whole destination is to be left alone, these deliveries are the first in
	 * line afterwards.
	 */
	private List<Long> postpone(JdbcClient jdbc, Claim claim, List<Long> ids, Verdict.Again again) {
		long later = now() + again.delay().toMillis();
		if (again.all()) {
			this.pace.notBefore(jdbc, claim.destination(), later, now());
		}
		return jdbc.sql(POSTPONE)
			.param("dueAt", again.all() ? now() : later)
			.param("reason", AttemptTable.word(again.reason()))
			.param("detail", AttemptTable.shorten(again.detail()))
			.param("ids", ids)
			.param("lease", claim.lease())
			.query((row, _) -> row.getLong("id"))
			.list();
	}

	private List<Long> finish(JdbcClient jdbc, String lease, List<Long> ids, String state, @Nullable String reason,
			@Nullable String detail) {
		List<Long> finished = jdbc.sql(FINISH)
			.param("state", state)
			.param("now", now())
			.param("reason", reason)
			.param("detail", AttemptTable.shorten(detail))
			.param("ids", ids)
			.param("lease", lease)
			.query((row, _) -> row.getLong("id"))
			.list();
		if (!finished.isEmpty()) {
			jdbc.sql(RELEASE_NEXT).param("now", now()).param("ids", finished).update();
		}
		return finished;
	}

	/**
	 * Finds out which messages are still to be delivered somewhere.
	 * @param jdbc where to look
	 * @param messageSeqs the numbers of messages
	 * @return those of them that are
	 */
	List<Long> pendingAmong(JdbcClient jdbc, Collection<Long> messageSeqs) {
		return jdbc.sql(PENDING_AMONG).param("seqs", messageSeqs).query((row, _) -> row.getLong("message_seq")).list();
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
	 * Return when something can be claimed next: when a wait or a lease is over, and the
	 * destination may be called.
	 * @param destination for which destination
	 * @return the time; empty where nothing is pending
	 */
	Optional<Instant> nextDue(Destination destination) {
		return this.store.read((jdbc) -> jdbc.sql(NEXT_DUE)
			.param("destination", destination.toString())
			.query((row, _) -> later(instant(row, "due_at"), instant(row, "free_at")))
			.single());
	}

	private static Optional<Instant> later(@Nullable Instant due, @Nullable Instant free) {
		return Optional.ofNullable((due != null && free != null && free.isAfter(due)) ? free : due);
	}

	/**
	 * Makes everything due that waits for its next attempt: the destination is back.
	 * @param destination the destination
	 */
	void bringForward(Destination destination) {
		this.store.write((jdbc) -> jdbc.sql(taking(BRING_FORWARD))
			.param("destination", destination.toString())
			.param("now", now())
			.update());
	}

	/**
	 * Leaves to other replicas what they are just taking.
	 */
	private String taking(String statement) {
		return statement.formatted(this.store.dialect().skipLocked());
	}

	private long now() {
		return this.clock.millis();
	}

	static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	/**
	 * What attempts have in common that were made in one call.
	 *
	 * @param lease the lease of what was claimed
	 * @param startedAt when the call began
	 * @param duration how long it took
	 * @param verdict what becomes of the deliveries
	 */
	private record Call(String lease, Instant startedAt, Duration duration, Verdict verdict) {

		static Call of(Attempt attempt) {
			return new Call(attempt.claim().lease(), attempt.startedAt(), attempt.duration(), attempt.verdict());
		}

	}

}
