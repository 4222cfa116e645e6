package io.onsrelay.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real store on a file, migrated, for tests of what is built on it.
 */
public final class TestStore implements Store, AutoCloseable {

	private final SqliteDatabase database;

	private final GroupWriter writer;

	private final Store store;

	private TestStore(SqliteDatabase database) {
		this.database = database;
		this.writer = new GroupWriter(database.writing(), 1000, 200, new StoreMeters(new SimpleMeterRegistry()));
		this.store = new GroupCommitStore(this.writer, JdbcClient.create(database.reading()), Duration.ofSeconds(10));
	}

	/**
	 * Opens {@code relay.db} in a directory, as the service does; what an earlier one
	 * left there is found again.
	 */
	public static TestStore in(Path directory) {
		SqliteDatabase database = SqliteDatabase.open("jdbc:sqlite:" + directory.resolve("relay.db"));
		Flyway.configure().dataSource(database.writing()).locations("classpath:db/migration/sqlite").load().migrate();
		return new TestStore(database);
	}

	@Override
	public <T> T write(UnitOfWork<T> work) {
		return this.store.write(work);
	}

	@Override
	public <T> T admit(UnitOfWork<T> work, Consumer<? super T> committed) {
		return this.store.admit(work, committed);
	}

	@Override
	public <T> T read(Function<JdbcClient, T> query) {
		return this.store.read(query);
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
		this.database.close();
	}

}
