package io.onsrelay.notifier.pagerduty;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.LogRecord;
import io.onsrelay.event.Message;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.PlainText;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * What a message does at PagerDuty. Alarms, stopped and terminated instances, databases
 * in trouble and problems of Cloud Guard have an alert of their own, which later messages
 * close. Other events that are harmless are changes, which wake nobody. Everything else
 * that is routed here opens one alert for each message, since whoever routes it here
 * wants somebody to see it.
 *
 * @param action what is done
 * @param key names the alert, before it is cut to what PagerDuty takes
 */
record Alert(Action action, String key) {

	private static final String INSTANCE_ACTION = "com.oraclecloud.computeapi.instanceaction.";

	private static final String CLOUD_GUARD = "com.oraclecloud.cloudguard.";

	private static final String COMPUTE = "com.oraclecloud.computeapi.";

	private static final String AUTONOMOUS = "com.oraclecloud.databaseservice.autonomous.";

	private static final Set<String> STOPS = Set.of("stop", "softstop");

	/**
	 * Finds what a message does.
	 * @param message the message
	 * @param wanted what its route wants
	 * @param harmless whether it tells of nothing bad
	 * @return the alert; under the message's own name where it belongs to no other
	 */
	static Alert of(Message message, PresentationOverrides.PagerAction wanted, boolean harmless) {
		Optional<Alert> own = (message.contents().size() == 1) ? of(message.first()) : Optional.empty();
		return switch (wanted) {
			case AUTO -> own.orElseGet(() -> ofOther(message, harmless));
			case TRIGGER -> new Alert(Action.TRIGGER, pairedKey(own, message));
			case RESOLVE -> new Alert(Action.RESOLVE, pairedKey(own, message));
			case CHANGE -> new Alert(Action.CHANGE, message.id().toString());
		};
	}

	private static Alert ofOther(Message message, boolean harmless) {
		boolean change = harmless && message.contents().stream().allMatch(OciEvent.class::isInstance);
		return new Alert(change ? Action.CHANGE : Action.TRIGGER, message.id().toString());
	}

	// Two routes, of which one opens and one closes, meet at the resource.
	private static String pairedKey(Optional<Alert> own, Message message) {
		return own.map(Alert::key).orElseGet(message::orderingKey);
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
	 * Begin and end of an action do the same: PagerDuty takes the second for the first
	 * again, and a rule that passes on only one of them works too. A stop that failed
	 * leaves the instance running, and is news; a start that failed leaves it stopped, so
	 * it opens again what its beginning had closed.
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

	// Critical events come in pairs, as DatabaseDownBegin and DatabaseDownEnd, or alone.
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
	 * What is done.
	 */
	enum Action {

		/**
		 * It is opened, or added to where it is open.
		 */
		TRIGGER,

		/**
		 * It is closed; nothing happens where it is not open.
		 */
		RESOLVE,

		/**
		 * It is noted as a change, and is no alert.
		 */
		CHANGE

	}

}
