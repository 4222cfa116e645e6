package io.onsrelay.audit.bucket;

import java.io.IOException;

/**
 * Thrown when a call of Object Storage fails. The message says why and what to do,
 * without secrets.
 */
final class BucketException extends IOException {

	BucketException(String message) {
		super(message);
	}

}
