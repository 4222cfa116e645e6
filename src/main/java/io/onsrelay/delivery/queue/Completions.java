package io.onsrelay.delivery.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.policy.Disposition;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.Portions;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * Records attempts and what follows for their deliveries. Attempts that end at the same
 * time, of all destinations, are recorded by the same statements.
 */
public final class Completions {

	private static final String FINISH = """
			UPDATE delivery SET state = ended.column3, finished_at = :finishedAt, due_at = NULL, lease = NULL,
				lease_end = NULL, attempts = delivery.attempts + 1, reason = ended.column4, detail = ended.column5
			FROM (VALUES :ended) AS ended
			WHERE delivery.id = ended.column1 AND delivery.lease = ended.column2
			RETURNING id
			""";

	static final String MAKE_NEXT_DUE = """
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
			UPDATE delivery SET due_at = retry.column3, lease = NULL, lease_end = NULL, attempts = delivery.attempts + 1,
				reason = retry.column4, detail = retry.column5
			FROM (VALUES :retries) AS retry
			WHERE delivery.id = retry.column1 AND delivery.lease = retry.column2
			RETURNING id
			""";

	private final Store store;

	private final SteadyClock clock;

	private final DestinationThrottle throttle = new DestinationThrottle();

	private final AttemptTable attempts = new AttemptTable();

	private final BatchedWork<Collection<Attempt>, List<Attempt>> recording = this::record;

	/**
	 * Creates the completions.
	 * @param store where the outbox is kept
	 * @param clock tells what is due, and when a delivery ended
	 */
	public Completions(Store store, SteadyClock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Records attempts. An attempt whose lease was lost changes nothing.
	 * @param made the attempts of one call
	 * @return the attempts that count
	 */
	public List<Attempt> record(Collection<Attempt> made) {
		return this.store
			.write(this.recording.item(made, () -> made.stream().map(Completions::lock).collect(Collectors.toSet())));
	}

	/**
	 * Counts the attempts at a delivery that failed for one reason.
	 * @param claim the claim of the delivery
	 * @param reason the reason
	 * @return how many are recorded
	 */
	public int count(Claim claim, Outcome.Reason reason) {
		return this.store.read((jdbc) -> this.attempts.count(jdbc, claim.id(), reason));
	}

	private static String lock(Attempt attempt) {
		Claim claim = attempt.claim();
		return (attempt.disposition() instanceof Disposition.Retry) ? DestinationThrottle.lock(claim.destination())
				: OrderingLock.of(claim.orderingKey());
	}

	private List<List<Attempt>> record(JdbcClient jdbc, List<Collection<Attempt>> calls) {
		Set<Attempt> counted = new HashSet<>();
		List<Attempt> left = calls.stream().flatMap(Collection::stream).toList();
		while (!left.isEmpty()) {
			// A statement does not see what it changes itself: of two attempts at one
			// delivery, only one may hold the lease
			Map<Long, Attempt> byDelivery = new LinkedHashMap<>();
			left = left.stream()
				.filter((attempt) -> byDelivery.putIfAbsent(attempt.claim().id(), attempt) != null)
				.toList();
			counted.addAll(recordOneOfEach(jdbc, byDelivery));
		}
		return calls.stream().map((attempts) -> attempts.stream().filter(counted::contains).toList()).toList();
	}

	private List<Attempt> recordOneOfEach(JdbcClient jdbc, Map<Long, Attempt> attempts) {
		long now = this.clock.millis();
		List<@Nullable Object[]> ended = new ArrayList<>();
		List<@Nullable Object[]> retries = new ArrayList<>();
		attempts.values().forEach((attempt) -> {
			switch (attempt.disposition()) {
				case Disposition.Delivered _, Disposition.Skipped _, Disposition.Dead _ ->
					ended.add(row(attempt, attempt.outcome()));
				case Disposition.Retry retry -> retries.add(row(attempt, due(retry, now)));
			}
		});
		List<Long> changed = new ArrayList<>(finish(jdbc, ended, now));
		changed.addAll(postpone(jdbc, retries));
		pause(jdbc, attempts.values(), now);
		List<Attempt> recorded = changed.stream().map(attempts::get).toList();
		this.attempts.append(jdbc, recorded.stream().filter((attempt) -> !attempt.done()).toList());
		return recorded;
	}

	private static @Nullable Object[] row(Attempt attempt, Object change) {
		Claim claim = attempt.claim();
		return new @Nullable Object[] { claim.id(), claim.lease(), change, attempt.reason(), attempt.detail() };
	}

	/**
	 * Return when a delivery is due again. If the whole destination is paused, the
	 * delivery is due now, and so among the first after the pause.
	 */
	private static long due(Disposition.Retry retry, long now) {
		return retry.wholeDestination() ? now : now + retry.delay().toMillis();
	}

	private List<Long> finish(JdbcClient jdbc, List<@Nullable Object[]> ended, long now) {
		List<Long> finished = new ArrayList<>();
		for (List<@Nullable Object[]> portion : Portions.of(ended)) {
			finished.addAll(jdbc.sql(FINISH)
				.param("ended", portion)
				.param("finishedAt", this.clock.wallTime().toEpochMilli())
				.query((row, _) -> row.getLong("id"))
				.list());
		}
		Portions.of(finished).forEach((ids) -> jdbc.sql(MAKE_NEXT_DUE).param("now", now).param("ids", ids).update());
		return finished;
	}

	private List<Long> postpone(JdbcClient jdbc, List<@Nullable Object[]> retries) {
		List<Long> postponed = new ArrayList<>();
		for (List<@Nullable Object[]> portion : Portions.of(retries)) {
			postponed.addAll(jdbc.sql(POSTPONE).param("retries", portion).query((row, _) -> row.getLong("id")).list());
		}
		return postponed;
	}

	private void pause(JdbcClient jdbc, Collection<Attempt> attempts, long now) {
		Map<Destination, Long> until = new LinkedHashMap<>();
		for (Attempt attempt : attempts) {
			if (attempt.disposition() instanceof Disposition.Retry retry && retry.wholeDestination()) {
				until.merge(attempt.claim().destination(), now + retry.delay().toMillis(), Math::max);
			}
		}
		until.forEach((destination, time) -> this.throttle.pauseUntil(jdbc, destination, time, now));
	}

}
