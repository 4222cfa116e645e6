package io.onsrelay.store.groupcommit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.database.Database;

/**
 * A database with faulty write connections.
 *
 * @param database the real database
 * @param fault applied to each write connection when it is opened
 */
record FailingDatabase(Database database, InjectedFault fault) implements Database {

	@Override
	public Dialect dialect() {
		return this.database.dialect();
	}

	@Override
	public DataSource writing() {
		return new DelegatingDataSource(this.database.writing()) {
			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				try {
					FailingDatabase.this.fault.apply(connection);
					return connection;
				}
				catch (SQLException ex) {
					connection.close();
					throw ex;
				}
			}
		};
	}

	@Override
	public DataSource reading() {
		return this.database.reading();
	}

	@Override
	public DataSource migrating() {
		return this.database.migrating();
	}

	@Override
	public void lock(JdbcClient jdbc, Supplier<? extends Collection<String>> names,
			Supplier<? extends Collection<String>> shared) {
		this.database.lock(jdbc, names, shared);
	}

	@Override
	public DataAccessException translate(SQLException ex) {
		return this.database.translate(ex);
	}

	@Override
	public boolean isCorrupt(Throwable failure) {
		return this.database.isCorrupt(failure);
	}

	@Override
	public Optional<String> loss() {
		return this.database.loss();
	}

	@Override
	public Clock clock(DataSource reading, Clock local) {
		return this.database.clock(reading, local);
	}

	@Override
	public void close() {
		this.database.close();
	}

	/**
	 * A fault of a connection.
	 */
	@FunctionalInterface
	interface InjectedFault {

		/**
		 * Applies the fault.
		 * @param connection the connection, just opened
		 * @throws SQLException if the connection can't be used
		 */
		void apply(Connection connection) throws SQLException;

	}

}
