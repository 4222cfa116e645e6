package io.onsrelay.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Gatherers;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.store.BatchedWork;
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

	private static final String ENQUEUE = """
			INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
				pending_since, state, due_at)
			SELECT target.column1, target.column2, target.column3, target.column4, target.column5, target.column6, :now,
				'pending', CASE WHEN target.column7 > 0 OR EXISTS (
					SELECT 1 FROM delivery
					WHERE destination = target.column2 AND ordering_key = target.column4 AND state = 'pending')
				THEN NULL ELSE :now END
			FROM (VALUES :targets) AS target
			""";

	private static final String RELEASE = "UPDATE delivery SET due_at = :now, lease = NULL WHERE id = :id AND lease = :lease";

	private static final String PENDING_AMONG = """
			SELECT DISTINCT message_seq FROM delivery WHERE message_seq IN (:seqs) AND state = 'pending'
			""";

	private static final String NEXT_DUE = """
			SELECT min(due_at) AS due_at, (SELECT not_before FROM destination_throttle WHERE destination = :destination) AS not_before
			FROM delivery WHERE destination = :destination AND state = 'pending' AND due_at IS NOT NULL
			""";

	private static final String MAKE_DUE_NOW = """
			WITH waiting AS MATERIALIZED (
				SELECT id FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at > :now AND lease IS NULL
				%s)
			UPDATE delivery SET due_at = :now WHERE id IN (SELECT id FROM waiting)
			""";

	private final Store store;

	private final Clock clock;

	private final Claims claims;

	private final Completions completions;

	/**
	 * Creates the outbox.
	 * @param store where it is kept
	 * @param clock tells what is due
	 */
	public Outbox(Store store, Clock clock) {
		this.store = store;
		this.clock = clock;
		this.claims = new Claims(store, clock);
		this.completions = new Completions(store, clock);
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
	 * Adds what is to be delivered of messages.
	 * @param jdbc the unit of work to take part in, the one that appends the messages
	 * @param notifications by a message's number in the journal: one for each
	 * destination, all of this message
	 */
	public void enqueue(JdbcClient jdbc, Map<Long, List<Notification>> notifications) {
		List<Object[]> targets = new ArrayList<>();
		Map<List<String>, Integer> ahead = new HashMap<>();
		new TreeMap<>(notifications)
			.forEach((seq, ofMessage) -> ofMessage.forEach((one) -> targets.add(target(seq, one, ahead))));
		targets.stream()
			.gather(Gatherers.windowFixed(BatchedWork.ROWS))
			.forEach((some) -> jdbc.sql(ENQUEUE).param("targets", some).param("now", now()).update());
	}

	/**
	 * Return the values of a delivery, and last how many are ahead of it in its sequence
	 * that the statement can't see, since it adds them itself.
	 */
	private static Object[] target(long seq, Notification notification, Map<List<String>, Integer> ahead) {
		Message message = notification.message();
		String destination = notification.destination().toString();
		String orderingKey = message.orderingKey();
		return new Object[] { seq, destination, notification.route(), orderingKey, message.occurredAt().toEpochMilli(),
				message.receivedAt().toEpochMilli(),
				ahead.merge(List.of(destination, orderingKey), 1, Integer::sum) - 1 };
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
	 * @param made the attempts of one call
	 * @return those that count
	 */
	List<Attempt> record(Collection<Attempt> made) {
		return this.completions.record(made);
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
			.query((row, _) -> later(instant(row, "due_at"), instant(row, "not_before")))
			.single());
	}

	private static Optional<Instant> later(@Nullable Instant due, @Nullable Instant free) {
		return Optional.ofNullable((due != null && free != null && free.isAfter(due)) ? free : due);
	}

	/**
	 * Makes everything due that waits for its next attempt: the destination is back.
	 * @param destination the destination
	 */
	void makeDueNow(Destination destination) {
		this.store.write((jdbc) -> jdbc.sql(taking(MAKE_DUE_NOW))
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

}
