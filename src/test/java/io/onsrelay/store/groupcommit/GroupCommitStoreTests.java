package io.onsrelay.store.groupcommit;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.database.Database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

@ParameterizedClass
@EnumSource(Dialect.class)
class GroupCommitStoreTests {

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private MeterRegistry meters = new SimpleMeterRegistry();

	private final AtomicBoolean diskFull = new AtomicBoolean();

	private Database database;

	private GroupWriter writer;

	private final List<GroupCommitStore> stores = new ArrayList<>();

	private GroupCommitStore store;

	@BeforeEach
	void open() {
		open(Duration.ofSeconds(10), 3);
		this.store.write((jdbc) -> jdbc.sql("CREATE TABLE word (word TEXT PRIMARY KEY)").update());
	}

	private void open(Duration writeTimeout, int queueCapacity) {
		this.meters = new SimpleMeterRegistry();
		this.database = new FailingDatabase(TestStore.databaseOf(this.directory, this.dialect), (_) -> {
			if (this.diskFull.get()) {
				throw new SQLException("database or disk is full");
			}
		});
		this.writer = new GroupWriter(this.database, queueCapacity, 200, new StoreMetrics(this.meters));
		this.store = store(writeTimeout);
	}

	private GroupCommitStore store(Duration writeTimeout) {
		GroupCommitStore created = new GroupCommitStore(this.writer, JdbcClient.create(this.database.reading()),
				writeTimeout, this.dialect);
		this.stores.add(created);
		return created;
	}

	@AfterEach
	void close() {
		this.writer.close();
		this.stores.forEach(GroupCommitStore::close);
		this.database.close();
	}

	@Test
	void writeWhenCommittedIsSeenByReaders() {
		write("one");
		assertThat(words()).containsExactly("one");
	}

	@Test
	void writeWhenUnitFailsLeavesNothingOfIt() {
		write("one");
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.store.write((jdbc) -> {
			insert(jdbc, "two");
			return insert(jdbc, "one");
		}));
		assertThat(words()).containsExactly("one");
	}

	@Test
	void writeWhenSeveralWaitCommitsThemTogether() {
		double commits = commits();
		Hold hold = hold();
		List<CompletableFuture<Integer>> waiting = submit("one", "two", "three");
		hold.release();
		waiting.forEach(CompletableFuture::join);
		assertThat(words()).containsExactlyInAnyOrder("one", "two", "three");
		assertThat(commits() - commits).as("one commit of the unit that blocked the writer, one of the group")
			.isEqualTo(2);
	}

	@Test
	void writeWhenOneOfGroupFailsCommitsTheOthers() {
		Hold hold = hold();
		List<CompletableFuture<Integer>> waiting = submit("one", "one", "three");
		hold.release();
		assertThat(waiting.get(0).join()).isEqualTo(1);
		assertThat(waiting.get(1)).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(DuplicateKeyException.class);
		assertThat(waiting.get(2).join()).isEqualTo(1);
		assertThat(words()).containsExactlyInAnyOrder("one", "three");
	}

	@Test
	void writeWhenItemsOfOneWorkWaitRunsThemAsOne() {
		List<List<String>> runs = new ArrayList<>();
		BatchedWork<String, String> work = (jdbc, words) -> {
			runs.add(words);
			return words.stream().map((word) -> word + insert(jdbc, word)).toList();
		};
		Hold hold = hold();
		CompletableFuture<String> one = this.writer.submit(work.item("one", Set::of));
		CompletableFuture<Integer> between = this.writer.submit((jdbc) -> insert(jdbc, "between"));
		CompletableFuture<String> two = this.writer.submit(work.item("two", Set::of));
		hold.release();
		assertThat(List.of(one.join(), two.join())).containsExactly("one1", "two1");
		assertThat(between.join()).isOne();
		assertThat(runs).containsExactly(List.of("one", "two"));
	}

	@Test
	void writeWhenOneItemOfAWorkFailsCommitsTheOthers() {
		BatchedWork<String, Integer> work = (jdbc, words) -> words.stream().map((word) -> insert(jdbc, word)).toList();
		Hold hold = hold();
		List<CompletableFuture<Integer>> waiting = Stream.of("one", "one", "three")
			.map((word) -> this.writer.submit(work.item(word, Set::of)))
			.toList();
		hold.release();
		assertThat(waiting.get(0).join()).isOne();
		assertThat(waiting.get(1)).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(DuplicateKeyException.class);
		assertThat(waiting.get(2).join()).isOne();
	}

	@Test
	void tryWriteWhenQueueIsFullFailsAtOnce() {
		Hold hold = hold();
		List<CompletableFuture<Integer>> waiting = submit("one", "two", "three");
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.store.tryWrite((jdbc) -> insert(jdbc, "four"), (_) -> fail("committed")))
			.withMessageContaining("full");
		hold.release();
		waiting.forEach(CompletableFuture::join);
		assertThat(words()).doesNotContain("four");
	}

	@Test
	void writeWhenQueueIsFullWaits() {
		Hold hold = hold();
		List<CompletableFuture<Integer>> waiting = submit("one", "two", "three", "four");
		hold.release();
		waiting.forEach(CompletableFuture::join);
		assertThat(words()).contains("four");
	}

	@Test
	void writeWhenCommitTakesTooLongFails() {
		GroupCommitStore shortTimeout = store(Duration.ofMillis(1));
		Hold hold = hold();
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> shortTimeout.write((jdbc) -> insert(jdbc, "late")))
			.withMessageContaining("PT0.001S");
		hold.release();
	}

	@Test
	void writeWhenDatabaseFailsIsUnavailableUntilItRecovers() {
		failNextStatement();
		this.diskFull.set(true);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> write("one"));
		this.diskFull.set(false);
		write("two");
		assertThat(words()).containsExactly("two");
	}

	@Test
	void writeWhenAStatementCantBePreparedFailsAloneAndIsNoOutage() {
		Hold hold = hold();
		CompletableFuture<Integer> broken = this.writer
			.submit((jdbc) -> jdbc.sql("INSERT INTO nowhere VALUES (1)").update());
		List<CompletableFuture<Integer>> others = submit("one", "two");
		hold.release();
		assertThat(broken).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(InvalidDataAccessResourceUsageException.class);
		others.forEach(CompletableFuture::join);
		assertThat(words()).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void writeWhenDatabaseFailsTriesNoUnitOfTheGroupAgain() {
		AtomicInteger runs = new AtomicInteger();
		Hold hold = hold();
		List<CompletableFuture<Integer>> waiting = Stream.generate(() -> this.writer.<Integer>submit((_) -> {
			runs.incrementAndGet();
			throw new DataAccessResourceFailureException("disk I/O error");
		})).limit(3).toList();
		hold.release();
		assertThat(waiting).allSatisfy((result) -> assertThat(result).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class));
		assertThat(runs).hasValue(1);
	}

	@Test
	void writeWhenLocksConflictRunsTheUnitAgain() {
		AtomicInteger runs = new AtomicInteger();
		this.store.write((jdbc) -> {
			int written = insert(jdbc, "one");
			if (runs.incrementAndGet() < 3) {
				throw new CannotAcquireLockException("deadlock detected");
			}
			return written;
		});
		assertThat(words()).containsExactly("one");
	}

	@Test
	void writeWhenLockConflictPersistsIsUnavailable() {
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.store.write((_) -> {
			throw new CannotAcquireLockException("deadlock detected");
		}));
	}

	@Test
	void tryWriteWhenCommitTakesTooLongStillReportsIt() {
		// Long enough for an idle writer to begin
		GroupCommitStore shortTimeout = store(Duration.ofMillis(500));
		CountDownLatch released = new CountDownLatch(1);
		CompletableFuture<Integer> committed = new CompletableFuture<>();
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> shortTimeout.tryWrite((jdbc) -> {
			begun.countDown();
			TestStore.await(released);
			return insert(jdbc, "late");
		}, committed::complete));
		TestStore.await(begun);
		assertThat(sender).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		assertThat(committed).isNotDone();
		released.countDown();
		assertThat(committed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
	}

	// Its sender sends it again. Until then it would take memory, however long the
	// database hangs
	@Test
	void tryWriteWhenItWaitsTooLongLeavesTheQueue() {
		GroupCommitStore shortTimeout = store(Duration.ofMillis(1));
		Hold hold = hold();
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(StoreUnavailableException.class)
				.isThrownBy(() -> shortTimeout.tryWrite((jdbc) -> insert(jdbc, "late"), (_) -> fail("committed")))
				.withMessageContaining("commit");
		}
		hold.release();
		write("next");
		assertThat(words()).containsExactly("next");
	}

	@Test
	void closeWhenUnitsWaitWritesThemFirst() {
		Hold hold = hold();
		List<CompletableFuture<Integer>> waiting = submit("one", "two");
		hold.release();
		this.writer.close();
		assertThat(waiting).allSatisfy((result) -> assertThat(result).isCompletedWithValue(1));
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> write("three"));
	}

	@Test
	void readWhenQueryWritesFails() {
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.store.read((jdbc) -> insert(jdbc, "one")));
		assertThat(words()).isEmpty();
	}

	@Test
	void openWhenClosedBeforeFindsWhatWasWritten() {
		write("one");
		close();
		open(Duration.ofSeconds(10), 3);
		assertThat(words()).containsExactly("one");
	}

	/**
	 * Makes the writer close its connection, as it does when a statement fails because of
	 * the disk.
	 */
	private void failNextStatement() {
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.store.write((jdbc) -> {
			throw new DataAccessResourceFailureException("disk I/O error");
		}));
	}

	private void write(String word) {
		this.store.write((jdbc) -> insert(jdbc, word));
	}

	private List<CompletableFuture<Integer>> submit(String... words) {
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		for (String word : words) {
			results.add(this.writer.submit((jdbc) -> insert(jdbc, word)));
		}
		return results;
	}

	private static int insert(JdbcClient jdbc, String word) {
		return jdbc.sql("INSERT INTO word (word) VALUES (:word)").param("word", word).update();
	}

	private List<String> words() {
		return this.store.read((jdbc) -> jdbc.sql("SELECT word FROM word").query(String.class).list());
	}

	private double commits() {
		return this.meters.get("relay.store.commits").timer().count();
	}

	/**
	 * Blocks the writer, so that units that are submitted meanwhile wait.
	 */
	private Hold hold() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		CompletableFuture<Integer> holding = this.writer.submit((jdbc) -> {
			begun.countDown();
			TestStore.await(released);
			return 0;
		});
		TestStore.await(begun);
		assertThat(holding).isNotDone();
		return released::countDown;
	}

	private interface Hold {

		void release();

	}

}
