package io.onsrelay.store;

import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A unit of work that can be run together with others of the same work.
 *
 * @param <I> what it hands in
 * @param <R> what it returns
 * @param work the work
 * @param item what it hands in
 * @param locks what it locks
 */
record BatchItem<I, R>(BatchedWork<I, R> work, I item, Collection<String> locks) implements UnitOfWork<R> {

	@Override
	public R run(JdbcClient jdbc) {
		return this.work.run(jdbc, List.of(this.item)).getFirst();
	}

}
