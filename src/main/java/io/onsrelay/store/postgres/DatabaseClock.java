package io.onsrelay.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicWorker;

/**
 * The clock of the database. Replicas that share the database agree by it on what is due
 * and which leases have ended. It is read every few seconds and extrapolated in between,
 * since reading it for every statement would cost a round trip each.
 * <p>
 * It is extrapolated by the monotonic clock of this machine, so setting this machine's
 * clock changes nothing.
 */
final class DatabaseClock extends Clock implements AutoCloseable {

	private static final Duration READ_INTERVAL = Duration.ofSeconds(10);

	private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

	/**
	 * A reading that took longer is too inexact.
	 */
	private static final Duration MAX_ROUND_TRIP = Duration.ofMillis(500);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final DataSource dataSource;

	private final LongSupplier nanoseconds;

	private final PeriodicWorker worker = new PeriodicWorker("store-clock", this::refresh, this);

	private volatile Reading reading;

	/**
	 * Reads the clock of a database.
	 * @param dataSource connections to the database
	 * @param nanoseconds a monotonic clock, {@link System#nanoTime()}
	 * @throws StoreUnavailableException if the database's clock can't be read
	 */
	DatabaseClock(DataSource dataSource, LongSupplier nanoseconds) {
		this.dataSource = dataSource;
		this.nanoseconds = nanoseconds;
		try {
			this.reading = read();
		}
		catch (SQLException ex) {
			throw new StoreUnavailableException("The database's clock can't be read", ex);
		}
	}

	/**
	 * Starts to read the database's clock periodically.
	 * @return this clock
	 */
	DatabaseClock started() {
		this.worker.start();
		return this;
	}

	/**
	 * Reads the database's clock. While it can't be read, the last reading is
	 * extrapolated.
	 * @return when to read it next
	 */
	Optional<Instant> refresh() {
		try {
			Reading latest = read();
			if (latest.roundTrip().compareTo(MAX_ROUND_TRIP) <= 0) {
				this.reading = latest;
				return Optional.of(instant().plus(READ_INTERVAL));
			}
		}
		catch (SQLException ex) {
			// The store reports itself that the database is not available
		}
		return Optional.of(instant().plus(RETRY_DELAY));
	}

	private Reading read() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			long asked = this.nanoseconds.getAsLong();
			try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
				row.next();
				long roundTrip = this.nanoseconds.getAsLong() - asked;
				return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), asked + roundTrip / 2,
						Duration.ofNanos(roundTrip));
			}
		}
	}

	@Override
	public Instant instant() {
		Reading latest = this.reading;
		return latest.time().plusNanos(this.nanoseconds.getAsLong() - latest.count());
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.fixed(instant(), zone);
	}

	@Override
	public void close() {
		this.worker.stop(CLOSE_TIMEOUT);
	}

	/**
	 * A reading of the database's clock.
	 *
	 * @param time the time of the database
	 * @param count the monotonic clock at that time, in nanoseconds
	 * @param roundTrip how long the query took
	 */
	private record Reading(Instant time, long count, Duration roundTrip) {
	}

}
