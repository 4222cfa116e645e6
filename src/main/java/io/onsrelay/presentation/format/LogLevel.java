package io.onsrelay.presentation.format;

import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.onsrelay.event.Severity;

/**
 * The level of a log record, in the spellings of common logging libraries: names, the
 * numbers 0 to 7 of RFC 5424, those from 10 to 60 of Bunyan and Pino, and the severity
 * numbers of OpenTelemetry.
 */
final class LogLevel {

	private static final String[] FIELDS = { "level", "severity", "logLevel", "loglevel", "log.level", "levelName",
			"levelname", "severityText", "lvl" };

	private static final String OPEN_TELEMETRY = "severityNumber";

	private LogLevel() {
	}

	/**
	 * Return how bad the level of a record is.
	 * @param data the data of the record
	 * @return the severity; empty if the record has no level that is known
	 */
	static Optional<Severity> of(JsonNode data) {
		for (String field : FIELDS) {
			Optional<Severity> found = named(text(data.path(field)));
			if (found.isPresent()) {
				return found;
			}
		}
		int number = number(text(data.path(OPEN_TELEMETRY)));
		return (number < 0) ? Optional.empty() : Optional.of(openTelemetry(number));
	}

	private static Optional<Severity> named(String level) {
		return switch (level) {
			case "" -> Optional.empty();
			case "trace", "debug", "verbose", "fine", "finer", "finest", "config", "info", "information",
					"informational", "notice", "ok" ->
				Optional.of(Severity.INFO);
			case "warn", "warning" -> Optional.of(Severity.WARNING);
			case "err", "error", "severe", "failure" -> Optional.of(Severity.ERROR);
			case "crit", "critical", "fatal", "alert", "emerg", "emergency", "panic" -> Optional.of(Severity.CRITICAL);
			default -> Optional.of(number(level)).filter((number) -> number >= 0).map(LogLevel::numbered);
		};
	}

	private static Severity numbered(int level) {
		if (level < 10) {
			return (level <= 2) ? Severity.CRITICAL
					: (level == 3) ? Severity.ERROR : (level == 4) ? Severity.WARNING : Severity.INFO;
		}
		return (level >= 60) ? Severity.CRITICAL
				: (level >= 50) ? Severity.ERROR : (level >= 40) ? Severity.WARNING : Severity.INFO;
	}

	private static Severity openTelemetry(int number) {
		return (number >= 21) ? Severity.CRITICAL
				: (number >= 17) ? Severity.ERROR : (number >= 13) ? Severity.WARNING : Severity.INFO;
	}

	private static int number(String text) {
		boolean digits = !text.isEmpty() && text.length() <= 3
				&& text.chars().allMatch((character) -> character >= '0' && character <= '9');
		return digits ? Integer.parseInt(text) : -1;
	}

	private static String text(JsonNode node) {
		String text = node.isValueNode() ? node.asText().strip() : "";
		return (text.length() > 20) ? "" : text.toLowerCase(Locale.ROOT);
	}

}
