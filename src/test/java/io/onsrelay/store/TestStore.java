package io.onsrelay.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.database.Database;
import io.onsrelay.store.groupcommit.TestWriter;
import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * A real store on a migrated database, for tests of other modules.
 */
public final class TestStore implements Store, AutoCloseable {

	private final Database database;

	private final HikariDataSource readers = new HikariDataSource();

	private final TestWriter writer;

	private final Store store;

	private TestStore(Database database) {
		this.database = database;
		this.readers.setDataSource(database.reading());
		this.readers.setReadOnly(true);
		this.readers.setMaximumPoolSize(2);
		this.readers.setMinimumIdle(0);
		this.writer = new TestWriter(database);
		this.store = this.writer.store(JdbcClient.create(this.readers), database.dialect());
	}

	/**
	 * Opens the SQLite file {@code relay.db} of a directory, as the service does. A file
	 * that an earlier store has written keeps its contents.
	 */
	public static TestStore in(Path directory) {
		return in(directory, Dialect.SQLITE);
	}

	/**
	 * Opens the database of a directory, as the service does. A database that an earlier
	 * store has written keeps its contents. On PostgreSQL, several stores may be open at
	 * a time.
	 */
	public static TestStore in(Path directory, Dialect dialect) {
		return new TestStore(databaseOf(directory, dialect));
	}

	/**
	 * Opens the migrated database of a directory.
	 */
	public static Database databaseOf(Path directory, Dialect dialect) {
		return switch (dialect) {
			case SQLITE -> SqliteDatabase.open("jdbc:sqlite:" + TestSqlite.fileOf(directory));
			case POSTGRESQL -> TestPostgres.databaseOf(directory);
		};
	}

	/**
	 * Opens the migrated database of a directory, whose tables a test may change.
	 */
	public static Database ownDatabaseOf(Path directory, Dialect dialect) {
		return switch (dialect) {
			case SQLITE -> databaseOf(directory, dialect);
			case POSTGRESQL -> TestPostgres.ownDatabaseOf(directory);
		};
	}

	/**
	 * Opens a store on a database that a test has opened, and closes it with the store.
	 */
	public static TestStore on(Database database) {
		return new TestStore(database);
	}

	/**
	 * Return how the database would run a statement, a step in each line.
	 */
	public String plan(String statement, Map<String, ?> parameters) {
		boolean sqlite = dialect() == Dialect.SQLITE;
		List<String> lines = write((jdbc) -> jdbc.sql((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement)
			.params(parameters)
			.query((row, _) -> row.getString(sqlite ? "detail" : "QUERY PLAN"))
			.list());
		return String.join("\n", lines);
	}

	/**
	 * Keeps the transaction of a unit of work open, however long the test holds it:
	 * PostgreSQL ends one of the service's that is idle for 2.5 seconds, and a busy
	 * machine takes as long to begin what should wait for it.
	 * @param jdbc the unit of work
	 */
	public static void keepOpen(JdbcClient jdbc) {
		jdbc.sql("SET LOCAL idle_in_transaction_session_timeout = 0").update();
	}

	@Override
	public <T> T write(UnitOfWork<T> work) {
		return this.store.write(work);
	}

	@Override
	public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
		return this.store.tryWrite(work, committed);
	}

	@Override
	public <T> T read(Function<JdbcClient, T> query) {
		return this.store.read(query);
	}

	@Override
	public void reclaimSpace() {
		this.store.reclaimSpace();
	}

	@Override
	public Dialect dialect() {
		return this.store.dialect();
	}

	/**
	 * Runs each task on its own thread, so that the first units of work that they write
	 * are committed in one group, in the order of the tasks.
	 */
	public void together(Collection<? extends Runnable> tasks) {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		CompletableFuture<Integer> holding = this.writer.submit((_) -> {
			begun.countDown();
			await(released);
			return 0;
		});
		await(begun);
		List<CompletableFuture<?>> running = new ArrayList<>(List.of(holding));
		for (Runnable task : tasks) {
			running.add(CompletableFuture.runAsync(task, (command) -> Thread.ofVirtual().start(command)));
			while (this.writer.waiting() < running.size() - 1) {
				Thread.onSpinWait();
			}
		}
		released.countDown();
		running.forEach(CompletableFuture::join);
	}

	/**
	 * Waits within a unit of work, for as long as the test holds it.
	 * @param latch what it waits for
	 */
	public static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return how many units of work wait for the writer, beside the one it writes.
	 * @return the number
	 */
	public double waiting() {
		return this.writer.waiting();
	}

	/**
	 * Counts the rows of a table.
	 */
	public long count(String table) {
		return read((jdbc) -> jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single());
	}

	@Override
	public void close() {
		this.writer.close();
		this.readers.close();
		this.database.close();
	}

}
