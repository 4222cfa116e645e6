package io.onsrelay.store.groupcommit;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.UnitOfWork;

/**
 * A unit of work that waits for its commit.
 *
 * @param <T> what it returns
 */
final class QueuedUnit<T> {

	/**
	 * How often a unit is run that others get into the way of.
	 */
	private static final int RUNS = 3;

	private final Function<WriterConnection, T> work;

	private final Collection<String> locks;

	private final BatchedWork.@Nullable Item<?, T> part;

	private final CompletableFuture<T> result = new CompletableFuture<>();

	private @Nullable T value;

	private int runs;

	private QueuedUnit(Function<WriterConnection, T> work, Collection<String> locks,
			BatchedWork.@Nullable Item<?, T> part) {
		this.work = work;
		this.locks = locks;
		this.part = part;
	}

	QueuedUnit(Function<WriterConnection, T> work, Collection<String> locks) {
		this(work, locks, null);
	}

	static <T> QueuedUnit<T> of(UnitOfWork<T> unit) {
		return new QueuedUnit<>((connection) -> unit.run(connection.jdbc()), unit.locks(),
				(unit instanceof BatchedWork.Item<?, T> part) ? part : null);
	}

	/**
	 * Return what this unit has in common with those it can be run together with.
	 * @return the work it is part of; the unit itself where it is alone
	 */
	Object kind() {
		return (this.part != null) ? this.part.work() : this;
	}

	/**
	 * Runs units of one kind.
	 */
	static void run(WriterConnection connection, List<QueuedUnit<?>> alike) {
		QueuedUnit<?> first = alike.getFirst();
		if (first.part != null && alike.size() > 1) {
			run(connection, first.part.work(), alike);
		}
		else {
			first.run(connection);
		}
	}

	@SuppressWarnings("unchecked") // parts of one work hand in and get the same types
	private static <I, R> void run(WriterConnection connection, BatchedWork<I, R> work, List<QueuedUnit<?>> alike) {
		List<I> items = alike.stream()
			.map((queued) -> ((BatchedWork.Item<I, R>) Objects.requireNonNull(queued.part)).item())
			.toList();
		List<R> values = work.run(connection.jdbc(), items);
		for (int i = 0; i < alike.size(); i++) {
			((QueuedUnit<R>) alike.get(i)).value = values.get(i);
		}
	}

	private void run(WriterConnection connection) {
		this.value = this.work.apply(connection);
	}

	Collection<String> locks() {
		return this.locks;
	}

	CompletableFuture<T> result() {
		return this.result;
	}

	/**
	 * Counts a run that others were in the way of.
	 * @return whether it may be tried once more
	 */
	boolean mayRunAgain() {
		return ++this.runs < RUNS;
	}

	@SuppressWarnings("NullAway") // a unit may return null, where its type says so
	void complete() {
		this.result.complete(this.value);
	}

	void fail(Throwable ex) {
		this.result.completeExceptionally(ex);
	}

}
