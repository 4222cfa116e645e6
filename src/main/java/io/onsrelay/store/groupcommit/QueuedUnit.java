package io.onsrelay.store.groupcommit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.UnitOfWork;

/**
 * A unit of work in the writer's queue, with its future result.
 *
 * @param <T> the type of the result
 */
final class QueuedUnit<T> {

	/**
	 * How many times a unit runs when it meets lock conflicts.
	 */
	private static final int MAX_RUNS = 3;

	private final Function<WriterConnection, T> work;

	private final Supplier<Collection<String>> locks;

	private final Supplier<Collection<String>> sharedLocks;

	private final BatchedWork.@Nullable Item<?, T> item;

	private final CompletableFuture<T> result = new CompletableFuture<>();

	private @Nullable T value;

	private int runs;

	private QueuedUnit(Function<WriterConnection, T> work, Supplier<Collection<String>> locks,
			Supplier<Collection<String>> sharedLocks, BatchedWork.@Nullable Item<?, T> item) {
		this.work = work;
		this.locks = locks;
		this.sharedLocks = sharedLocks;
		this.item = item;
	}

	QueuedUnit(Function<WriterConnection, T> work, Collection<String> locks) {
		this(work, () -> locks, Set::of, null);
	}

	static <T> QueuedUnit<T> of(UnitOfWork<T> unit) {
		return new QueuedUnit<>((connection) -> unit.run(connection.jdbc()), unit::locks, unit::sharedLocks,
				(unit instanceof BatchedWork.Item<?, T> item) ? item : null);
	}

	/**
	 * Return what units that can be run together have in common.
	 * @return the batched work of the unit; the unit itself where it has none
	 */
	private Object kind() {
		return (this.item != null) ? this.item.work() : this;
	}

	/**
	 * Runs the units of a group, those of one {@link #kind()} together.
	 */
	static void runAll(WriterConnection connection, List<QueuedUnit<?>> group) {
		group.stream()
			.collect(Collectors.groupingBy(QueuedUnit::kind, LinkedHashMap::new, Collectors.toList()))
			.values()
			.forEach((alike) -> run(connection, alike));
	}

	private static void run(WriterConnection connection, List<QueuedUnit<?>> alike) {
		QueuedUnit<?> first = alike.getFirst();
		if (first.item != null && alike.size() > 1) {
			run(connection, first.item.work(), alike);
		}
		else {
			first.run(connection);
		}
	}

	@SuppressWarnings("unchecked") // items of one work have the same types
	private static <I, R> void run(WriterConnection connection, BatchedWork<I, R> work, List<QueuedUnit<?>> alike) {
		List<I> items = alike.stream()
			.map((queued) -> ((BatchedWork.Item<I, R>) Objects.requireNonNull(queued.item)).item())
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
		return this.locks.get();
	}

	Collection<String> sharedLocks() {
		return this.sharedLocks.get();
	}

	CompletableFuture<T> result() {
		return this.result;
	}

	/**
	 * Counts a run that ended in a lock conflict.
	 * @return whether the unit may run again
	 */
	boolean mayRunAgain() {
		return ++this.runs < MAX_RUNS;
	}

	@SuppressWarnings("NullAway") // a unit may return null where its type says so
	void complete() {
		this.result.complete(this.value);
	}

	void fail(Throwable ex) {
		this.result.completeExceptionally(ex);
	}

}
