package io.onsrelay.audit.verification;

import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the database of a log: that of the service, or one that is opened from outside.
 * Several threads may read at the same time.
 */
@FunctionalInterface
public interface LogSource {

	/**
	 * Reads committed data.
	 * @param <T> the type of the result
	 * @param query a short query
	 * @return its result
	 */
	<T> T read(Function<JdbcClient, T> query);

}
