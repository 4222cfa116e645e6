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
 * The clock of the database, so that all who share the database agree on what is due and
 * whose lease is over. It is read now and then, and counted on between: to ask for the
 * time with every statement would cost a round trip each.
 * <p>
 * What is counted are the nanoseconds that this machine has run, so setting its clock
 * changes nothing.
 */
final class DatabaseClock extends Clock implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

	/**
	 * An answer that was longer under way tells too little, in nanoseconds.
	 */
	private static final long LONGEST_ROUND_TRIP = 500_000_000;

	private static final Duration CLOSING_TIME = Duration.ofSeconds(1);

	private final DataSource dataSource;

	private final LongSupplier nanoseconds;

	private final PeriodicWorker work = new PeriodicWorker("store-clock", this::readAgain, this);

	private volatile Reading reading;

	/**
	 * Reads the clock of a database.
	 * @param dataSource connections to the database
	 * @param nanoseconds a count that nobody can set, {@link System#nanoTime()}
	 * @throws StoreUnavailableException if it can't be read
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
	 * Reads it again now and then, from now on.
	 * @return this clock
	 */
	DatabaseClock started() {
		this.work.start();
		return this;
	}

	/**
	 * Reads it again.
	 * @return when to do so the next time
	 */
	Optional<Instant> readAgain() {
		try {
			Reading latest = read();
			if (latest.roundTrip() <= LONGEST_ROUND_TRIP) {
				this.reading = latest;
				return Optional.of(instant().plus(INTERVAL));
			}
		}
		catch (SQLException ex) {
			// The store says itself that the database is away; until then it is counted
			// on
		}
		return Optional.of(instant().plus(AFTER_FAILURE));
	}

	private Reading read() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			long asked = this.nanoseconds.getAsLong();
			try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
				row.next();
				long roundTrip = this.nanoseconds.getAsLong() - asked;
				return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), asked + roundTrip / 2,
						roundTrip);
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
		this.work.stop(CLOSING_TIME);
	}

	/**
	 * What the database's clock showed.
	 *
	 * @param time the time
	 * @param count how many nanoseconds were counted then
	 * @param roundTrip how long it took to find that out, in nanoseconds
	 */
	private record Reading(Instant time, long count, long roundTrip) {
	}

}
