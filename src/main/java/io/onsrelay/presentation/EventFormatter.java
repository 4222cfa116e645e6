package io.onsrelay.presentation;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Status;

/**
 * Puts OCI events into words: what all have in common here, and the title and facts in
 * the family of the service, or by splitting the event type where none is known.
 */
final class EventFormatter {

	private static final int DETAILS = 12;

	private EventFormatter() {
	}

	static void present(OciEvent event, PresentationBuilder presentation) {
		EventType type = EventType.of(event.eventType());
		boolean failed = "FAILED".equalsIgnoreCase(detail(event, "lifecycleState"));
		describe(event, presentation);
		presentation.status(status(type, failed)).severity(severity(type, failed));
		switch (type.service()) {
			case "computeapi" -> ComputeFormatter.present(event, type, failed, presentation);
			case "objectstorage" -> ObjectStorageFormatter.present(event, type, failed, presentation);
			case "databaseservice" -> DatabaseFormatter.present(event, type, failed, presentation);
			case "budgets" -> BudgetFormatter.present(event, type, failed, presentation);
			case "cloudguard" -> CloudGuardFormatter.present(event, type, presentation);
			default -> presentGeneric(event, type, failed, presentation);
		}
		presentation.fact("Event type", event.eventType()).tags(event.freeformTags(), event.definedTags());
	}

	static void presentGeneric(OciEvent event, EventType type, boolean failed, PresentationBuilder presentation) {
		presentation.title(type.phrase().sentence(type.phase(), failed, name(event)))
			.unescapedFact("Description", detail(event, "description"), Presentation.Fact.Form.PROSE)
			.details(event.additionalDetails(), DETAILS);
	}

	static String name(OciEvent event) {
		return (event.resourceName() != null) ? event.resourceName() : event.resourceId().orElse("");
	}

	// Return a detail as text; null where it is missing or says null.
	static @Nullable String detail(OciEvent event, String name) {
		JsonNode value = event.additionalDetails().path(name);
		String text = value.isValueNode() ? value.asText() : "";
		boolean says = !text.isBlank() && !text.equals("null");
		return says ? text : null;
	}

	private static void describe(OciEvent event, PresentationBuilder presentation) {
		Optional<Ocid> id = event.resourceId().flatMap(Ocid::parse);
		presentation.region(event.availabilityDomain())
			.region(id.map(Ocid::region).orElse(null))
			.region(detail(event, "region"))
			.resource(event.resourceId().orElse(null))
			.resource(event.resourceName())
			.resourceType(id.map(Ocid::type).orElse(null))
			.compartment(event.compartmentId())
			.compartment(event.compartmentName());
		id.ifPresent((ocid) -> presentation.link("Open the " + OciVocabulary.noun(ocid.type()) + " in the console",
				ConsoleLinks.resource(ocid, presentation.consoleRegion())));
	}

	private static Status status(EventType type, boolean failed) {
		if (failed) {
			return Status.FAILED;
		}
		return switch (type.phase()) {
			case BEGIN -> Status.STARTED;
			case END -> Status.SUCCEEDED;
			case NONE -> Status.INFO;
		};
	}

	private static Severity severity(EventType type, boolean failed) {
		if (failed) {
			return Severity.ERROR;
		}
		if (type.action().endsWith(".critical")) {
			return Severity.CRITICAL;
		}
		return type.action().startsWith("terminate") ? Severity.WARNING : Severity.INFO;
	}

}
