package io.onsrelay.notifier.pagerduty;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.LogRecord;
import io.onsrelay.event.Message;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.PlainText;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * What a message does at PagerDuty. Alarms, stopped and terminated instances, critical
 * events of databases and problems of Cloud Guard have an alert of their own, which later
 * messages resolve. Other informational events are changes, which notify no responder.
 * Every other message triggers an alert of its own, since a route to PagerDuty asks for
 * attention.
 *
 * @param action the action
 * @param key the deduplication key, not yet cut to PagerDuty's limit
 */
record Alert(Action action, String key) {

	private static final String INSTANCE_ACTION = "com.oraclecloud.computeapi.instanceaction.";

	private static final String CLOUD_GUARD = "com.oraclecloud.cloudguard.";

	private static final String COMPUTE = "com.oraclecloud.computeapi.";

	private static final String AUTONOMOUS = "com.oraclecloud.databaseservice.autonomous.";

	private static final Set<String> STOPS = Set.of("stop", "softstop");

	/**
	 * Return what a notification does.
	 * @param notification the notification
	 * @param informational whether it reports no problem
	 * @return the alert; with the idempotency key as its key unless it belongs to an
	 * alert that other messages have too
	 */
	static Alert of(Notification notification, boolean informational) {
		Message message = notification.message();
		Optional<Alert> own = (message.contents().size() == 1) ? of(message.first()) : Optional.empty();
		return switch (notification.overrides().action()) {
			case AUTO -> own.orElseGet(() -> ofOther(notification, informational));
			case TRIGGER -> new Alert(Action.TRIGGER, pairedKey(own, notification));
			case RESOLVE -> new Alert(Action.RESOLVE, pairedKey(own, notification));
			case CHANGE -> new Alert(Action.CHANGE, notification.idempotencyKey());
		};
	}

	/**
	 * Return whether a record of a batch has an event of its own, since it opens or
	 * closes an incident by itself: it belongs to an alert that other messages have too,
	 * or reports a problem. Records that do neither share one event, as do the items of a
	 * JSON array that a publisher sent.
	 * @param record the record
	 * @param wanted the action of the route
	 * @param informational whether it reports no problem
	 * @return {@code true} if it is an event of its own
	 */
	static boolean standsAlone(Content record, PresentationOverrides.PagerAction wanted,
			BooleanSupplier informational) {
		return switch (wanted) {
			case AUTO -> !(record instanceof PlainText) && (of(record).isPresent() || !informational.getAsBoolean());
			case TRIGGER, RESOLVE -> of(record).isPresent() || record.orderingKey().isPresent();
			case CHANGE -> false;
		};
	}

	private static Alert ofOther(Notification notification, boolean informational) {
		boolean change = informational
				&& notification.message().contents().stream().allMatch(OciEvent.class::isInstance);
		return new Alert(change ? Action.CHANGE : Action.TRIGGER, notification.idempotencyKey());
	}

	// A route that triggers and another that resolves meet at the ordering key.
	private static String pairedKey(Optional<Alert> own, Notification notification) {
		Message message = notification.message();
		return own.map(Alert::key)
			.orElseGet(() -> message.hasOrderingKey() ? message.orderingKey() : notification.idempotencyKey());
	}

	private static Optional<Alert> of(Content content) {
		return switch (content) {
			case Alarm alarm -> ofAlarm(alarm);
			case OciEvent event -> ofEvent(event);
			case LogRecord log -> Optional.empty();
			case PlainText plain -> Optional.empty();
		};
	}

	private static Optional<Alert> ofAlarm(Alarm alarm) {
		Action action = alarm.transition().resolved() ? Action.RESOLVE : Action.TRIGGER;
		return Optional.ofNullable(alarm.dedupeKey()).map((key) -> new Alert(action, "alarm:" + key));
	}

	private static Optional<Alert> ofEvent(OciEvent event) {
		String type = (event.eventType() != null) ? event.eventType().toLowerCase(Locale.ROOT) : "";
		String resource = event.resourceId().map((id) -> id.toLowerCase(Locale.ROOT)).orElse("");
		if (resource.isEmpty()) {
			return Optional.empty();
		}
		if (type.startsWith(INSTANCE_ACTION)) {
			return ofInstanceAction(event, "instance:" + resource);
		}
		if (type.startsWith(AUTONOMOUS) && type.endsWith(".critical")) {
			return ofDatabase(event, "database:" + resource);
		}
		return switch (type) {
			case COMPUTE + "terminateinstance.begin", COMPUTE + "terminateinstance.end" ->
				failed(event) ? Optional.empty() : Optional.of(new Alert(Action.TRIGGER, "instance:" + resource));
			case COMPUTE + "launchinstance.begin", COMPUTE + "launchinstance.end" ->
				Optional.of(new Alert(failed(event) ? Action.TRIGGER : Action.RESOLVE, "instance:" + resource));
			case CLOUD_GUARD + "problemdetected" -> Optional.of(new Alert(Action.TRIGGER, "cloudguard:" + resource));
			case CLOUD_GUARD + "problemremediated", CLOUD_GUARD + "problemdismissed" ->
				Optional.of(new Alert(Action.RESOLVE, "cloudguard:" + resource));
			default -> Optional.empty();
		};
	}

	/**
	 * Begin and end of an action do the same: PagerDuty deduplicates the second, and an
	 * OCI rule that matches only one of them works too. A stop that failed leaves the
	 * instance running, so it gets an alert of its own; a start that failed leaves it
	 * stopped, so it triggers the alert again that its beginning resolved.
	 */
	private static Optional<Alert> ofInstanceAction(OciEvent event, String key) {
		String action = detail(event, "instanceActionType");
		boolean failed = failed(event);
		if (STOPS.contains(action) && !failed) {
			return Optional.of(new Alert(Action.TRIGGER, key));
		}
		if (action.equals("start")) {
			return Optional.of(new Alert(failed ? Action.TRIGGER : Action.RESOLVE, key));
		}
		return Optional.empty();
	}

	// Critical events come in pairs, such as DatabaseDownBegin and DatabaseDownEnd, or
	// alone.
	private static Optional<Alert> ofDatabase(OciEvent event, String key) {
		String name = detail(event, "eventName");
		if (name.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new Alert(name.endsWith("end") ? Action.RESOLVE : Action.TRIGGER,
				key + ":" + name.replaceFirst("(begin|end)$", "")));
	}

	private static boolean failed(OciEvent event) {
		return detail(event, "lifecycleState").equals("failed");
	}

	private static String detail(OciEvent event, String name) {
		return event.additionalDetails().path(name).asText().toLowerCase(Locale.ROOT);
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
