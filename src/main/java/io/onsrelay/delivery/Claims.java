package io.onsrelay.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Takes what is due for a lane, as far as its destination may be called: each with a
 * lease, during which nobody else takes it.
 */
final class Claims {

	private static final String COUNT_DUE = """
			SELECT count(*) FROM (
				SELECT 1 FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at <= :now LIMIT :limit) AS due
			""";

	// Found first, and once: a plan that looked again for each row would claim more than
	// the limit
	private static final String CLAIM_DUE = """
			WITH due AS MATERIALIZED (
				SELECT id FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at <= :now
				ORDER BY due_at, id LIMIT :limit %s)
			UPDATE delivery SET due_at = :leaseEnd, lease = :lease WHERE id IN (SELECT id FROM due)
			RETURNING *
			""";

	private static final String CLAIM_OLDEST = """
			WITH oldest AS MATERIALIZED (
				SELECT id FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at IS NOT NULL
					AND (lease IS NULL OR due_at <= :now)
				ORDER BY id LIMIT :limit %s)
			UPDATE delivery SET due_at = :leaseEnd, lease = :lease WHERE id IN (SELECT id FROM oldest)
			RETURNING *
			""";

	/**
	 * After this time nobody may wait for a claim any more: the store lets its callers go
	 * after a while, and commits what they wanted all the same. Nobody would deliver what
	 * is claimed then before the lease ends.
	 */
	private static final Duration CLAIM_DEADLINE = Duration.ofSeconds(3);

	private final Store store;

	private final Clock clock;

	private final DestinationThrottle throttle = new DestinationThrottle();

	Claims(Store store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	List<List<Claim>> claim(Destination destination, LaneSettings settings, int calls, int ahead) {
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

	Optional<Claim> claimOldest(Destination destination, LaneSettings settings) {
		long asked = now();
		return this.store.write(UnitOfWork.locking(locks(destination, settings), (jdbc) -> {
			int allowed = this.throttle.allowed(jdbc, destination, settings.interval(), 1, now());
			long now = now();
			if (tooLate(asked, now)) {
				return Optional.empty();
			}
			List<Claim> claims = claim(jdbc, CLAIM_OLDEST, destination, settings, allowed, now);
			this.throttle.spend(jdbc, destination, settings.interval(), claims.size(), now);
			return claims.stream().findFirst();
		}));
	}

	/**
	 * To be asked after the first statement, which waits for whoever else writes.
	 */
	private static boolean tooLate(long asked, long now) {
		return now - asked > CLAIM_DEADLINE.toMillis();
	}

	int spend(Destination destination, LaneSettings settings, int calls) {
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
		return jdbc.sql(statement.formatted(this.store.dialect().skipLocked()))
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

	private long now() {
		return this.clock.millis();
	}

	private static Claim claim(ResultSet row) throws SQLException {
		return new Claim(row.getLong("id"), row.getLong("message_seq"), Destination.of(row.getString("destination")),
				row.getString("route"), row.getString("ordering_key"), Instant.ofEpochMilli(row.getLong("received_at")),
				Instant.ofEpochMilli(row.getLong("pending_since")), row.getInt("attempts"), row.getString("lease"),
				Instant.ofEpochMilli(row.getLong("due_at")));
	}

}
