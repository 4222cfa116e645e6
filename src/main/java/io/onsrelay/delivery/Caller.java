package io.onsrelay.delivery;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;

/**
 * Calls the notifier of a destination, so that nothing but an outcome comes of it.
 */
final class Caller {

	private final Logger logger = LoggerFactory.getLogger(Caller.class);

	private final Destination destination;

	private final Notifier notifier;

	Caller(Destination destination, Notifier notifier) {
		this.destination = destination;
		this.notifier = notifier;
	}

	Destination destination() {
		return this.destination;
	}

	Outcome call(List<Notification> notifications) {
		try (MDC.MDCCloseable _ = MDC.putCloseable("destination", this.destination.toString());
				MDC.MDCCloseable _ = MDC.putCloseable("message", notifications.getFirst().idempotencyKey())) {
			return this.notifier.deliver(notifications);
		}
		// The boundary of the thread: a notifier that fails is tried again. Its
		// exception's message may hold a secret.
		catch (RuntimeException ex) {
			this.logger.error("The notifier of {} failed with {} at {}", this.destination, ex.getClass().getName(),
					(ex.getStackTrace().length > 0) ? ex.getStackTrace()[0] : "an unknown place");
			return Outcome.retry(Outcome.Reason.UNEXPECTED, ex.getClass().getSimpleName());
		}
	}

}
