package io.onsrelay.incident;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident.Effect;

/**
 * Databases, their nodes and clusters, and Exadata infrastructure: each condition of a
 * resource is an incident. The type says how bad an event is, the detail
 * {@code eventName} which condition it is about and whether that is over:
 * {@code DatabaseDownBegin} and {@code DatabaseDownEnd},
 * {@code AVAILABILITY.DB_GUEST.CRS_INSTANCE.DOWN} and {@code …DOWN_CLEARED}, which comes
 * as an information event of the same resource. See
 * https://docs.oracle.com/en-us/iaas/base-database/doc/database-service-events.html and
 * https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/autonomous-events.html.
 */
final class DatabaseRule implements EventRule {

	private static final Pattern TYPE = Pattern
		.compile("databaseservice\\.(?:.+\\.)?(critical|error|warning|information)");

	/**
	 * A name and its end: {@code End} as a word of its own, so that no {@code Backend}
	 * counts.
	 */
	private static final Pattern NAME = Pattern
		.compile("(.+?)(?:(?<=[a-z0-9])(Begin|End|Cleared|Resolved)|[._ -]((?i)begin|end|cleared|resolved))");

	/**
	 * What begins and ends by plan, of which information events tell: no condition.
	 */
	private static final Pattern PLANNED = Pattern
		.compile("maintenance|relocat|workload|capture|replay|upgrade|patch|backup|restore|clone|operator");

	@Override
	public Optional<Incident> of(TypedEvent event) {
		Matcher type = TYPE.matcher(event.type());
		String name = event.detail("eventName").strip();
		return (type.matches() && !name.isEmpty()) ? of(event, type.group(1), name) : Optional.empty();
	}

	private static Optional<Incident> of(TypedEvent event, String level, String name) {
		Matcher parts = NAME.matcher(name);
		String end = "";
		String condition = name;
		if (parts.matches()) {
			end = ((parts.group(2) != null) ? parts.group(2) : parts.group(3)).toLowerCase(Locale.ROOT);
			condition = parts.group(1);
		}
		condition = condition.toLowerCase(Locale.ROOT);
		boolean over = !end.isEmpty() && !end.equals("begin");
		boolean information = level.equals("information");
		if (information && (!over || (end.equals("end") && PLANNED.matcher(condition).find()))) {
			return Optional.empty();
		}
		return Optional.of(Incident.of("database", event.resource() + ":" + condition,
				over ? Effect.CLOSES : Effect.OPENS, severity(level)));
	}

	// What ends a condition by an information event has begun as a critical one.
	private static Severity severity(String level) {
		return switch (level) {
			case "error" -> Severity.ERROR;
			case "warning" -> Severity.WARNING;
			default -> Severity.CRITICAL;
		};
	}

}
