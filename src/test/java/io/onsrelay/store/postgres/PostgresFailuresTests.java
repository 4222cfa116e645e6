package io.onsrelay.store.postgres;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.net.ssl.SSLHandshakeException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.core.NestedExceptionUtils;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.standin.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link PostgresFailures}, on a server that lets each user in to a different
 * extent.
 */
class PostgresFailuresTests {

	private static final String SECRET = "a-wrong-and-secret-password";

	@TempDir
	private static Path directory;

	private static EmbeddedPostgres server;

	@BeforeAll
	static void start() throws IOException, SQLException {
		server = EmbeddedPostgres.builder()
			.setDataDirectory(directory.resolve("data"))
			.setPort(FreePort.any())
			.setServerConfig("shared_buffers", "16MB")
			.start();
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("""
					CREATE ROLE known LOGIN PASSWORD 'another';
					CREATE ROLE tls LOGIN;
					CREATE ROLE reader LOGIN;
					ALTER ROLE reader SET default_transaction_read_only = on;
					CREATE ROLE plain LOGIN;
					CREATE ROLE lost LOGIN;
					ALTER ROLE lost SET search_path = nowhere;
					""");
			Path access = directory.resolve("data/pg_hba.conf");
			Files.writeString(access, """
					host all known 127.0.0.1/32 scram-sha-256
					hostnossl all tls 127.0.0.1/32 reject
					""" + Files.readString(access));
			statement.execute("SELECT pg_reload_conf()");
			statement.execute("CREATE DATABASE migrated");
		}
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					postgres | known   | spring.datasource.password | the database refuses the password        | Set the password of the user
					postgres | unknown | spring.datasource.username | the database does not let the user in    | Create the user, or permit it
					postgres | tls     | spring.datasource.url      | the database requires TLS                | ?sslmode=verify-full
					none     | plain   | spring.datasource.url      | the database does not exist              | Create it, or correct the name
					postgres | reader  | spring.datasource.url      | the database is read-only                | Name the primary server
					postgres | plain   | spring.datasource.username | the user may not create tables in schema public | GRANT CREATE ON SCHEMA public
					postgres | lost    | spring.datasource.url      | the user has no schema for the tables    | ?currentSchema=NAME
					""")
	void openExplainsWhyTheDatabaseCannotBeUsed(String database, String user, String property, String description,
			String action) {
		assertExplained(refusal(url(database), user), property, description, action);
	}

	@Test
	void openWhenServerIsDownSaysSo() {
		assertExplained(refusal("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(FreePort.any()), "plain"),
				"spring.datasource.url", "the database can't be reached", "Check host and port");
	}

	@Test
	void openWhenServerOffersNoTlsSaysSo() {
		assertExplained(refusal(url("postgres") + "?sslmode=require", "plain"), "spring.datasource.url",
				"the database offers no TLS", "take sslmode out");
	}

	@Test
	void openDoesNotShowThePasswordInTheUrl() {
		String url = url("postgres") + "?user=known&password=" + SECRET;
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> PostgresDatabase.open(url, null, null))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.getAction()).doesNotContain(SECRET));
	}

	@Test
	void openWhenServerIsTooOldNamesTheOldest() {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> PostgresDatabase.refuseOld(13))
			.withMessage("spring.datasource.url: PostgreSQL 13 is too old")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("PostgreSQL 14 or newer is needed."));
	}

	@Test
	void explainFindsTheErrorBehindAMigrationThatIsNotPermitted() {
		Flyway.configure()
			.dataSource(server.getJdbcUrl("postgres", "migrated"), "postgres", "")
			.locations("classpath:db/migration/postgresql")
			.load()
			.migrate();
		Flyway other = Flyway.configure()
			.dataSource(PostgresDatabase.open(url("migrated"), "plain", null).migrating())
			.locations("classpath:db/migration/postgresql")
			.load();
		FlywayException failure = catchThrowableOfType(FlywayException.class, other::migrate);
		assertExplained(PostgresFailures.explain((SQLException) NestedExceptionUtils.getMostSpecificCause(failure)),
				"spring.datasource.username",
				"the user may not do what the store needs (ERROR: permission denied for table flyway_schema_history",
				"own its schema and tables");
	}

	@Test
	void explainNamesTheHostThatIsNotKnown() {
		assertExplained(explained(new UnknownHostException("db.example")), "spring.datasource.url",
				"its host is not known (no address for db.example)", "Correct the name of the host");
	}

	@Test
	void explainTellsTimeoutsAndCertificatesApart() {
		assertExplained(explained(new SocketTimeoutException("Connect timed out")), "spring.datasource.url",
				"the database can't be reached", "firewall");
		assertExplained(explained(new SSLHandshakeException("PKIX path building failed")), "spring.datasource.url",
				"the database's certificate is not accepted", "sslrootcert");
	}

	@ParameterizedTest
	@CsvSource({ "53300, no connection left", "57P03, starts or stops", "25006, read-only", "XX000, can't be used" })
	void explainDescribesOtherErrors(String state, String description) {
		assertThat(PostgresFailures.explain(new SQLException("first line\n  second", state)))
			.hasMessageContaining(description + " (first line second)");
	}

	private static InvalidConfigurationException explained(IOException cause) {
		return PostgresFailures.explain(
				new PSQLException("The connection attempt failed.", PSQLState.CONNECTION_UNABLE_TO_CONNECT, cause));
	}

	private static InvalidConfigurationException refusal(String url, String user) {
		return catchThrowableOfType(InvalidConfigurationException.class,
				() -> PostgresDatabase.open(url, user, SECRET));
	}

	private static void assertExplained(InvalidConfigurationException refusal, String property, String description,
			String action) {
		assertThat(refusal.getMessage()).startsWith(property + ": " + description).doesNotContain(SECRET, "\n");
		assertThat(refusal.getAction()).contains(action).doesNotContain(SECRET, "\n");
	}

	private static String url(String database) {
		return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
	}

}
