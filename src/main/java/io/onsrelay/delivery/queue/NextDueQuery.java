package io.onsrelay.delivery.queue;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.notifier.Destination;

/**
 * Finds out when something can be claimed next: when a wait or a lease ends, and the
 * destination may be called.
 */
final class NextDueQuery {

	static final String NEXT_DUE = """
			SELECT (
				SELECT due_at FROM delivery
				WHERE destination = :destination AND state = 'pending' AND due_at IS NOT NULL
					AND (lease_end IS NULL OR lease_end <= :now)
				ORDER BY due_at, id LIMIT 1) AS due_at,
				(SELECT not_before FROM destination_throttle WHERE destination = :destination) AS not_before
			""";

	static final String NEXT_LEASE_END = """
			SELECT min(lease_end) AS lease_end FROM delivery
			WHERE destination = :destination AND state = 'pending' AND due_at <= :now AND lease_end > :now
			""";

	private NextDueQuery() {
	}

	/**
	 * Runs the query.
	 * @param jdbc a connection
	 * @param destination the destination
	 * @param now the time, in milliseconds since 1970
	 * @return the time; empty if nothing is pending
	 */
	static Optional<NextDue> run(JdbcClient jdbc, Destination destination, long now) {
		Times times = jdbc.sql(NEXT_DUE)
			.param("destination", destination.toString())
			.param("now", now)
			.query((row, _) -> new Times(Columns.instant(row, "due_at"), Columns.instant(row, "not_before")))
			.single();
		if (times.due() != null && times.due().toEpochMilli() <= now) {
			return times.next(now);
		}
		// All that is due is claimed, so the rows to look at are as many as the claims
		return jdbc.sql(NEXT_LEASE_END)
			.param("destination", destination.toString())
			.param("now", now)
			.query((row, _) -> times.orAt(Columns.instant(row, "lease_end")))
			.single()
			.next(now);
	}

	/**
	 * What decides when something can be claimed.
	 *
	 * @param due when a delivery is due
	 * @param notBefore when the destination may be called
	 */
	private record Times(@Nullable Instant due, @Nullable Instant notBefore) {

		Times orAt(@Nullable Instant other) {
			boolean earlier = other != null && (this.due == null || other.isBefore(this.due));
			return earlier ? new Times(other, this.notBefore) : this;
		}

		Optional<NextDue> next(long now) {
			if (this.due == null) {
				return Optional.empty();
			}
			Instant time = (this.notBefore != null && this.notBefore.isAfter(this.due)) ? this.notBefore : this.due;
			return Optional.of(new NextDue(time, this.due.toEpochMilli() <= now && time.toEpochMilli() > now));
		}

	}

}
