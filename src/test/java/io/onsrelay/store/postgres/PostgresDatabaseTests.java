package io.onsrelay.store.postgres;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.TestPostgres;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.UnitOfWork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Behaviour of the store that only PostgreSQL has.
 */
class PostgresDatabaseTests {

	private static final Set<String> LOCK = Set.of("sequence a");

	@TempDir
	private Path directory;

	private TestStore one;

	private TestStore other;

	@BeforeEach
	void open() {
		this.one = TestStore.in(this.directory, Dialect.POSTGRESQL);
		this.other = TestStore.in(this.directory, Dialect.POSTGRESQL);
	}

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
	}

	@Test
	void openWhenDatabaseIsMissingSaysSo() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> PostgresDatabase.open(TestPostgres.urlOfNone(), null, null))
			.withMessageContaining("the database does not exist")
			.withMessageContaining("\"none\" does not exist");
	}

	@Test
	void openWhenUrlIsInvalidSaysHowToWriteIt() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> PostgresDatabase.open("jdbc:postgresql://host:port/relay", null, null))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("jdbc:postgresql://host:5432/database"));
	}

	@ParameterizedTest
	@CsvSource({ "synchronous_commit, on", "default_transaction_isolation, read committed",
			"idle_in_transaction_session_timeout, 2500ms", "lock_timeout, 3s", "statement_timeout, 3500ms" })
	void writingSetsItsSessionWhateverTheServersDefaults(String setting, String value) {
		assertThat(setting(setting)).isEqualTo(value);
	}

	@Test
	void writeAcceptsTextWithTheCharacterNul() {
		this.one.write((jdbc) -> jdbc
			.sql("INSERT INTO destination_throttle (destination, not_before, noted_at) VALUES (:name, 1, 1)")
			.param("name", "a\0b")
			.update());
		assertThat(this.one.<String>read(
				(jdbc) -> jdbc.sql("SELECT destination FROM destination_throttle").query(String.class).single()))
			.isEqualTo("a\uFFFDb");
	}

	@Test
	void writeWhenAnotherHoldsTheLockWaitsAndSeesItsCommit() {
		CountDownLatch released = new CountDownLatch(1);
		CompletableFuture<Long> first = CompletableFuture
			.supplyAsync(() -> this.one.write(UnitOfWork.locking(LOCK, (jdbc) -> {
				TestStore.keepOpen(jdbc);
				return locking(released).run(jdbc);
			})));
		awaitLocks(true, 1);
		CompletableFuture<Long> second = CompletableFuture
			.supplyAsync(() -> this.other.write(locking(new CountDownLatch(0))));
		awaitLocks(false, 1);
		released.countDown();
		assertThat(first.join()).isEqualTo(0);
		assertThat(second.join()).isEqualTo(1);
	}

	@Test
	void writeWhenHolderOfTheLockStandsStillGoesOnWithoutIt() {
		CountDownLatch released = new CountDownLatch(1);
		CompletableFuture<Long> frozen = CompletableFuture.supplyAsync(() -> this.one.write(locking(released)));
		awaitLocks(true, 1);
		assertThat(this.other.write(locking(new CountDownLatch(0)))).isEqualTo(0);
		released.countDown();
		assertThat(frozen).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		assertThat(this.one.write(locking(new CountDownLatch(0)))).as("the connection is opened again").isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "57P01", "08006", "53300", "25006", "" })
	void translateWhenDatabaseFailsIsResourceFailure(String state) {
		assertThat(PostgresExceptions.translate(new SQLException("x", state)))
			.isInstanceOf(DataAccessResourceFailureException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "40P01", "40001", "55P03", "53200" })
	void translateWhenLocksConflictIsLockingFailure(String state) {
		assertThat(PostgresExceptions.translate(new SQLException("x", state)))
			.isInstanceOf(PessimisticLockingFailureException.class);
	}

	/**
	 * Counts the rows of a table, waits, and adds one.
	 */
	private static UnitOfWork<Long> locking(CountDownLatch released) {
		return UnitOfWork.locking(LOCK, (jdbc) -> {
			long count = jdbc.sql("SELECT count(*) FROM destination_throttle").query(Long.class).single();
			TestStore.await(released);
			jdbc.sql("INSERT INTO destination_throttle (destination, not_before, noted_at) VALUES (?, 1, 1)")
				.param("d" + count)
				.update();
			return count;
		});
	}

	private void awaitLocks(boolean granted, int count) {
		Awaitility.await().until(() -> this.one.<Integer>read((jdbc) -> jdbc.sql("""
				SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
				WHERE locktype = 'advisory' AND granted = ? AND datname = current_database()
				""").param(granted).query(Integer.class).single()) == count);
	}

	private String setting(String name) {
		return JdbcClient.create(TestPostgres.databaseOf(this.directory).writing())
			.sql("SELECT current_setting(?)")
			.param(name)
			.query(String.class)
			.single();
	}

}
