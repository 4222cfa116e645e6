package io.onsrelay.presentation.format;

import java.util.Optional;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.format.service.ApiCall;
import io.onsrelay.presentation.format.service.DelegatingServiceFormatter;
import io.onsrelay.presentation.format.service.ServiceEvent;
import io.onsrelay.presentation.vocabulary.ConsoleLinks;
import io.onsrelay.presentation.vocabulary.OciVocabulary;
import io.onsrelay.presentation.vocabulary.Ocid;

/**
 * Formats OCI events: sets what the events of all services have in common, and leaves
 * title and facts to the formatter of the service.
 */
final class EventFormatter {

	private final DelegatingServiceFormatter services;

	EventFormatter(DelegatingServiceFormatter services) {
		this.services = services;
	}

	void format(OciEvent content, PresentationBuilder presentation) {
		ServiceEvent event = ServiceEvent.of(content);
		ApiCall call = ApiCall.of(content.json().path("data"));
		describe(event, presentation);
		presentation.status(status(event, call)).severity(severity(event));
		call.describe(presentation);
		this.services.format(event, presentation);
		call.conclude(event.type(), event.resource(), presentation);
		presentation.service(event.type().service())
			.fact("Event type", content.eventType())
			.tags(content.freeformTags(), content.definedTags());
	}

	private static void describe(ServiceEvent event, PresentationBuilder presentation) {
		OciEvent content = event.event();
		Optional<Ocid> id = content.resourceId().flatMap(Ocid::parse);
		presentation.region(content.availabilityDomain())
			.region(id.map(Ocid::region).orElse(null))
			.region(event.detail("region"))
			.resource(content.resourceId().orElse(null))
			.resource(content.resourceName())
			.resourceType(id.map(Ocid::type).orElse(null))
			.compartment(content.compartmentId())
			.compartment(content.compartmentName());
		id.ifPresent((ocid) -> presentation.link("Open the " + OciVocabulary.noun(ocid.type()) + " in the console",
				ConsoleLinks.resource(ocid, presentation.consoleRegion())));
	}

	private static Status status(ServiceEvent event, ApiCall call) {
		if (event.failed()) {
			return Status.FAILED;
		}
		return switch (event.type().phase()) {
			case BEGIN -> Status.STARTED;
			case END -> Status.SUCCEEDED;
			case NONE -> call.succeeded() ? Status.SUCCEEDED : Status.INFO;
		};
	}

	private static Severity severity(ServiceEvent event) {
		Severity told = event.type().phrase().severity();
		if (event.failed()) {
			return told.max(Severity.ERROR);
		}
		return event.type().action().startsWith("terminate") ? told.max(Severity.WARNING) : told;
	}

}
