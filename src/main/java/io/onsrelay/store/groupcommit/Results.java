package io.onsrelay.store.groupcommit;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.onsrelay.store.StoreUnavailableException;

/**
 * Waits for what other threads of the store do.
 */
final class Results {

	private Results() {
	}

	/**
	 * Waits for a result.
	 * @param <T> the type of the result
	 * @param result the result
	 * @return the result
	 * @throws StoreUnavailableException if the caller is interrupted
	 * @throws RuntimeException what the other thread threw
	 */
	static <T> T await(Future<T> result) {
		try {
			return result.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause
					: new IllegalStateException("A unit of work or a query failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException("Interrupted while waiting for the store", ex);
		}
	}

}
