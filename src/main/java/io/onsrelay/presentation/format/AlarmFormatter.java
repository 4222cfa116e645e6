package io.onsrelay.presentation.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Alarm.Metadata;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.vocabulary.Ocid;

/**
 * Formats alarms.
 */
final class AlarmFormatter {

	private static final int MAX_STREAMS = 5;

	void format(Alarm alarm, PresentationBuilder presentation) {
		String title = presentation.unescape(alarm.title());
		Severity severity = (alarm.severity() != null) ? alarm.severity() : Severity.WARNING;
		presentation.title(transition(alarm) + ": " + ((title != null) ? title : "unnamed alarm") + advice(alarm))
			.status(status(alarm))
			.severity(severity)
			.region(dimension(alarm, "region"))
			.resource(alarm.resourceId().orElse(null))
			.resource(Optional.ofNullable(dimension(alarm, "resourceDisplayName"))
				.or(() -> Optional.ofNullable(dimension(alarm, "resourceName")))
				.orElse(null))
			.resourceType(alarm.resourceId().flatMap(Ocid::parse).map(Ocid::type).orElse(null));
		if (alarm.transition() == Alarm.Transition.RESET) {
			presentation.fact("Note",
					"The alarm was set back to OK without its metric saying so: look at the resource.");
		}
		presentation.unescapedFact("Message", alarm.body(), Form.PROSE);
		if (alarm.transition().resolved()) {
			presentation.fact("Severity while firing", severity.name().toLowerCase(Locale.ROOT));
		}
		presentation.fact("Metric values", values(alarm));
		alarm.metadata().forEach((metadata) -> describe(metadata, presentation));
	}

	private static void describe(Metadata metadata, PresentationBuilder presentation) {
		Integer firing = metadata.totalMetricsFiring();
		presentation.unescapedFact("Summary", metadata.alarmSummary(), Form.PROSE)
			.fact("Metric streams firing", (firing != null) ? firing.toString() : null)
			.fact("Alarm status", metadata.status())
			.fact("Namespace", metadata.namespace())
			.unescapedFact("Query", metadata.query(), Form.CODE)
			.fact("Dimensions", dimensions(metadata.dimensions()), Form.CODE)
			.consoleLink("Open the alarm in the console", metadata.alarmUrl());
	}

	private static String transition(Alarm alarm) {
		return switch (alarm.transition()) {
			case OK_TO_FIRING -> "Alarm firing";
			case REPEAT -> "Alarm still firing";
			case FIRING_TO_OK -> "Alarm over";
			case RESET -> "Alarm reset";
			case UNKNOWN -> "Alarm";
		};
	}

	private static String advice(Alarm alarm) {
		return (alarm.transition() == Alarm.Transition.RESET) ? " — check the resource" : "";
	}

	// Return the values of the metric streams. Messages before version 1.5 have none.
	private static String values(Alarm alarm) {
		return alarm.json()
			.path("alarmMetaData")
			.valueStream()
			.flatMap((metadata) -> metadata.path("metricValues").valueStream())
			.flatMap(JsonNode::valueStream)
			.filter(JsonNode::isValueNode)
			.map(JsonNode::asText)
			.limit(MAX_STREAMS)
			.collect(Collectors.joining(", "));
	}

	private static Status status(Alarm alarm) {
		if (alarm.transition().firing()) {
			return Status.FIRING;
		}
		return alarm.transition().resolved() ? Status.RESOLVED : Status.INFO;
	}

	private static @Nullable String dimension(Alarm alarm, String name) {
		return alarm.metadata()
			.stream()
			.flatMap((metadata) -> metadata.dimensions().stream())
			.flatMap((stream) -> stream.entrySet().stream())
			.filter((dimension) -> dimension.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static String dimensions(List<Map<String, String>> streams) {
		String lines = streams.stream().limit(MAX_STREAMS).map(AlarmFormatter::line).collect(Collectors.joining("\n"));
		return (streams.size() > MAX_STREAMS) ? lines + "\n(" + MAX_STREAMS + " of " + streams.size() + ")" : lines;
	}

	private static String line(Map<String, String> stream) {
		return stream.entrySet()
			.stream()
			.map((dimension) -> dimension.getKey() + "=" + dimension.getValue())
			.collect(Collectors.joining(", "));
	}

}
