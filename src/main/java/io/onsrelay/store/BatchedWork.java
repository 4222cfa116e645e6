package io.onsrelay.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Work that many callers submit at the same time, and that the same few statements do for
 * all of them. Beside its share of the commit, a unit of work costs its statements, most
 * of all where each is a round trip. Items of the same work that are committed in one
 * group are run as one.
 * <p>
 * A statement does not see the rows that it adds itself. Items that affect each other,
 * such as two messages with one deduplication key, are therefore told apart in Java. A
 * statement has only so many values, too: {@link Portions} divides the rows of many
 * items.
 *
 * @param <I> the input of an item
 * @param <R> the result of an item
 */
@FunctionalInterface
public interface BatchedWork<I, R> {

	/**
	 * Runs the statements. Like any unit of work, this may run more than once before the
	 * commit; when one item fails, each is run alone.
	 * @param jdbc the writer's connection, inside a transaction; not to be kept
	 * @param items the inputs in the order of their submission; at least one, at most as
	 * many as a group holds
	 * @return one result for each input, in the same order
	 */
	List<R> run(JdbcClient jdbc, List<I> items);

	/**
	 * Return the unit of work of one caller.
	 * @param item its input
	 * @param locks returns the names to lock, see {@link UnitOfWork#locks()}
	 * @return the unit
	 */
	default UnitOfWork<R> item(I item, Supplier<? extends Collection<String>> locks) {
		return new Item<>(this, item, locks);
	}

	/**
	 * Return the names that each item locks together with other items, see
	 * {@link UnitOfWork#sharedLocks()}.
	 * @return the names
	 */
	default Collection<String> sharedLocks() {
		return Set.of();
	}

	/**
	 * A unit of work that can be run together with others of the same work.
	 *
	 * @param <I> the input
	 * @param <R> the result
	 * @param work the work
	 * @param item the input
	 * @param names returns the names to lock
	 */
	record Item<I, R>(BatchedWork<I, R> work, I item,
			Supplier<? extends Collection<String>> names) implements UnitOfWork<R> {

		@Override
		public R run(JdbcClient jdbc) {
			return this.work.run(jdbc, List.of(this.item)).getFirst();
		}

		@Override
		public Collection<String> locks() {
			return this.names.get();
		}

		@Override
		public Collection<String> sharedLocks() {
			return this.work.sharedLocks();
		}

	}

}
