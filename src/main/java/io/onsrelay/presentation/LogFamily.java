package io.onsrelay.presentation;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.LogRecord;
import io.onsrelay.presentation.Presentation.Fact.Form;

/**
 * Puts audit and log records into words: who did what, to what.
 */
final class LogFamily {

	private LogFamily() {
	}

	static void present(LogRecord log, Draft draft) {
		JsonNode data = data(log.json());
		Optional<Ocid> id = log.resourceId().flatMap(Ocid::parse);
		draft.title(title(log))
			.resource(log.resourceId().orElse(null))
			.resource(log.source())
			.resourceType(id.map(Ocid::type).orElse(null))
			.region(id.map(Ocid::region).orElse(null))
			.compartment(log.compartmentId())
			.compartment(text(data.path("compartmentName")))
			.actor(log.principalName())
			.fact("Who", log.principalName())
			.fact("From", text(data.path("identity").path("ipAddress")))
			.fact("Answer", text(data.path("response").path("status")))
			.fact("Record type", log.type())
			.unescapedFact("Message", text(data.path("message")), Form.PROSE);
		if (log.eventName() == null) {
			draft.json("Record", data);
		}
	}

	private static String title(LogRecord log) {
		if (log.eventName() != null) {
			return log.eventName() + ((log.principalName() != null) ? " by " + log.principalName() : "");
		}
		return "Log record: " + ((log.type() != null) ? log.type() : "of no type");
	}

	private static JsonNode data(JsonNode json) {
		JsonNode record = json.has("logContent") ? json.path("logContent") : json;
		return record.has("data") ? record.path("data") : record;
	}

	private static @Nullable String text(JsonNode node) {
		return (node.isValueNode() && !node.isNull()) ? node.asText() : null;
	}

}
