package io.onsrelay.store;

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

}
