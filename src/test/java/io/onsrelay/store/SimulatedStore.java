package io.onsrelay.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A store in memory, on the caller's thread, that fails on demand: before a unit of work,
 * or after its commit, in which case the caller does not learn of the commit.
 */
public final class SimulatedStore implements Store, AutoCloseable {

	private final Connection connection;

	private final JdbcClient jdbc;

	private Supplier<Fault> faults = () -> Fault.NONE;

	private int failed;

	private boolean shared;

	public SimulatedStore() {
		try {
			this.connection = DriverManager.getConnection("jdbc:sqlite::memory:");
			SingleConnectionDataSource dataSource = new SingleConnectionDataSource(this.connection, true);
			Flyway.configure().dataSource(dataSource).locations("classpath:db/migration/sqlite").load().migrate();
			this.connection.setAutoCommit(false);
			this.jdbc = JdbcClient.create(dataSource);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Empties the store, and fails from now on as the supplier says.
	 */
	public void reset(Supplier<Fault> faults) {
		this.faults = () -> Fault.NONE;
		write((unit) -> {
			List.of("attempt", "delivery", "message_body", "message", "message_key", "destination_throttle",
					"clock_offset")
				.forEach((table) -> unit.sql("DELETE FROM " + table).update());
			return 0;
		});
		this.faults = faults;
	}

	/**
	 * Says that several processes use the store. They take turns, as a test runs them.
	 */
	public void setShared(boolean shared) {
		this.shared = shared;
	}

	@Override
	public boolean isShared() {
		return this.shared;
	}

	/**
	 * How many times it has failed.
	 */
	public int failed() {
		return this.failed;
	}

	@Override
	public <T> T write(UnitOfWork<T> work) {
		Fault fault = this.faults.get();
		if (fault == Fault.BEFORE) {
			throw unavailable();
		}
		T result = commit(work);
		if (fault == Fault.AFTER) {
			throw unavailable();
		}
		return result;
	}

	private StoreUnavailableException unavailable() {
		this.failed++;
		return new StoreUnavailableException("Simulated", null);
	}

	private <T> T commit(UnitOfWork<T> work) {
		try {
			T result = work.run(this.jdbc);
			this.connection.commit();
			return result;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
		T result = write(work);
		committed.accept(result);
		return result;
	}

	@Override
	public <T> T read(Function<JdbcClient, T> query) {
		return query.apply(this.jdbc);
	}

	@Override
	public Dialect dialect() {
		return Dialect.SQLITE;
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

	/**
	 * How a unit of work fails.
	 */
	public enum Fault {

		/**
		 * It does not fail.
		 */
		NONE,

		/**
		 * It fails before its first statement.
		 */
		BEFORE,

		/**
		 * It is committed, but its caller gets an exception.
		 */
		AFTER

	}

}
