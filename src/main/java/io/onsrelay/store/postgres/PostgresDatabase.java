package io.onsrelay.store.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

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
 * A PostgreSQL database, or one that is compatible, which several replicas may share.
 * <p>
 * The timeouts are in one order, and all end before ONS gives up after 5 seconds: a
 * transaction that stands still ends and releases its locks (2.5 s) before others stop
 * waiting for the locks (3 s), before a statement times out (3.5 s), and before the
 * connection is considered broken (4 s).
 */
public final class PostgresDatabase implements Database {

	/**
	 * The prefix of the JDBC URLs of PostgreSQL.
	 */
	public static final String PREFIX = "jdbc:postgresql:";

	/**
	 * The oldest supported major version. Older ones get no fixes any more,
	 * https://www.postgresql.org/support/versioning/.
	 */
	private static final int OLDEST = 14;

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	/**
	 * How long the server may take to respond before the connection is considered broken.
	 */
	private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(4);

	/**
	 * The settings of every session that writes. Whatever the defaults of the server and
	 * the user are, commits are on disk when they return, and a statement sees what is
	 * committed when it begins.
	 */
	private static final String SESSION_SETTINGS = """
			SET idle_in_transaction_session_timeout = 2500;
			SET lock_timeout = 3000;
			SET statement_timeout = 3500;
			SELECT set_config('synchronous_commit', 'on', false)
				WHERE current_setting('synchronous_commit') IN ('off', 'local');
			SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED
			""";

	private static final String LOCK = """
			SELECT CASE WHEN wanted.alone THEN pg_advisory_xact_lock(wanted.key)::text
				ELSE pg_advisory_xact_lock_shared(wanted.key)::text END
			FROM unnest(?, ?) AS wanted (key, alone)
			""";

	private static final String WRITABLE = """
			SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS read_only,
				current_schema() AS schema, to_regclass('flyway_schema_history') IS NOT NULL AS migrated,
				coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create
			""";

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
	 * Opens an existing database.
	 * @param url a JDBC URL of the form {@code jdbc:postgresql://host:port/database}
	 * @param username the user; {@code null} where the URL contains it
	 * @param password the user's password; {@code null} where the URL contains it or none
	 * is needed
	 * @return the database
	 * @throws InvalidConfigurationException if the database can't be used
	 */
	public static PostgresDatabase open(String url, @Nullable String username, @Nullable String password) {
		PostgresDatabase database = new PostgresDatabase(url, username, password);
		database.check();
		return database;
	}

	private void check() {
		try (Connection connection = reading().getConnection()) {
			refuseOld(connection.getMetaData().getDatabaseMajorVersion());
			if (!advisoryLocksWork(connection)) {
				throw new InvalidConfigurationException(PROPERTY, "the advisory locks of the database do not lock",
						"Replicas keep the order of messages by advisory locks: use a database that has them, such as PostgreSQL.");
			}
			if ("off".equals(setting(connection, "fsync"))) {
				this.logger.warn("The database runs with fsync=off: committed data, and with it acknowledged messages, "
						+ "are lost when its machine fails");
			}
			checkWritable();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException(PROPERTY, "it is not a JDBC URL of a PostgreSQL database",
					"Write it as jdbc:postgresql://host:5432/database.");
		}
		catch (SQLException ex) {
			throw PostgresFailures.explain(ex);
		}
	}

	static void refuseOld(int version) {
		if (version < OLDEST) {
			throw new InvalidConfigurationException(PROPERTY, "PostgreSQL %d is too old".formatted(version),
					"PostgreSQL %d or newer is needed.".formatted(OLDEST));
		}
	}

	/**
	 * Checks that tables can be created and written, so that a standby or a missing
	 * permission is not first met by a migration.
	 */
	private void checkWritable() throws SQLException {
		try (Connection connection = dataSource(SOCKET_TIMEOUT).getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(WRITABLE)) {
			row.next();
			if (row.getBoolean("standby")) {
				throw PostgresFailures.readOnly("it is a standby");
			}
			if (row.getBoolean("read_only")) {
				throw PostgresFailures.readOnly("transactions are read-only");
			}
			String schema = row.getString("schema");
			if (schema == null) {
				throw new InvalidConfigurationException(PROPERTY, "the user has no schema for the tables",
						"Create the schema that search_path names, or add ?currentSchema=NAME to the URL.");
			}
			if (!row.getBoolean("migrated") && !row.getBoolean("may_create")) {
				throw new InvalidConfigurationException("spring.datasource.username",
						"the user may not create tables in schema " + schema,
						"Run GRANT CREATE ON SCHEMA %s TO the user, or let the user own the database."
							.formatted(schema));
			}
		}
	}

	/**
	 * Checks that advisory locks lock. Compatible databases may accept them and do
	 * nothing (https://www.cockroachlabs.com/docs/v26.3/postgresql-compatibility), and
	 * replicas would silently overtake each other.
	 */
	private boolean advisoryLocksWork(Connection one) throws SQLException {
		long key = lockKey(UUID.randomUUID().toString());
		try (Connection other = reading().getConnection()) {
			return tryLock(one, key) && !tryLock(other, key);
		}
	}

	private static boolean tryLock(Connection connection, long key) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true))
			.sql("SELECT pg_try_advisory_lock(?)")
			.param(key)
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
				return NulCharacters.replacing(configured(super.getConnection()));
			}
		};
	}

	private static Connection configured(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(SESSION_SETTINGS);
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
		// Also outside of transactions
		dataSource.setReadOnlyMode("always");
		return dataSource;
	}

	@Override
	public DataSource migrating() {
		PGSimpleDataSource dataSource = dataSource(Duration.ZERO);
		dataSource.setReWriteBatchedInserts(true);
		return dataSource;
	}

	private PGSimpleDataSource dataSource(Duration socketTimeout) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
		dataSource.setSocketTimeout((int) socketTimeout.toSeconds());
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
	 * Takes the locks in the order of their keys, so that processes do not deadlock. Two
	 * names with the same key merely wait for each other.
	 */
	@Override
	public void lock(JdbcClient jdbc, Supplier<? extends Collection<String>> names,
			Supplier<? extends Collection<String>> shared) {
		SortedMap<Long, Boolean> keys = new TreeMap<>();
		shared.get().forEach((name) -> keys.put(lockKey(name), false));
		names.get().forEach((name) -> keys.put(lockKey(name), true));
		if (!keys.isEmpty()) {
			jdbc.sql(LOCK)
				.param(keys.keySet().toArray(Long[]::new))
				.param(keys.values().toArray(Boolean[]::new))
				.query((_, _) -> "")
				.list();
		}
	}

	private static long lockKey(String name) {
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
	 * Does nothing: connections are closed by the code that opens them.
	 */
	@Override
	public void close() {
	}

}
