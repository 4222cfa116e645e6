package io.onsrelay.presentation.format;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.LogRecord;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.vocabulary.Ocid;

/**
 * Formats audit and log records: who called what, from where, and the HTTP status.
 */
final class LogFormatter {

	private static final Pattern SUCCESS = Pattern.compile("2[0-9]{2}");

	private static final Pattern FAILURE = Pattern.compile("[45][0-9]{2}");

	void format(LogRecord log, PresentationBuilder presentation) {
		JsonNode data = data(log.json());
		Optional<Ocid> id = log.resourceId().flatMap(Ocid::parse);
		String httpStatus = text(data.path("response").path("status"));
		boolean failed = httpStatus != null && FAILURE.matcher(httpStatus).matches();
		String suffix = failed ? " was answered " + httpStatus : "";
		presentation.title(title(log) + suffix)
			.status(status(httpStatus, failed))
			.severity(failed ? Severity.WARNING : Severity.INFO)
			.resource(log.resourceId().orElse(null))
			.resource(log.source())
			.resourceType(id.map(Ocid::type).orElse(null))
			.region(id.map(Ocid::region).orElse(null))
			.compartment(log.compartmentId())
			.compartment(text(data.path("compartmentName")))
			.actor(log.principalName())
			.fact("Who", log.principalName())
			.fact("From", text(data.path("identity").path("ipAddress")))
			.fact("Answer", httpStatus)
			.fact("Answer says", text(data.path("response").path("message")))
			.fact("Record type", log.recordType())
			.unescapedFact("Message", text(data.path("message")), Form.PROSE);
		if (log.eventName() == null) {
			presentation.json("Record", data);
		}
	}

	private static Status status(@Nullable String httpStatus, boolean failed) {
		if (failed) {
			return Status.FAILED;
		}
		return (httpStatus != null && SUCCESS.matcher(httpStatus).matches()) ? Status.SUCCEEDED : Status.INFO;
	}

	private static String title(LogRecord log) {
		if (log.eventName() != null) {
			return log.eventName() + ((log.principalName() != null) ? " by " + log.principalName() : "");
		}
		return "Log record: " + ((log.recordType() != null) ? log.recordType() : "of no type");
	}

	private static JsonNode data(JsonNode json) {
		JsonNode record = json.has("logContent") ? json.path("logContent") : json;
		return record.has("data") ? record.path("data") : record;
	}

	private static @Nullable String text(JsonNode node) {
		return (node.isValueNode() && !node.isNull()) ? node.asText() : null;
	}

}
