package io.onsrelay.store.maintenance;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a backup can't be made or restored. Nothing was changed, unless the message
 * says so.
 */
final class MaintenanceException extends RuntimeException {

	MaintenanceException(String message) {
		this(message, null);
	}

	MaintenanceException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
