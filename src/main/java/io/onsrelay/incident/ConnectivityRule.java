package io.onsrelay.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident.Effect;

/**
 * The connection of Exadata infrastructure to OCI: one type tells that it is lost and
 * that it is back, and only the details say which. See
 * https://docs.oracle.com/en-us/iaas/exadata/doc/ecc-customer-events.html.
 */
final class ConnectivityRule implements EventRule {

	private static final Pattern TYPE = Pattern.compile("databaseservice\\..*connect(?:ivity|ion)?status");

	/**
	 * Words about a connection, the first that is found counts: "the connection that was
	 * lost is restored" tells that it is back.
	 */
	private static final List<Map.Entry<Pattern, Effect>> WORDS = List.of(
			Map.entry(words("restored|re-?established|reconnected|recovered|resumed"), Effect.CLOSES),
			Map.entry(
					words("disconnected|not[_ ]connected|lost|down|offline|unreachable|unavailable|interrupted|failed"),
					Effect.OPENS),
			Map.entry(words("connected|up|online|reachable|active|available|established"), Effect.CLOSES));

	private static final Pattern STATUS = Pattern.compile("(?i).*status");

	private static final Pattern STATE = Pattern.compile("(?i).*state");

	private static final Pattern CONNECTION = Pattern.compile("(?i).*connect.*");

	private static final Pattern SENTENCE = Pattern.compile("(?i)description|message|details?|lifecycleDetails");

	private static Pattern words(String words) {
		return Pattern.compile("(?<![\\p{L}])(?:" + words + ")(?![\\p{L}])", Pattern.CASE_INSENSITIVE);
	}

	@Override
	public Optional<Incident> of(TypedEvent event) {
		return TYPE.matcher(event.type()).matches()
				? effect(event.event().additionalDetails())
					.map((effect) -> Incident.of("connectivity", event.resource(), effect, Severity.ERROR))
				: Optional.empty();
	}

	private static Optional<Effect> effect(JsonNode details) {
		List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(details.properties());
		fields.removeIf((field) -> !field.getValue().isValueNode() || rank(field.getKey()) < 0);
		fields.sort(Comparator.comparingInt((field) -> rank(field.getKey())));
		return fields.stream().flatMap((field) -> told(field.getValue()).stream()).findFirst();
	}

	// Infrastructure without a connection may well be active: its state tells least.
	private static int rank(String field) {
		if (CONNECTION.matcher(field).matches()) {
			return 0;
		}
		if (STATUS.matcher(field).matches()) {
			return 1;
		}
		if (SENTENCE.matcher(field).matches()) {
			return 2;
		}
		return STATE.matcher(field).matches() ? 3 : -1;
	}

	private static Optional<Effect> told(JsonNode value) {
		if (value.isBoolean()) {
			return Optional.of(value.booleanValue() ? Effect.CLOSES : Effect.OPENS);
		}
		String text = value.asText().toLowerCase(Locale.ROOT);
		return WORDS.stream().filter((word) -> word.getKey().matcher(text).find()).map(Map.Entry::getValue).findFirst();
	}

}
