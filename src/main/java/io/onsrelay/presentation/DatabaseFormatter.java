package io.onsrelay.presentation;

import java.util.Locale;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Status;

/**
 * Puts events of databases into words. What happened to an autonomous database is not in
 * the type but in the details, as {@code DatabaseDownBegin}. See
 * https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/autonomous-events.html.
 */
final class DatabaseFormatter {

	private DatabaseFormatter() {
	}

	static void present(OciEvent event, EventType type, boolean failed, PresentationBuilder presentation) {
		String happened = EventFormatter.detail(event, "eventName");
		EventFormatter.presentGeneric(event, type, failed, presentation);
		if (type.action().startsWith("autonomous.") && happened != null && !failed) {
			presentAutonomous(event, happened, type.action().endsWith(".critical"), presentation);
		}
	}

	private static void presentAutonomous(OciEvent event, String happened, boolean critical,
			PresentationBuilder presentation) {
		Status status = status(happened, critical);
		boolean over = status == Status.RESOLVED;
		presentation
			.title("Autonomous database " + EventFormatter.name(event) + ((critical && !over) ? " critical" : "") + ": "
					+ words(happened))
			.status(status)
			.severity(critical ? Severity.CRITICAL : Severity.INFO);
	}

	private static Status status(String happened, boolean critical) {
		if (happened.endsWith("Begin")) {
			return critical ? Status.FIRING : Status.STARTED;
		}
		if (happened.endsWith("End")) {
			return critical ? Status.RESOLVED : Status.SUCCEEDED;
		}
		return critical ? Status.FIRING : Status.INFO;
	}

	private static String words(String happened) {
		return OciVocabulary.label(happened)
			.toLowerCase(Locale.ROOT)
			.replaceFirst(" begin$", " began")
			.replaceFirst(" end$", " ended");
	}

}
