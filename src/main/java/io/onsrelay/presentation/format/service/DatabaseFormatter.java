package io.onsrelay.presentation.format.service;

import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.vocabulary.FieldName;

/**
 * Formats events of databases. What happened to an autonomous database is not in the type
 * but in the details, such as {@code DatabaseDownBegin}. See
 * https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/autonomous-events.html.
 */
final class DatabaseFormatter implements ServiceFormatter {

	private final ServiceFormatter generic;

	DatabaseFormatter(ServiceFormatter generic) {
		this.generic = generic;
	}

	@Override
	public void format(ServiceEvent event, PresentationBuilder presentation) {
		this.generic.format(event, presentation);
		String happened = event.detail("eventName");
		if (event.type().action().startsWith("autonomous.") && happened != null && !event.failed()) {
			formatAutonomous(event, happened, presentation);
		}
	}

	private static void formatAutonomous(ServiceEvent event, String happened, PresentationBuilder presentation) {
		boolean critical = event.type().action().endsWith(".critical");
		Status status = status(happened, critical);
		boolean over = status == Status.RESOLVED;
		presentation
			.title("Autonomous database " + event.resource() + ((critical && !over) ? " critical" : "") + ": "
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
		String words = FieldName.of(happened).words();
		return words.endsWith(" begin") ? words.substring(0, words.length() - "begin".length()) + "began"
				: words.endsWith(" end") ? words + "ed" : words;
	}

}
