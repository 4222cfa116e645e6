package io.onsrelay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that opens no connection to write while it fails.
 *
 * @param database the real one
 * @param failing whether it fails
 */
record FailingDatabase(Database database, AtomicBoolean failing) implements Database {

	@Override
	public Dialect dialect() {
		return this.database.dialect();
	}

	@Override
	public DataSource writing() {
		return new DelegatingDataSource(this.database.writing()) {
			@Override
			public Connection getConnection() throws SQLException {
				if (FailingDatabase.this.failing.get()) {
					throw new SQLException("database or disk is full");
				}
				return super.getConnection();
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
	public void lock(JdbcClient jdbc, Collection<String> names) {
		this.database.lock(jdbc, names);
	}

	@Override
	public DataAccessException translate(SQLException ex) {
		return this.database.translate(ex);
	}

	@Override
	public Clock clock(DataSource reading, Clock local) {
		return this.database.clock(reading, local);
	}

	@Override
	public void close() {
		this.database.close();
	}

}
