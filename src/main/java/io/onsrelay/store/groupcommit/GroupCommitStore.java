package io.onsrelay.store.groupcommit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.UnitOfWork;

/**
 * The store: a group writer, and a pool of read-only connections.
 */
final class GroupCommitStore implements Store, AutoCloseable {

	private final GroupWriter writer;

	private final StoreReader reader;

	private final CommitDeadlines deadlines;

	private final Dialect dialect;

	GroupCommitStore(GroupWriter writer, JdbcClient reader, Duration writeTimeout, Dialect dialect) {
		this.writer = writer;
		this.reader = new StoreReader(reader, dialect);
		this.deadlines = new CommitDeadlines(writeTimeout, System::nanoTime);
		this.dialect = dialect;
	}

	@Override
	public <T> T write(UnitOfWork<T> work) {
		return await(this.writer.submit(work));
	}

	@Override
	public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
		CompletableFuture<T> submitted = this.writer.trySubmit(work);
		try {
			return await(submitted.thenApply((result) -> {
				committed.accept(result);
				return result;
			}));
		}
		catch (StoreUnavailableException ex) {
			this.writer.withdraw(submitted);
			throw ex;
		}
	}

	private <T> T await(CompletableFuture<T> result) {
		return Results.await(this.deadlines.limit(result));
	}

	@Override
	public <T> T read(Function<JdbcClient, T> query) {
		return this.reader.read(query);
	}

	@Override
	public Duration writingTime() {
		return this.writer.writingTime();
	}

	@Override
	public void reclaimSpace() {
		this.writer.reclaimSpace().ifPresent(this::await);
	}

	@Override
	public Dialect dialect() {
		return this.dialect;
	}

	@Override
	public void close() {
		this.reader.close();
		this.deadlines.close();
	}

}
