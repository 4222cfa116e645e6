package io.onsrelay.store;

import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What many want of the database at the same time, done for all of them by the same few
 * statements. Statements are what a unit of work costs beside its share of the commit,
 * most of all where each crosses a network. Units that are part of the same work and
 * committed together are run as one.
 *
 * @param <I> what one of them hands in
 * @param <R> what one of them gets
 */
@FunctionalInterface
public interface BatchedWork<I, R> {

	/**
	 * How many rows a statement is to hold at most, of up to thirty values each: there
	 * are limits of 32,766 (SQLite) and 65,535 (PostgreSQL) values. Whoever may get more
	 * divides them.
	 */
	int ROWS = 1_000;

	/**
	 * Runs the statements. As with any unit of work, this may happen more than once
	 * before the commit; where one item is at fault, each is run alone in the end.
	 * @param jdbc the writer's connection, inside a transaction; not to be kept
	 * @param items what was handed in, in that order; at least one, and as many as one
	 * commit may hold
	 * @return as many results, in the same order
	 */
	List<R> run(JdbcClient jdbc, List<I> items);

	/**
	 * Return the unit of work of one who takes part.
	 * @param item what it hands in
	 * @param locks what to lock, as {@link UnitOfWork#locks()} says
	 * @return the unit
	 */
	default UnitOfWork<R> item(I item, Collection<String> locks) {
		return new Item<>(this, item, locks);
	}

	/**
	 * A unit of work that can be run together with others of the same work.
	 *
	 * @param <I> what it hands in
	 * @param <R> what it returns
	 * @param work the work
	 * @param item what it hands in
	 * @param locks what it locks
	 */
	record Item<I, R>(BatchedWork<I, R> work, I item, Collection<String> locks) implements UnitOfWork<R> {

		@Override
		public R run(JdbcClient jdbc) {
			return this.work.run(jdbc, List.of(this.item)).getFirst();
		}

	}

}
