package io.onsrelay.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real store on a file, migrated, for tests of what is built on it.
 */
public final class TestStore implements Store, AutoCloseable {

	private final Database database;

	private final HikariDataSource readers = new HikariDataSource();

	private final GroupWriter writer;

	private final Store store;

	private TestStore(Database database) {
		this.database = database;
		this.readers.setDataSource(database.reading());
		this.readers.setReadOnly(true);
		this.readers.setMaximumPoolSize(2);
		this.readers.setMinimumIdle(0);
		this.writer = new GroupWriter(database, 1000, 200, new StoreMeters(new SimpleMeterRegistry()));
		this.store = new GroupCommitStore(this.writer, JdbcClient.create(this.readers), Duration.ofSeconds(10),
				database.dialect());
	}

	/**
	 * Opens {@code relay.db} in a directory, as the service does; what an earlier one
	 * left there is found again.
	 */
	public static TestStore in(Path directory) {
		return in(directory, Dialect.SQLITE);
	}

	/**
	 * Opens the database of a directory, as the service does; what an earlier one left
	 * there is found again. Several at a time may have one of PostgreSQL open.
	 */
	public static TestStore in(Path directory, Dialect dialect) {
		return new TestStore(databaseOf(directory, dialect));
	}

	/**
	 * Opens the database of a directory, which is migrated already.
	 */
	static Database databaseOf(Path directory, Dialect dialect) {
		return switch (dialect) {
			case SQLITE -> SqliteDatabase.open("jdbc:sqlite:" + TestSqlite.fileOf(directory));
			case POSTGRESQL -> TestPostgres.databaseOf(directory);
		};
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

	@Override
	public void trim() {
		this.store.trim();
	}

	@Override
	public Dialect dialect() {
		return this.store.dialect();
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
