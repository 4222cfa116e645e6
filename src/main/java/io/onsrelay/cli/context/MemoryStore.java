package io.onsrelay.cli.context;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.store.schema.Schema;

/**
 * A store in memory that is empty and is forgotten with the command: some destinations
 * look up what they were told before, such as the thread of a resource. While the
 * configuration is checked it can't be used, as in other commands: the service would
 * generate passwords and keep them.
 */
final class MemoryStore implements Store, AutoCloseable {

	private @Nullable SingleConnectionDataSource database;

	@Override
	public <T> T write(UnitOfWork<T> work) {
		return work.run(jdbc());
	}

	@Override
	public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
		T result = write(work);
		committed.accept(result);
		return result;
	}

	@Override
	public <T> T read(Function<JdbcClient, T> query) {
		return query.apply(jdbc());
	}

	private synchronized JdbcClient jdbc() {
		if (this.database == null) {
			throw new UnavailableStore.NotOpenException();
		}
		return JdbcClient.create(this.database);
	}

	/**
	 * Opens the store.
	 */
	synchronized void open() {
		try {
			SingleConnectionDataSource opened = new SingleConnectionDataSource(
					DriverManager.getConnection("jdbc:sqlite::memory:"), true);
			Schema.of(opened, Dialect.SQLITE, "spring.datasource.url").migrate();
			this.database = opened;
		}
		catch (SQLException ex) {
			throw new StoreUnavailableException("SQLite can't be opened in memory", ex);
		}
	}

	@Override
	public Dialect dialect() {
		return Dialect.SQLITE;
	}

	@Override
	public synchronized void close() {
		if (this.database != null) {
			this.database.destroy();
		}
	}

}
