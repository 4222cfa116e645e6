package io.onsrelay.presentation.format.service;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

import io.onsrelay.incident.Incident;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.vocabulary.FieldName;
import io.onsrelay.presentation.vocabulary.OciVocabulary;

/**
 * Formats events of databases, of their nodes and clusters, and of Exadata
 * infrastructure. The type says how bad it is; what happened is in the details, such as
 * {@code DatabaseDownBegin} or {@code AVAILABILITY.DB_GUEST.CRS_INSTANCE.DOWN_CLEARED}.
 * See
 * https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/autonomous-events.html
 * and https://docs.oracle.com/en-us/iaas/base-database/doc/database-service-events.html.
 */
final class DatabaseFormatter implements ServiceFormatter {

	private static final Pattern LEVEL = Pattern.compile("(.+)\\.(critical|error|warning|information)");

	/**
	 * What names in capitals begin with: the kind of the condition, and where it was
	 * found.
	 */
	private static final Pattern CATEGORY = Pattern.compile("[A-Z_]+\\.[A-Z_]+\\.(?=[A-Z])");

	private static final Pattern OVER = Pattern.compile(".* (?:ended|cleared|resolved)");

	private final ServiceFormatter generic;

	DatabaseFormatter(ServiceFormatter generic) {
		this.generic = generic;
	}

	@Override
	public void format(ServiceEvent event, PresentationBuilder presentation) {
		this.generic.format(event, presentation);
		Optional<Incident> incident = presentation.incident();
		Optional<Incident> connection = incident.filter((one) -> one.kind().equals("connectivity"));
		String happened = event.detail("eventName");
		Matcher type = LEVEL.matcher(event.type().action());
		if (connection.isPresent()) {
			String what = connection.get().closes() ? "restored" : "lost";
			presentation.title(named("Exadata infrastructure connection " + what, event.resource()));
		}
		else if (type.matches() && happened != null && !failedOtherwise(event)) {
			String words = words(happened);
			presentation.title(title(event, type.group(1), type.group(2), words));
			if (incident.isEmpty() && type.group(2).equals("information")) {
				presentation.status(planned(words));
			}
		}
	}

	// The level of a type may say that it failed; a state that says so has its own title.
	private static boolean failedOtherwise(ServiceEvent event) {
		return event.failed() && !event.type().phrase().failed();
	}

	private static String title(ServiceEvent event, String resourceType, String level, String words) {
		String thing = StringUtils.capitalize(OciVocabulary.noun(resourceType.replace(".", "")));
		boolean bad = !OVER.matcher(words).matches() && !level.equals("information");
		return (thing + " " + event.resource()).strip() + (bad ? " " + level : "") + ": " + words;
	}

	private static Status planned(String words) {
		if (words.endsWith(" began")) {
			return Status.STARTED;
		}
		return OVER.matcher(words).matches() ? Status.SUCCEEDED : Status.INFO;
	}

	private static String words(String happened) {
		String name = CATEGORY.matcher(happened).replaceFirst("");
		String words = FieldName.of(name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name)
			.words();
		return words.endsWith(" begin") ? words.substring(0, words.length() - "begin".length()) + "began"
				: words.endsWith(" end") ? words + "ed" : words;
	}

	private static String named(String what, String name) {
		return name.isBlank() ? what : what + ": " + name;
	}

}
