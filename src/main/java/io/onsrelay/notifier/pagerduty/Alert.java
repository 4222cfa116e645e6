package io.onsrelay.notifier.pagerduty;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.PlainText;
import io.onsrelay.incident.Incident;
import io.onsrelay.incident.Incidents;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presentation;

/**
 * What a message does at PagerDuty: what opens an incident triggers, what closes one
 * resolves, under the key of {@link Incidents}. Any other message that reports a problem
 * triggers an alert of its own, and one that reports none is a change, which notifies no
 * responder.
 *
 * @param action the action
 * @param key the deduplication key, not yet cut to PagerDuty's limit
 * @param pair what messages under this key have in common beside it; {@code null} if no
 * other message has this key
 */
record Alert(Action action, String key, @Nullable String pair) {

	/**
	 * What triggers and resolves of routes have in common that choose the action
	 * themselves.
	 */
	private static final String RESOURCE = "resource";

	/**
	 * Return what a notification does.
	 * @param notification the notification
	 * @param presentation how it is shown
	 * @return the alert; with the idempotency key as its key unless it belongs to an
	 * alert that other messages have too
	 */
	static Alert of(Notification notification, Presentation presentation) {
		Message message = notification.message();
		Optional<Incident> incident = (message.contents().size() == 1) ? Incidents.of(message.first())
				: Optional.empty();
		return switch (notification.overrides().action()) {
			case AUTO -> auto(notification, incident, presentation);
			case TRIGGER -> chosen(Action.TRIGGER, notification, incident);
			case RESOLVE -> chosen(Action.RESOLVE, notification, incident);
			case CHANGE -> new Alert(Action.CHANGE, notification.idempotencyKey(), null);
		};
	}

	/**
	 * Return whether a record of a batch has an event of its own, since it opens or
	 * closes an incident by itself. Records that do neither share one event, as do the
	 * items of a JSON array that a publisher sent.
	 * @param record the record
	 * @param wanted the action of the route
	 * @param informational whether it reports no problem
	 * @return {@code true} if it is an event of its own
	 */
	static boolean standsAlone(Content record, PresentationOverrides.PagerAction wanted,
			BooleanSupplier informational) {
		return switch (wanted) {
			case AUTO -> !(record instanceof PlainText)
					&& (Incidents.of(record).filter(Incident::closes).isPresent() || !informational.getAsBoolean());
			case TRIGGER, RESOLVE -> Incidents.of(record).isPresent() || record.orderingKey().isPresent();
			case CHANGE -> false;
		};
	}

	/**
	 * Return when what this alert is about happened.
	 * @param notification the notification
	 * @return the time by the sender's clock; empty if the message has none, or no other
	 * message has this key
	 */
	Optional<Instant> pairedTime(Notification notification) {
		return (this.pair != null) ? notification.message().first().occurredAt() : Optional.empty();
	}

	private static Alert auto(Notification notification, Optional<Incident> incident, Presentation presentation) {
		if (incident.isPresent() && incident.get().closes()) {
			return paired(Action.RESOLVE, incident.get());
		}
		// What is over without a key closes nothing, and must not open anything.
		if (presentation.isInformational() || presentation.status() == Presentation.Status.RESOLVED) {
			return new Alert(Action.CHANGE, notification.idempotencyKey(), null);
		}
		return incident.map((found) -> paired(Action.TRIGGER, found))
			.orElseGet(() -> new Alert(Action.TRIGGER, notification.idempotencyKey(), null));
	}

	// A route that triggers and another that resolves meet at the ordering key.
	private static Alert chosen(Action action, Notification notification, Optional<Incident> incident) {
		Message message = notification.message();
		return incident.map((found) -> paired(action, found))
			.orElseGet(() -> message.hasOrderingKey() ? new Alert(action, message.orderingKey(), RESOURCE)
					: new Alert(action, notification.idempotencyKey(), null));
	}

	private static Alert paired(Action action, Incident incident) {
		return new Alert(action, incident.key(), incident.kind());
	}

	/**
	 * What PagerDuty is asked to do.
	 */
	enum Action {

		/**
		 * Open the alert, or add to the open one.
		 */
		TRIGGER,

		/**
		 * Resolve the alert, if it is open.
		 */
		RESOLVE,

		/**
		 * Record a change, which is no alert.
		 */
		CHANGE

	}

}
