package io.onsrelay.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A message of OCI Monitoring about an alarm, in any version of the format. Texts are as
 * they were sent and may hold HTML entities. See
 * https://docs.oracle.com/en-us/iaas/Content/Monitoring/alarm-message-format.htm.
 *
 * @param dedupeKey identifies the alarm, or the metric stream if the alarm is split, from
 * firing to its end
 * @param title the alarm's title
 * @param body the text that the owner of the alarm configured
 * @param transition what happened to the alarm
 * @param severity the severity; {@code null} if it is missing or unknown
 * @param timestamp when it happened
 * @param metadata one entry for each alarm the message is about
 * @param json the whole message
 */
public record Alarm(@Nullable String dedupeKey, @Nullable String title, @Nullable String body, Transition transition,
		@Nullable Severity severity, @Nullable Instant timestamp, List<Metadata> metadata,
		JsonNode json) implements Content {

	/**
	 * Takes an unmodifiable copy of the metadata.
	 */
	public Alarm {
		metadata = List.copyOf(metadata);
	}

	@Override
	public Kind kind() {
		return Kind.ALARM;
	}

	@Override
	public Optional<Instant> occurredAt() {
		return Optional.ofNullable(this.timestamp);
	}

	/**
	 * Return the resource of the first metric stream that names one.
	 */
	@Override
	public Optional<String> resourceId() {
		return this.metadata.stream().flatMap((entry) -> entry.resourceId().stream()).findFirst();
	}

	/**
	 * Return the key from {@code dedupeKey} and the time, as Oracle advises, and a digest
	 * of what happened to which metric streams: an alarm that fires and is reset within
	 * the same minute sends two messages with one time.
	 */
	@Override
	public Optional<String> deduplicationKey() {
		return (this.dedupeKey != null && this.timestamp != null)
				? Optional
					.of("alarm:%s:%d:%s".formatted(this.dedupeKey, this.timestamp.toEpochMilli(), Sha256.hex(about())))
				: Optional.empty();
	}

	private String about() {
		Stream<String> streams = this.metadata.stream()
			.flatMap((entry) -> Stream.concat(Stream.of(Objects.toString(entry.alarmId(), "")),
					entry.dimensions().stream().map(TreeMap::new).map(TreeMap::toString)));
		return Stream.concat(Stream.of(this.json.path("type").asText().toUpperCase(Locale.ROOT)), streams)
			.collect(Collectors.joining("\0"));
	}

	/**
	 * Return the key from {@code dedupeKey}, else from the OCID of the alarm: functions
	 * that publish an alarm again often leave the former out. Where the alarm sends a
	 * message for each metric stream and says so, the dimensions of the stream are part
	 * of the key.
	 */
	@Override
	public Optional<String> orderingKey() {
		if (this.dedupeKey != null) {
			return Optional.of("alarm:" + this.dedupeKey);
		}
		return this.metadata.stream()
			.filter((entry) -> entry.alarmId() != null)
			.findFirst()
			.map((entry) -> "alarm:" + Objects.toString(entry.alarmId()).toLowerCase(Locale.ROOT) + stream(entry));
	}

	private String stream(Metadata entry) {
		boolean split = this.json.path("notificationType").asText().toLowerCase(Locale.ROOT).contains("split");
		return (split && !entry.dimensions().isEmpty())
				? ":" + Sha256.hex(new TreeMap<>(entry.dimensions().getFirst()).toString()) : "";
	}

	/**
	 * Return the transition and the {@code dedupeKey} only: the texts of an alarm must
	 * not reach a log.
	 */
	@Override
	public String toString() {
		return "Alarm[%s, %s]".formatted(this.transition, Excerpt.of(this.dedupeKey));
	}

	/**
	 * What happened to an alarm.
	 */
	public enum Transition {

		/**
		 * The alarm began to fire.
		 */
		OK_TO_FIRING,

		/**
		 * The alarm is still firing.
		 */
		REPEAT,

		/**
		 * The alarm stopped firing.
		 */
		FIRING_TO_OK,

		/**
		 * The alarm was reset to OK although its metric did not report so; the resource
		 * should be checked.
		 */
		RESET,

		/**
		 * A transition that this service does not know.
		 */
		UNKNOWN;

		/**
		 * Return whether the alarm fires after this transition.
		 * @return {@code true} if it fires
		 */
		public boolean firing() {
			return this == OK_TO_FIRING || this == REPEAT;
		}

		/**
		 * Return whether the alarm is over after this transition.
		 * @return {@code true} if it no longer fires
		 */
		public boolean resolved() {
			return this == FIRING_TO_OK || this == RESET;
		}

	}

	/**
	 * One alarm that the message is about.
	 *
	 * @param alarmId the OCID of the alarm
	 * @param status {@code FIRING} or {@code OK}
	 * @param namespace the metric namespace
	 * @param query the alarm's query
	 * @param alarmUrl the page of the alarm in the console
	 * @param alarmSummary one sentence about the alarm
	 * @param totalMetricsFiring the number of metric streams that fire
	 * @param dimensions the dimensions of each metric stream, in their order
	 */
	public record Metadata(@Nullable String alarmId, @Nullable String status, @Nullable String namespace,
			@Nullable String query, @Nullable String alarmUrl, @Nullable String alarmSummary,
			@Nullable Integer totalMetricsFiring, List<Map<String, String>> dimensions) {

		/**
		 * Takes unmodifiable copies of the dimensions, in their order.
		 */
		public Metadata {
			dimensions = dimensions.stream()
				.map((stream) -> Collections.unmodifiableMap(new LinkedHashMap<>(stream)))
				.toList();
		}

		Optional<String> resourceId() {
			return this.dimensions.stream()
				.flatMap((stream) -> stream.entrySet().stream())
				.filter((dimension) -> dimension.getKey().equalsIgnoreCase("resourceId"))
				.map(Map.Entry::getValue)
				.filter((value) -> !value.isBlank() && !value.equals("null"))
				.findFirst();
		}

	}

}
