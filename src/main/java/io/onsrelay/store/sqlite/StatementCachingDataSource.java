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
 * Connections that cache their prepared statements. The driver of SQLite does not: it
 * compiles the text of a statement each time, which takes a good part of the time of
 * running it.
 * <p>
 * A result set that stays open keeps its statement, and with it an old snapshot. Queries
 * therefore go through {@code JdbcClient} and end with {@code list()}, not with
 * {@code stream()}.
 */
final class StatementCachingDataSource extends DelegatingDataSource {

	/**
	 * How many statements a connection caches. A statement that lists values has one text
	 * for each size of {@link io.onsrelay.store.Portions}.
	 */
	private static final int LIMIT = 400;

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
