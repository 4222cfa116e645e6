package io.onsrelay.routing;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;

/**
 * The mentions of a route as users write them: by severity, or one text for all of them.
 *
 * @param info the mentions of messages with severity info
 * @param warning the mentions of messages with severity warning
 * @param error the mentions of messages with severity error
 * @param critical the mentions of messages with severity critical
 */
record Mentions(@Nullable String info, @Nullable String warning, @Nullable String error, @Nullable String critical) {

	/**
	 * Creates the same mention for every severity. The conversion service uses this
	 * method if the property has a text instead of severities.
	 * @param mention the mentions
	 * @return the mentions by severity
	 */
	public static Mentions of(String mention) {
		return new Mentions(mention, mention, mention, mention);
	}

	/**
	 * Return the mentions that are not blank.
	 * @return a modifiable map
	 */
	Map<Severity, String> bySeverity() {
		Map<Severity, String> mentions = new EnumMap<>(Severity.class);
		for (Severity severity : Severity.values()) {
			String mention = get(severity);
			if (mention != null && !mention.isBlank()) {
				mentions.put(severity, mention.strip());
			}
		}
		return mentions;
	}

	/**
	 * Return whether the same text was written for all severities.
	 */
	boolean isOne() {
		return this.info != null && equals(of(this.info));
	}

	private @Nullable String get(Severity severity) {
		return switch (severity) {
			case INFO -> this.info;
			case WARNING -> this.warning;
			case ERROR -> this.error;
			case CRITICAL -> this.critical;
		};
	}

}
