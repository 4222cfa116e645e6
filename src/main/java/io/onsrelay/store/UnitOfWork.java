package io.onsrelay.store;

import java.util.Collection;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements that are committed together or not at all.
 * <p>
 * A unit may run more than once: when another unit of its group fails, the group is
 * rolled back and its units run one by one. It must not have any effect beside its
 * statements, such as waking a thread or counting a meter.
 *
 * @param <T> the type of the result
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
	 * Return the names that this unit locks against all processes that share the
	 * database. A unit that writes depending on what it has read names a lock whenever
	 * another replica could change what was read.
	 * @return names that are locked before the unit begins and until its commit
	 */
	default Collection<String> locks() {
		return Set.of();
	}

	/**
	 * Return the names that this unit locks against units that lock them alone, as
	 * {@link #locks()} does, and not against others that share them.
	 * @return names that are locked before the unit begins and until its commit
	 */
	default Collection<String> sharedLocks() {
		return Set.of();
	}

	/**
	 * Return a unit of work that holds locks.
	 * @param <T> the type of the result
	 * @param names the names to lock, see {@link #locks()}
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
