package io.onsrelay.store.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.database.Database;

/**
 * A PostgreSQL database, or one that speaks like it, which several replicas may share.
 * <p>
 * All its time-outs end before a sender has waited 5 seconds, and before the next longer
 * one: a replica that stands still in a transaction loses it (and with it its locks)
 * before others stop waiting for them, and that is before they take the connection for
 * broken.
 */
public final class PostgresDatabase implements Database {

	/**
	 * What every URL of a PostgreSQL database begins with.
	 */
	public static final String PREFIX = "jdbc:postgresql:";

	/**
	 * Older ones get no corrections any more,
	 * https://www.postgresql.org/support/versioning/.
	 */
	private static final int OLDEST = 14;

	/**
	 * In seconds.
	 */
	private static final int CONNECT_TIMEOUT = 2;

	/**
	 * How long a connection may keep silent before it is taken for broken, in seconds.
	 */
	private static final int SOCKET_TIMEOUT = 4;

	/**
	 * What every session that writes is told. Commits are on disk when they return, and
	 * what a statement sees is what is committed when it begins, whatever the defaults of
	 * the server and the user.
	 */
	private static final String SESSION = """
			SET idle_in_transaction_session_timeout = 2500;
			SET lock_timeout = 3000;
			SET statement_timeout = 3500;
			SELECT set_config('synchronous_commit', 'on', false)
				WHERE current_setting('synchronous_commit') IN ('off', 'local');
			SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED
			""";

	private static final String LOCK = "SELECT pg_advisory_xact_lock(name) FROM unnest(?) AS name";

	private final Logger logger = LoggerFactory.getLogger(PostgresDatabase.class);

	private final String url;

	private final @Nullable String username;

	private final @Nullable String password;

	private PostgresDatabase(String url, @Nullable String username, @Nullable String password) {
		this.url = url;
		this.username = username;
		this.password = password;
	}

	/**
	 * Opens a database that is there.
	 * @param url a JDBC URL of the form {@code jdbc:postgresql://host:port/database}
	 * @param username the user; none where the URL says it
	 * @param password the user's password; none where the URL says it, or none is needed
	 * @return the database
	 * @throws InvalidConfigurationException if it can't be used, with what to do
	 */
	public static PostgresDatabase open(String url, @Nullable String username, @Nullable String password) {
		PostgresDatabase database = new PostgresDatabase(url, username, password);
		database.check();
		return database;
	}

	private void check() {
		try (Connection connection = reading().getConnection()) {
			int version = connection.getMetaData().getDatabaseMajorVersion();
			if (version < OLDEST) {
				throw new InvalidConfigurationException(PROPERTY, "PostgreSQL %d is too old".formatted(version),
						"PostgreSQL %d or newer is needed.".formatted(OLDEST));
			}
			if (!locks(connection)) {
				throw new InvalidConfigurationException(PROPERTY, "the database's advisory locks lock nothing",
						"Replicas keep the order of messages by them: use PostgreSQL, or what has such locks.");
			}
			if ("off".equals(setting(connection, "fsync"))) {
				this.logger.warn("The database runs with fsync=off: what it has committed, and the relay has "
						+ "acknowledged, is lost when its machine fails");
			}
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException(PROPERTY, "it is no address of a PostgreSQL database",
					"Write it as jdbc:postgresql://host:5432/database.");
		}
		catch (SQLException ex) {
			throw new InvalidConfigurationException(PROPERTY,
					"the database can't be reached (%s)".formatted(ex.getMessage()),
					"Check the address, spring.datasource.username and spring.datasource.password, and that the "
							+ "database is there and up.");
		}
	}

	/**
	 * Finds out whether advisory locks lock: where they do nothing, replicas would
	 * overtake each other without anybody noticing
	 * (https://www.cockroachlabs.com/docs/v26.3/postgresql-compatibility).
	 */
	private boolean locks(Connection one) throws SQLException {
		long name = number(UUID.randomUUID().toString());
		try (Connection other = reading().getConnection()) {
			return locks(one, name) && !locks(other, name);
		}
	}

	private static boolean locks(Connection connection, long name) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true))
			.sql("SELECT pg_try_advisory_lock(?)")
			.param(name)
			.query(Boolean.class)
			.single();
	}

	private static @Nullable String setting(Connection connection, String name) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true))
			.sql("SELECT current_setting(?, true)")
			.param(name)
			.query(String.class)
			.optional()
			.orElse(null);
	}

	@Override
	public Dialect dialect() {
		return Dialect.POSTGRESQL;
	}

	@Override
	public DataSource writing() {
		return new DelegatingDataSource(dataSource(SOCKET_TIMEOUT)) {
			@Override
			public Connection getConnection() throws SQLException {
				return NulCharacters.in(prepared(super.getConnection()));
			}
		};
	}

	private static Connection prepared(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(SESSION);
			return connection;
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	@Override
	public DataSource reading() {
		PGSimpleDataSource dataSource = dataSource(SOCKET_TIMEOUT);
		dataSource.setReadOnly(true);
		// Also outside of a transaction
		dataSource.setReadOnlyMode("always");
		return dataSource;
	}

	@Override
	public DataSource migrating() {
		PGSimpleDataSource dataSource = dataSource(0);
		dataSource.setReWriteBatchedInserts(true);
		return dataSource;
	}

	private PGSimpleDataSource dataSource(int socketTimeout) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setConnectTimeout(CONNECT_TIMEOUT);
		dataSource.setSocketTimeout(socketTimeout);
		dataSource.setTcpKeepAlive(true);
		dataSource.setApplicationName("ons-relay");
		dataSource.setUrl(this.url);
		if (this.username != null) {
			dataSource.setUser(this.username);
		}
		if (this.password != null) {
			dataSource.setPassword(this.password);
		}
		return dataSource;
	}

	/**
	 * Everybody locks in the same order, so that nobody waits for somebody who waits for
	 * him. Two names that share a number merely wait for each other.
	 */
	@Override
	public void lock(JdbcClient jdbc, Collection<String> names) {
		if (!names.isEmpty()) {
			Long[] numbers = names.stream().map(PostgresDatabase::number).sorted().distinct().toArray(Long[]::new);
			jdbc.sql(LOCK).param(numbers).query((_, _) -> "").list();
		}
	}

	private static long number(String name) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public DataAccessException translate(SQLException ex) {
		return PostgresExceptions.translate(ex);
	}

	@Override
	public Clock clock(DataSource reading, Clock local) {
		return new DatabaseClock(reading, System::nanoTime).started();
	}

	/**
	 * Holds nothing: connections are closed by those who open them.
	 */
	@Override
	public void close() {
	}

}
