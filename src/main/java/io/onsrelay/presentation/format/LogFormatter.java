package io.onsrelay.presentation.format;

import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.LogRecord;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.detail.JsonText;
import io.onsrelay.presentation.format.service.ApiCall;
import io.onsrelay.presentation.vocabulary.EventType;
import io.onsrelay.presentation.vocabulary.Ocid;

/**
 * Formats audit and log records. An audit record tells who called what, in the words of
 * the event about the same call; a log record of a service is as bad as its level, and
 * its message is the title.
 */
final class LogFormatter {

	private static final int TITLE_CHARS = 150;

	private static final String[] MESSAGES = { "message", "msg", "text" };

	/** Records without a resource have this as their source. */
	private static final String NONE = "-";

	void format(LogRecord log, PresentationBuilder presentation) {
		JsonNode data = data(log.json());
		EventType type = EventType.of(log.recordType());
		describe(log, data, presentation);
		if (log.eventName() != null) {
			formatCall(log, type.withAction(log.eventName()), data, presentation);
		}
		else {
			formatRecord(log, data, presentation);
		}
		presentation.service(type.service()).fact("Record type", log.recordType());
		if (log.eventName() == null) {
			presentation.json("Record", data);
		}
	}

	private static void describe(LogRecord log, JsonNode data, PresentationBuilder presentation) {
		Optional<Ocid> id = log.resourceId().flatMap(Ocid::parse);
		presentation.resource(log.resourceId().orElse(null))
			.resource(named(log.source()))
			.resourceType(id.map(Ocid::type).orElse(null))
			.region(log.region())
			.region(id.map(Ocid::region).orElse(null))
			.compartment(log.compartmentId())
			.compartment(JsonText.of(data.path("compartmentName")));
	}

	private static void formatCall(LogRecord log, EventType type, JsonNode data, PresentationBuilder presentation) {
		ApiCall call = ApiCall.of(data);
		String resource = resource(log, type, data);
		presentation.resource(resource)
			.title(type.phrase().sentence(type.phase(), false, resource))
			.status(call.succeeded() ? Status.SUCCEEDED : Status.INFO)
			.severity(type.phrase().severity());
		call.describe(presentation);
		call.conclude(type, resource, presentation);
		presentation.details(data.path("additionalDetails"), Set.of())
			.unescapedFact("Message", JsonText.of(data.path("message")), Form.PROSE);
	}

	private static String resource(LogRecord log, EventType type, JsonNode data) {
		String name = JsonText.of(data.path("resourceName"));
		String source = named(log.source());
		if (name == null && source != null && !source.equalsIgnoreCase(type.service())) {
			name = source;
		}
		return (name != null) ? name : log.resourceId().orElse("");
	}

	private static void formatRecord(LogRecord log, JsonNode data, PresentationBuilder presentation) {
		Severity severity = LogLevel.of(data).orElse(Severity.INFO);
		presentation.severity(severity).status((severity.compareTo(Severity.ERROR) >= 0) ? Status.FAILED : Status.INFO);
		String message = message(data);
		String firstLine = message.lines().map(String::strip).filter((line) -> !line.isEmpty()).findFirst().orElse("");
		if (firstLine.isEmpty()) {
			presentation.title("Log record: " + ((log.recordType() != null) ? log.recordType() : "of no type"));
			return;
		}
		boolean whole = firstLine.length() <= TITLE_CHARS;
		presentation.title(whole ? firstLine : cut(firstLine));
		if (!whole || !firstLine.equals(message.strip())) {
			presentation.unescapedFact("Message", message, Form.PROSE);
		}
	}

	private static String cut(String line) {
		int blank = line.lastIndexOf(' ', TITLE_CHARS - 1);
		return line.substring(0, (blank > 0) ? blank : line.offsetByCodePoints(0, TITLE_CHARS / 2)) + "…";
	}

	private static String message(JsonNode data) {
		if (data.isTextual()) {
			return data.textValue();
		}
		for (String field : MESSAGES) {
			String text = JsonText.of(data.path(field));
			if (text != null) {
				return text;
			}
		}
		return "";
	}

	private static JsonNode data(JsonNode json) {
		JsonNode record = json.has("logContent") ? json.path("logContent") : json;
		return record.has("data") ? record.path("data") : record;
	}

	private static @Nullable String named(@Nullable String source) {
		return (source == null || source.equals(NONE)) ? null : source;
	}

}
