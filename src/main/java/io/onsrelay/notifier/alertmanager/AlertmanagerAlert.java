package io.onsrelay.notifier.alertmanager;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a message tells Alertmanager.
 *
 * @param key the key that firing and end have in common; {@code null} if nothing ends it
 * @param over whether the alert is over
 * @param time when it began or ended
 * @param json labels, annotations and the link to its origin
 */
record AlertmanagerAlert(@Nullable String key, boolean over, Instant time, ObjectNode json) {

	/**
	 * Return a copy that fires.
	 * @param alert the alert
	 * @param from since when
	 * @param until when it expires; {@code null} for Alertmanager's own time
	 */
	static ObjectNode firing(ObjectNode alert, Instant from, @Nullable Instant until) {
		ObjectNode firing = alert.deepCopy().put("startsAt", from.toString());
		return (until != null) ? firing.put("endsAt", until.toString()) : firing;
	}

	/**
	 * Return a copy that is over. It begins no later than it ends.
	 * @param alert the alert
	 * @param at when it ended
	 */
	static ObjectNode ended(ObjectNode alert, Instant at) {
		ObjectNode ended = alert.deepCopy();
		Instant from = startOf(alert, at);
		return ended.put("startsAt", from.toString()).put("endsAt", (from.isAfter(at) ? from : at).toString());
	}

	/**
	 * Return when an alert began.
	 * @param alert the alert
	 * @param otherwise the time if it does not say
	 */
	static Instant startOf(JsonNode alert, Instant otherwise) {
		return alert.hasNonNull("startsAt") ? Instant.parse(alert.get("startsAt").asText()) : otherwise;
	}

}
