package io.onsrelay.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.apache.commons.dbcp2.DelegatingPreparedStatement;
import org.apache.commons.dbcp2.PoolingConnection;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that keep the statements they have prepared, for a driver that does not:
 * SQLite compiles the text of a statement each time, which takes a good part of the time
 * of running it.
 */
final class StatementCachingDataSource extends DelegatingDataSource {

	/**
	 * How many statements a connection keeps. Those that list values have a text for each
	 * number of them.
	 */
	private static final int LIMIT = 200;

	StatementCachingDataSource(DataSource target) {
		super(target);
	}

	@Override
	public Connection getConnection() throws SQLException {
		PoolingConnection connection = new PoolingConnection(super.getConnection());
		connection.setStatementPool(new GenericKeyedObjectPool<>(connection, config()));
		return connection;
	}

	private static GenericKeyedObjectPoolConfig<DelegatingPreparedStatement> config() {
		GenericKeyedObjectPoolConfig<DelegatingPreparedStatement> config = new GenericKeyedObjectPoolConfig<>();
		config.setMaxTotal(LIMIT);
		config.setMaxTotalPerKey(-1);
		config.setMaxIdlePerKey(1);
		config.setBlockWhenExhausted(false);
		config.setJmxEnabled(false);
		return config;
	}

}
