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
final class CloudGuardFamily {

	private CloudGuardFamily() {
	}

	static void present(OciEvent event, EventType type, Draft draft) {
		switch (type.action()) {
			case "problemdetected" -> problem(event, "Cloud Guard problem", Status.FIRING, draft);
			case "problemremediated" -> problem(event, "Cloud Guard problem remediated", Status.RESOLVED, draft);
			case "problemdismissed" -> problem(event, "Cloud Guard problem dismissed", Status.RESOLVED, draft);
			case "problemthresholdreached" ->
				problem(event, "Cloud Guard problems reach a threshold", Status.FIRING, draft);
			default -> EventFamily.presentGeneric(event, type, false, draft);
		}
	}

	private static void problem(OciEvent event, String what, Status status, Draft draft) {
		String resource = EventFamily.detail(event, "resourceName");
		String risk = EventFamily.detail(event, "riskLevel");
		String type = EventFamily.detail(event, "resourceType");
		draft.title(what + ": " + EventFamily.name(event) + ((resource != null) ? " (" + resource + ")" : ""))
			.status(status)
			.severity(severity(risk))
			.resource(resource)
			.resourceType((type != null) ? type.toLowerCase(Locale.ROOT) : null)
			.fact("Risk", risk)
			.unescapedFact("Recommendation", EventFamily.detail(event, "problemRecommendation"), Form.PROSE)
			.unescapedFact("Description", EventFamily.detail(event, "problemDescription"), Form.PROSE)
			.fact("Problem", EventFamily.detail(event, "problemName"))
			.fact("Labels", EventFamily.detail(event, "labels"))
			.link("Open the problems in the console", ConsoleLinks.problems(draft.consoleRegion()));
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
