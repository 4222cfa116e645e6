package io.onsrelay.store;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A unit of work that waits for its commit.
 *
 * @param <T> what it returns
 */
final class Pending<T> {

	/**
	 * How often a unit is run that others get into the way of.
	 */
	private static final int RUNS = 3;

	private final Function<Session, T> work;

	private final Collection<String> locks;

	private final CompletableFuture<T> result = new CompletableFuture<>();

	private @Nullable T value;

	private int runs;

	Pending(Function<Session, T> work, Collection<String> locks) {
		this.work = work;
		this.locks = locks;
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

	void run(Session session) {
		this.value = this.work.apply(session);
	}

	@SuppressWarnings("NullAway") // a unit may return null, where its type says so
	void complete() {
		this.result.complete(this.value);
	}

	void fail(Throwable ex) {
		this.result.completeExceptionally(ex);
	}

}
