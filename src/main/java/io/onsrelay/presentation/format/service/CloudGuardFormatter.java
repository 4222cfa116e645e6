package io.onsrelay.presentation.format.service;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.vocabulary.ConsoleLinks;

/**
 * Formats problems of Cloud Guard. The resource of such an event is the problem; the
 * resource that has the problem is named in the details.
 */
final class CloudGuardFormatter implements ServiceFormatter {

	private static final Set<String> SHOWN = Set.of("problemDescription", "problemName", "problemRecommendation",
			"resourceName", "resourceType", "riskLevel");

	private final ServiceFormatter generic;

	CloudGuardFormatter(ServiceFormatter generic) {
		this.generic = generic;
	}

	@Override
	public void format(ServiceEvent event, PresentationBuilder presentation) {
		switch (event.type().action()) {
			case "problemdetected" -> problem(event, "Cloud Guard problem", Status.FIRING, presentation);
			case "problemremediated" -> problem(event, "Cloud Guard problem remediated", Status.RESOLVED, presentation);
			case "problemdismissed" -> problem(event, "Cloud Guard problem dismissed", Status.RESOLVED, presentation);
			case "problemthresholdreached" ->
				problem(event, "Cloud Guard problems reach a threshold", Status.FIRING, presentation);
			// Cloud Guard reports problems, no actions that could fail.
			default -> this.generic.format(new ServiceEvent(event.event(), event.type(), false), presentation);
		}
	}

	private static void problem(ServiceEvent event, String what, Status status, PresentationBuilder presentation) {
		String resource = event.detail("resourceName");
		String risk = event.detail("riskLevel");
		String type = event.detail("resourceType");
		presentation.title(what + ": " + event.resource() + ((resource != null) ? " (" + resource + ")" : ""))
			.status(status)
			.severity(severity(risk))
			.resource(resource)
			.resourceType((type != null) ? type.toLowerCase(Locale.ROOT) : null)
			.fact("Risk", risk)
			.unescapedFact("Recommendation", event.detail("problemRecommendation"), Form.PROSE)
			.unescapedFact("Description", event.detail("problemDescription"), Form.PROSE)
			.fact("Problem", event.detail("problemName"))
			.details(event.event().additionalDetails(), SHOWN)
			.link("Open the problems in the console", ConsoleLinks.cloudGuardProblems(presentation.consoleRegion()));
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
