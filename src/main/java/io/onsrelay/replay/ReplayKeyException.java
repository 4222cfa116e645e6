package io.onsrelay.replay;

/**
 * Thrown where an idempotency key was used before, for another request of the same user.
 */
public final class ReplayKeyException extends RuntimeException {

	ReplayKeyException(long replay) {
		super("This idempotency key belongs to replay %d, which was submitted with other values. Use a new key for each replay."
			.formatted(replay));
	}

}
