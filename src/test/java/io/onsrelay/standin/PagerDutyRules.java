package io.onsrelay.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What PagerDuty asks of an event before it accepts it.
 */
interface PagerDutyRules {

	// https://developer.pagerduty.com/docs/send-alert-event
	int MAX_DEDUPLICATION_KEY = 255;

	int MAX_SUMMARY = 1_024;

	Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");

	Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

	/**
	 * Return what is wrong with an event.
	 * @param event the event
	 * @param routingKey the key that is known
	 * @return one sentence for each mistake; empty where the event is acceptable
	 */
	List<String> errors(JsonNode event, String routingKey);

	static List<String> ofAlert(JsonNode event, String routingKey) {
		List<String> errors = new ArrayList<>();
		checkRoutingKey(event, routingKey, errors);
		String action = event.path("event_action").asText();
		check(ACTIONS.contains(action), "'event_action' is missing or unknown", errors);
		String key = event.path("dedup_key").asText();
		check(key.length() <= MAX_DEDUPLICATION_KEY, "'dedup_key' is too long", errors);
		if (action.equals("trigger")) {
			JsonNode payload = event.path("payload");
			checkSummary(payload, errors);
			check(!payload.path("source").asText().isEmpty(), "'payload.source' is missing or blank", errors);
			check(SEVERITIES.contains(payload.path("severity").asText()), "'payload.severity' is missing or invalid",
					errors);
		}
		else {
			check(!key.isEmpty(), "'dedup_key' is missing or blank", errors);
		}
		return errors;
	}

	static List<String> ofChange(JsonNode event, String routingKey) {
		List<String> errors = new ArrayList<>();
		checkRoutingKey(event, routingKey, errors);
		checkSummary(event.path("payload"), errors);
		return errors;
	}

	private static void checkRoutingKey(JsonNode event, String routingKey, List<String> errors) {
		check(event.path("routing_key").asText().equals(routingKey), "'routing_key' is missing or unknown", errors);
	}

	private static void checkSummary(JsonNode payload, List<String> errors) {
		String summary = payload.path("summary").asText();
		check(!summary.isBlank(), "'payload.summary' is missing or blank", errors);
		check(summary.length() <= MAX_SUMMARY, "'payload.summary' is too long", errors);
	}

	private static void check(boolean fulfilled, String error, List<String> errors) {
		if (!fulfilled) {
			errors.add(error);
		}
	}

}
