package io.onsrelay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.onsrelay.standin.FreePort;
import io.onsrelay.store.database.Database;
import io.onsrelay.store.postgres.PostgresDatabase;

/**
 * A real PostgreSQL server, started by the first test that uses it and stopped with the
 * JVM. Each directory has its own migrated database. When a directory is deleted, its
 * database is emptied and used again, which takes a fraction of the time of dropping it
 * and creating another.
 */
public final class TestPostgres {

	private static final String USER = "postgres";

	private static final String TEMPLATE = "relay_template";

	private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

	private static final String END_CONNECTIONS = """
			SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
			WHERE datname = :database AND pid <> pg_backend_pid()
			""";

	private static final String TABLES = "SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'";

	private static final String DROP_OWN = "DROP SCHEMA IF EXISTS own CASCADE";

	private final EmbeddedPostgres server;

	private final JdbcClient jdbc;

	/**
	 * The tables that the migrations have created, separated by commas.
	 */
	private final String tables;

	private int count;

	private TestPostgres() {
		try {
			this.server = EmbeddedPostgres.builder()
				.setPort(FreePort.any())
				.setServerConfig("shared_buffers", "32MB")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.jdbc = JdbcClient.create(new SingleConnectionDataSource(url(USER), true));
		this.jdbc.sql("CREATE DATABASE " + TEMPLATE).update();
		Flyway.configure()
			.dataSource(url(TEMPLATE), USER, USER)
			.locations("classpath:db/migration/postgresql")
			.load()
			.migrate();
		this.tables = JdbcClient.create(new DriverManagerDataSource(url(TEMPLATE)))
			.sql(TABLES)
			.query(String.class)
			.single();
	}

	/**
	 * Return the URL of the migrated database of a directory.
	 */
	public static String urlOf(Path directory) {
		return Started.SERVER.url(Started.SERVER.nameOf(directory));
	}

	/**
	 * Return the URL of a database that does not exist.
	 */
	public static String urlOfNone() {
		return Started.SERVER.url("none");
	}

	public static Database databaseOf(Path directory) {
		return PostgresDatabase.open(urlOf(directory), USER, null);
	}

	/**
	 * Return a migrated database whose tables a test may change: they are in a schema of
	 * their own, which is made anew.
	 */
	static Database ownDatabaseOf(Path directory) {
		JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(urlOf(directory)));
		jdbc.sql(DROP_OWN).update();
		jdbc.sql("CREATE SCHEMA own").update();
		Database database = PostgresDatabase.open(urlOf(directory) + "&currentSchema=own", USER, null);
		Flyway.configure()
			.dataSource(database.migrating())
			.locations("classpath:db/migration/postgresql")
			.load()
			.migrate();
		return database;
	}

	private synchronized String nameOf(Path directory) {
		String name = DATABASES.get(directory);
		if (name == null) {
			name = free().orElseGet(this::create);
			DATABASES.put(directory, name);
		}
		return name;
	}

	private Optional<String> free() {
		Optional<Path> gone = DATABASES.keySet().stream().filter(Files::notExists).findFirst();
		return gone.map(DATABASES::remove).map((name) -> {
			empty(name);
			return name;
		});
	}

	private String create() {
		String name = "relay_" + this.count++;
		this.jdbc.sql("CREATE DATABASE %s TEMPLATE %s".formatted(name, TEMPLATE)).update();
		return name;
	}

	/**
	 * Empties the tables of the migrations, and drops those that a test has created.
	 */
	private void empty(String name) {
		this.jdbc.sql(END_CONNECTIONS).param("database", name).query(Long.class).single();
		try (Connection connection = DriverManager.getConnection(url(name));
				Statement statement = connection.createStatement()) {
			statement.execute(DROP_OWN);
			statement.execute(emptying());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Runs as a replication session, in which the triggers of the audit store don't fire.
	 */
	private String emptying() {
		return """
				SET session_replication_role = replica;
				DO $$
				DECLARE
					known CONSTANT text[] := '{%s}';
					name text;
				BEGIN
					FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
						IF name <> ALL (known) THEN
							EXECUTE 'DROP TABLE ' || name;
						ELSIF name NOT IN ('store_probe', 'flyway_schema_history') THEN
							EXECUTE 'DELETE FROM ' || name;
						END IF;
					END LOOP;
					PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';
				END $$
				""".formatted(this.tables);
	}

	private String url(String database) {
		return this.server.getJdbcUrl(USER, database);
	}

	/**
	 * Starts the server on first use.
	 */
	private static final class Started {

		private static final TestPostgres SERVER = new TestPostgres();

	}

}
