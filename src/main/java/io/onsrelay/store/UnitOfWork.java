package io.onsrelay.store;

import java.util.Collection;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements that are committed together or not at all. A unit may be run more than once
 * before it is committed (when another unit of the same group fails), so it has no effect
 * beside its statements.
 *
 * @param <T> what it returns
 */
@FunctionalInterface
public interface UnitOfWork<T> {

	/**
	 * Runs the statements.
	 * @param jdbc the writer's connection, inside a transaction; not to be kept
	 * @return the result
	 */
	T run(JdbcClient jdbc);

	/**
	 * Return what nobody else may change meanwhile, not even another process. A unit
	 * needs this where it writes by what it has found, and another one could make that
	 * untrue.
	 * @return names that are locked before the unit begins, until its commit
	 */
	default Collection<String> locks() {
		return Set.of();
	}

	/**
	 * Return a unit of work that is alone with what it names.
	 * @param <T> what it returns
	 * @param names what to lock
	 * @param work the statements
	 * @return the unit
	 */
	static <T> UnitOfWork<T> locking(Collection<String> names, UnitOfWork<T> work) {
		return new UnitOfWork<>() {
			@Override
			public T run(JdbcClient jdbc) {
				return work.run(jdbc);
			}

			@Override
			public Collection<String> locks() {
				return names;
			}
		};
	}

}
