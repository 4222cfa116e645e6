package io.onsrelay.presentation;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;

/**
 * Puts problems of Cloud Guard into words: the resource of the event is the problem, the
 * resource that has the problem is in the details.
 */
final class CloudGuardFormatter {

	private CloudGuardFormatter() {
	}

	static void present(OciEvent event, EventType type, PresentationBuilder presentation) {
		switch (type.action()) {
			case "problemdetected" -> problem(event, "Cloud Guard problem", Status.FIRING, presentation);
			case "problemremediated" -> problem(event, "Cloud Guard problem remediated", Status.RESOLVED, presentation);
			case "problemdismissed" -> problem(event, "Cloud Guard problem dismissed", Status.RESOLVED, presentation);
			case "problemthresholdreached" ->
				problem(event, "Cloud Guard problems reach a threshold", Status.FIRING, presentation);
			default -> EventFormatter.presentGeneric(event, type, false, presentation);
		}
	}

	private static void problem(OciEvent event, String what, Status status, PresentationBuilder presentation) {
		String resource = EventFormatter.detail(event, "resourceName");
		String risk = EventFormatter.detail(event, "riskLevel");
		String type = EventFormatter.detail(event, "resourceType");
		presentation.title(what + ": " + EventFormatter.name(event) + ((resource != null) ? " (" + resource + ")" : ""))
			.status(status)
			.severity(severity(risk))
			.resource(resource)
			.resourceType((type != null) ? type.toLowerCase(Locale.ROOT) : null)
			.fact("Risk", risk)
			.unescapedFact("Recommendation", EventFormatter.detail(event, "problemRecommendation"), Form.PROSE)
			.unescapedFact("Description", EventFormatter.detail(event, "problemDescription"), Form.PROSE)
			.fact("Problem", EventFormatter.detail(event, "problemName"))
			.fact("Labels", EventFormatter.detail(event, "labels"))
			.link("Open the problems in the console", ConsoleLinks.problems(presentation.consoleRegion()));
	}

	// The risk levels are those of
	// https://docs.oracle.com/en-us/iaas/cloud-guard/using/problems-page.htm.
	private static Severity severity(@Nullable String risk) {
		return switch ((risk != null) ? risk.toUpperCase(Locale.ROOT) : "") {
			case "CRITICAL" -> Severity.CRITICAL;
			case "HIGH" -> Severity.ERROR;
			case "LOW", "MINOR" -> Severity.INFO;
			default -> Severity.WARNING;
		};
	}

}
