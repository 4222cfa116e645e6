package io.onsrelay.cli.context;

import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Stands in for the store, which commands don't open: a running service holds the lock of
 * the real one, and a command must not create the file.
 */
final class UnavailableStore implements Store {

	@Override
	public <T> T write(UnitOfWork<T> work) {
		throw new NotOpenException();
	}

	@Override
	public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
		return write(work);
	}

	@Override
	public <T> T read(Function<JdbcClient, T> query) {
		throw new NotOpenException();
	}

	/**
	 * Any dialect will do: no SQL is run here.
	 */
	@Override
	public Dialect dialect() {
		return Dialect.SQLITE;
	}

	/**
	 * Thrown if a bean reads or writes the store.
	 */
	static final class NotOpenException extends RuntimeException {

		NotOpenException() {
			super("Commands don't open the store");
		}

	}

}
