package io.onsrelay.notifier.pagerduty;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.LogRecord;
import io.onsrelay.event.Message;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Plain;

/**
 * What a message does to an alert of PagerDuty. Alarms, stopped instances and problems of
 * Cloud Guard have an alert of their own, which later messages close; everything else
 * that is routed here opens one alert for each message, since whoever routes it here
 * wants somebody to see it.
 *
 * @param action what is done
 * @param key names the alert, before it is cut to what PagerDuty takes
 */
record Alert(Action action, String key) {

	private static final String INSTANCE_ACTION = "com.oraclecloud.computeapi.instanceaction.";

	private static final String CLOUD_GUARD = "com.oraclecloud.cloudguard.";

	private static final Set<String> STOPS = Set.of("stop", "softstop");

	/**
	 * Finds what a message does.
	 * @param message the message
	 * @return the alert; under the message's own name where it belongs to no other
	 */
	static Alert of(Message message) {
		Optional<Alert> alert = (message.contents().size() == 1) ? of(message.first()) : Optional.empty();
		return alert.orElseGet(() -> new Alert(Action.TRIGGER, message.id().toString()));
	}

	private static Optional<Alert> of(Content content) {
		return switch (content) {
			case Alarm alarm -> ofAlarm(alarm);
			case OciEvent event -> ofEvent(event);
			case LogRecord log -> Optional.empty();
			case Plain plain -> Optional.empty();
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
		return switch (type) {
			case CLOUD_GUARD + "problemdetected" -> Optional.of(new Alert(Action.TRIGGER, "cloudguard:" + resource));
			case CLOUD_GUARD + "problemremediated", CLOUD_GUARD + "problemdismissed" ->
				Optional.of(new Alert(Action.RESOLVE, "cloudguard:" + resource));
			default -> Optional.empty();
		};
	}

	/**
	 * Begin and end of an action do the same: PagerDuty takes the second for the first
	 * again, and a rule that passes on only one of them works too. A stop that failed
	 * leaves the instance running, and is news; a start that failed leaves it stopped, so
	 * it opens again what its beginning had closed.
	 */
	private static Optional<Alert> ofInstanceAction(OciEvent event, String key) {
		String action = detail(event, "instanceActionType");
		boolean failed = detail(event, "lifecycleState").equals("failed");
		if (STOPS.contains(action) && !failed) {
			return Optional.of(new Alert(Action.TRIGGER, key));
		}
		if (action.equals("start")) {
			return Optional.of(new Alert(failed ? Action.TRIGGER : Action.RESOLVE, key));
		}
		return Optional.empty();
	}

	private static String detail(OciEvent event, String name) {
		return event.additionalDetails().path(name).asText().toLowerCase(Locale.ROOT);
	}

	/**
	 * What is done to an alert.
	 */
	enum Action {

		/**
		 * It is opened, or added to where it is open.
		 */
		TRIGGER,

		/**
		 * It is closed; nothing happens where it is not open.
		 */
		RESOLVE

	}

}
