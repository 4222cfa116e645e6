package io.onsrelay.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Looks for damage in a database that was not closed properly, before it is used
 * ({@code PRAGMA quick_check}, https://www.sqlite.org/pragma.html#pragma_quick_check).
 * The check reads the whole file, so its time is limited: a file of many gigabytes must
 * not keep the service from starting.
 */
final class QuickCheck {

	/**
	 * Below the 90 seconds of the chart's startup probe.
	 */
	static final Duration LIMIT = Duration.ofSeconds(20);

	/**
	 * How many instructions of SQLite are run between two looks at the clock.
	 */
	private static final int INSTRUCTIONS = 10_000;

	private final Logger logger = LoggerFactory.getLogger(QuickCheck.class);

	private final DataSource reading;

	private final BooleanSupplier timeIsOver;

	/**
	 * Creates the check.
	 * @param reading read-only connections of the driver; they leave the file and its log
	 * as they are
	 * @param timeIsOver asked during the check, which ends when it is {@code true}
	 */
	QuickCheck(DataSource reading, BooleanSupplier timeIsOver) {
		this.reading = reading;
		this.timeIsOver = timeIsOver;
	}

	/**
	 * Creates a check that ends after {@link #LIMIT}.
	 */
	static QuickCheck limited(DataSource reading) {
		long start = System.nanoTime();
		return new QuickCheck(reading, () -> System.nanoTime() - start > LIMIT.toNanos());
	}

	/**
	 * Checks the database.
	 * @return the first damage that was found; empty if none was found, also where the
	 * time is over
	 * @throws SQLException if the file can't be read, for another reason than damage
	 */
	Optional<String> run() throws SQLException {
		try (Connection connection = this.reading.getConnection(); Statement statement = connection.createStatement()) {
			ProgressHandler.setHandler(connection, INSTRUCTIONS, new ProgressHandler() {
				@Override
				protected int progress() {
					return QuickCheck.this.timeIsOver.getAsBoolean() ? 1 : 0;
				}
			});
			try (ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
				String result = row.next() ? row.getString(1) : "ok";
				return "ok".equals(result) ? Optional.empty() : Optional.of(result);
			}
			finally {
				ProgressHandler.clearHandler(connection);
			}
		}
		catch (SQLiteException ex) {
			if (ex.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
				this.logger.warn("The check of the store was not complete after {} s and found no damage so far. "
						+ "The service starts; check a backup of the store", LIMIT.toSeconds());
				return Optional.empty();
			}
			if (SqliteExceptions.isDamage(ex)) {
				return Optional.of(ex.getResultCode().message);
			}
			throw ex;
		}
	}

}
