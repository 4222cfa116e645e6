package io.onsrelay.delivery.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.policy.LaneSettings;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Portions;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The claims of lanes: a lane takes deliveries that are due, each with a lease, and no
 * other lane takes them before the lease ends.
 */
public final class Claims {

	static final String COUNT_DUE = """
			SELECT count(*) FROM (
				SELECT 1 FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at <= :now
					AND (lease_end IS NULL OR lease_end <= :now)
				LIMIT :limit) AS due
			""";

	// Materialized: as a sub-select, PostgreSQL may evaluate it for each row, and claim
	// more than the limit
	static final String CLAIM_DUE = """
			WITH due AS MATERIALIZED (
				SELECT id FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at <= :now
					AND (lease_end IS NULL OR lease_end <= :now)
				ORDER BY due_at, id LIMIT :limit %s)
			UPDATE delivery SET lease = :lease, lease_end = :leaseEnd WHERE id IN (SELECT id FROM due)
			RETURNING *
			""";

	// What is claimed is due: the end of its lease is looked for among what is due
	static final String CLAIM_FIRST = """
			WITH first AS MATERIALIZED (
				SELECT id FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at IS NOT NULL
					AND (lease_end IS NULL OR lease_end <= :now)
				ORDER BY due_at, id LIMIT :limit %s)
			UPDATE delivery SET lease = :lease, lease_end = :leaseEnd,
				due_at = CASE WHEN due_at > :now THEN :now ELSE due_at END
			WHERE id IN (SELECT id FROM first)
			RETURNING *
			""";

	private static final String RELEASE = """
			UPDATE delivery SET lease = NULL, lease_end = NULL
			FROM (VALUES :claims) AS claimed
			WHERE delivery.id = claimed.column1 AND delivery.lease = claimed.column2
			""";

	static final String MAKE_DUE_NOW = """
			WITH waiting AS MATERIALIZED (
				SELECT id FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at > :now
					AND (lease_end IS NULL OR lease_end <= :now)
				ORDER BY due_at LIMIT :limit %s)
			UPDATE delivery SET due_at = :now WHERE id IN (SELECT id FROM waiting)
			""";

	/**
	 * A unit of work that comes later than this claims nothing. Callers of the store stop
	 * waiting after a while, and the store commits their unit all the same: what such a
	 * unit claimed would be delivered by no lane before its lease ends.
	 */
	private static final Duration CLAIM_DEADLINE = Duration.ofSeconds(3);

	/**
	 * How many deliveries one unit of work makes due.
	 */
	private static final int MADE_DUE = 1_000;

	private final Store store;

	private final Clock clock;

	private final DestinationThrottle throttle = new DestinationThrottle();

	public Claims(Store store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Claims deliveries that are due, as far as the destination may be called.
	 * @param destination the destination
	 * @param settings how the destination is served
	 * @param calls how many calls can begin now
	 * @param ahead how many deliveries to claim for later calls, where neither the rate
	 * nor batches forbid it
	 * @return the claims of each call, oldest first; no two of one ordering key
	 */
	public List<List<Claim>> claim(Destination destination, LaneSettings settings, int calls, int ahead) {
		long asked = now();
		return this.store.write(UnitOfWork.locking(locks(destination, settings), (jdbc) -> {
			int allowed = this.throttle.allowed(jdbc, destination, settings.interval(), calls, now());
			long now = now();
			if (allowed == 0 || tooLate(asked, now)) {
				return List.of();
			}
			int limit = limit(jdbc, destination, settings, allowed, ahead, now);
			List<Claim> claims = claim(jdbc, CLAIM_DUE, destination, settings, limit, now);
			List<List<Claim>> batches = settings.batching().spread(claims, allowed);
			this.throttle.spend(jdbc, destination, settings.interval(), Math.min(allowed, batches.size()), now);
			return batches;
		}));
	}

	private static int limit(JdbcClient jdbc, Destination destination, LaneSettings settings, int allowed, int ahead,
			long now) {
		if (settings.batching().limit() > 1) {
			int due = jdbc.sql(COUNT_DUE)
				.param("destination", destination.toString())
				.param("now", now)
				.param("limit", allowed * settings.batching().limit())
				.query(Integer.class)
				.single();
			return settings.batching().carried(allowed, due);
		}
		return settings.interval().isZero() ? Math.max(allowed, ahead) : allowed;
	}

	/**
	 * Claims the delivery that is due first, even if it is not due yet, to probe its
	 * destination.
	 * @param destination the destination
	 * @param settings how it is served
	 * @return the claim; empty if nothing is pending or the destination may not be called
	 */
	public Optional<Claim> claimFirst(Destination destination, LaneSettings settings) {
		long asked = now();
		return this.store.write(UnitOfWork.locking(locks(destination, settings), (jdbc) -> {
			int allowed = this.throttle.allowed(jdbc, destination, settings.interval(), 1, now());
			long now = now();
			if (tooLate(asked, now)) {
				return Optional.empty();
			}
			List<Claim> claims = claim(jdbc, CLAIM_FIRST, destination, settings, allowed, now);
			this.throttle.spend(jdbc, destination, settings.interval(), claims.size(), now);
			return claims.stream().findFirst();
		}));
	}

	/**
	 * To be asked after the first statement, which waits for lock conflicts.
	 */
	private static boolean tooLate(long asked, long now) {
		return now - asked > CLAIM_DEADLINE.toMillis();
	}

	/**
	 * Takes calls from the rate of a destination for claims that are held already.
	 * @param destination the destination
	 * @param settings how it is served
	 * @param calls how many calls are wanted
	 * @return how many may be made
	 */
	public int spend(Destination destination, LaneSettings settings, int calls) {
		return this.store.write(UnitOfWork.locking(locks(destination, settings), (jdbc) -> {
			long now = now();
			int allowed = this.throttle.allowed(jdbc, destination, settings.interval(), calls, now);
			this.throttle.spend(jdbc, destination, settings.interval(), allowed, now);
			return allowed;
		}));
	}

	private static Set<String> locks(Destination destination, LaneSettings settings) {
		return settings.interval().isZero() ? Set.of() : Set.of(DestinationThrottle.lock(destination));
	}

	private List<Claim> claim(JdbcClient jdbc, String statement, Destination destination, LaneSettings settings,
			int limit, long now) {
		return jdbc.sql(skippingLocked(statement))
			.param("destination", destination.toString())
			.param("now", now)
			.param("leaseEnd", now + settings.lease().toMillis())
			.param("lease", UUID.randomUUID().toString())
			.param("limit", limit)
			.query((row, _) -> claim(row))
			.list()
			.stream()
			.sorted(Comparator.comparing(Claim::receivedAt).thenComparingLong(Claim::id))
			.toList();
	}

	/**
	 * Releases claims as if they had never been made: no attempt is counted.
	 * @param claims the claims; those whose lease was lost stay unchanged
	 */
	public void release(Collection<Claim> claims) {
		List<Object[]> rows = claims.stream().map((claim) -> new Object[] { claim.id(), claim.lease() }).toList();
		this.store.write((jdbc) -> Portions.of(rows)
			.stream()
			.mapToInt((portion) -> jdbc.sql(RELEASE).param("claims", portion).update())
			.sum());
	}

	/**
	 * Return when something can be claimed next: when a wait or a lease ends, and the
	 * destination may be called.
	 * @param destination the destination
	 * @return the time; empty if nothing is pending
	 */
	public Optional<NextDue> nextDue(Destination destination) {
		return this.store.read((jdbc) -> NextDueQuery.run(jdbc, destination, now()));
	}

	/**
	 * Makes every delivery due that waits for its next attempt, because the destination
	 * is back: in portions, so that senders do not wait for all of them. Deliveries that
	 * another replica locks are left to it.
	 * @param destination the destination
	 */
	public void makeDueNow(Destination destination) {
		int changed;
		do {
			changed = this.store.write((jdbc) -> jdbc.sql(skippingLocked(MAKE_DUE_NOW))
				.param("destination", destination.toString())
				.param("now", now())
				.param("limit", MADE_DUE)
				.update());
		}
		while (changed == MADE_DUE);
	}

	private String skippingLocked(String statement) {
		return statement.formatted(this.store.dialect().skipLocked());
	}

	private long now() {
		return this.clock.millis();
	}

	private static Claim claim(ResultSet row) throws SQLException {
		return new Claim(row.getLong("id"), row.getLong("message_seq"), Destination.of(row.getString("destination")),
				row.getString("route"), new Message.Records(row.getString("records")), row.getString("ordering_key"),
				Instant.ofEpochMilli(row.getLong("received_at")), Instant.ofEpochMilli(row.getLong("pending_since")),
				row.getInt("attempts"), row.getString("lease"), Instant.ofEpochMilli(row.getLong("lease_end")));
	}

}
