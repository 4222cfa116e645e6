package io.onsrelay.store.groupcommit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.store.database.Database;

/**
 * A real group writer, for tests of other packages.
 */
public final class TestWriter implements AutoCloseable {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final GroupWriter writer;

	private final List<GroupCommitStore> stores = new ArrayList<>();

	public TestWriter(Database database) {
		this.writer = new GroupWriter(database, 1000, 200, new StoreMetrics(this.meters));
	}

	/**
	 * Return a store that writes with this writer.
	 */
	public Store store(JdbcClient reader, Dialect dialect) {
		GroupCommitStore store = new GroupCommitStore(this.writer, reader, Duration.ofSeconds(10), dialect);
		this.stores.add(store);
		return store;
	}

	public <T> CompletableFuture<T> submit(UnitOfWork<T> work) {
		return this.writer.submit(work);
	}

	/**
	 * How many units of work wait for the writer.
	 */
	public double waiting() {
		return this.meters.get("relay.store.queue").gauge().value();
	}

	@Override
	public void close() {
		this.writer.close();
		this.stores.forEach(GroupCommitStore::close);
	}

}
