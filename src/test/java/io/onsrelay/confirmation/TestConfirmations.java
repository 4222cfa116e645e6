package io.onsrelay.confirmation;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.confirmation.url.ConfirmationGuard;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Confirmations for tests of other modules that need no store.
 */
public final class TestConfirmations {

	private TestConfirmations() {
	}

	/**
	 * Return a service that says of each request that it is recorded, and records none.
	 * @return the service
	 */
	public static ConfirmationService recordingNothing() {
		return new ConfirmationService(true, new ConfirmationGuard(Set.of(), List.of()),
				new ConfirmationTable(new NoStore()), new ConfirmationMetrics(new SimpleMeterRegistry()),
				Clock.systemUTC(), () -> {
				});
	}

	/**
	 * Every statement changes a row.
	 */
	private static final class NoStore implements Store {

		@Override
		@SuppressWarnings("unchecked")
		public <T> T write(UnitOfWork<T> work) {
			return (T) Integer.valueOf(1);
		}

		@Override
		public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> T read(Function<JdbcClient, T> query) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Dialect dialect() {
			return Dialect.SQLITE;
		}

	}

}
