package io.onsrelay.parser;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Severity;

/**
 * Reads messages of OCI Monitoring, versions 1.0 to 1.5.
 */
final class AlarmReader {

	private AlarmReader() {
	}

	static boolean recognizes(JsonNode json) {
		return json.has("alarmMetaData") || (json.has("type") && (json.has("dedupeKey") || json.has("dedupekey")));
	}

	static Alarm read(JsonNode json) {
		JsonFields alarm = new JsonFields(json);
		return new Alarm(alarm.text("dedupeKey", "dedupekey"), alarm.text("title"), alarm.text("body"),
				transition(alarm.text("type")), severity(alarm.text("severity")),
				alarm.time("timestampEpochMillis", "timestamp"),
				alarm.objects("alarmMetaData").stream().map(AlarmReader::metadata).toList(), json);
	}

	private static Alarm.Metadata metadata(JsonFields entry) {
		return new Alarm.Metadata(entry.text("id"), entry.text("status"), entry.text("namespace"), entry.text("query"),
				entry.text("alarmUrl"), entry.text("alarmSummary"), entry.integer("totalMetricsFiring"),
				entry.objects("dimensions").stream().map(JsonFields::texts).toList());
	}

	private static Alarm.Transition transition(@Nullable String word) {
		for (Alarm.Transition transition : Alarm.Transition.values()) {
			if (transition.name().equalsIgnoreCase(word)) {
				return transition;
			}
		}
		return Alarm.Transition.UNKNOWN;
	}

	private static @Nullable Severity severity(@Nullable String word) {
		for (Severity severity : Severity.values()) {
			if (severity.name().equalsIgnoreCase(word)) {
				return severity;
			}
		}
		return null;
	}

}
