package io.onsrelay.routing;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;

/**
 * Whom to call in a chat, as users write it: by severity, or one text for all of them.
 *
 * @param info whom to call for news
 * @param warning whom to call for warnings
 * @param error whom to call for errors
 * @param critical whom to call when it is worst
 */
record Mentions(@Nullable String info, @Nullable String warning, @Nullable String error, @Nullable String critical) {

	/**
	 * Creates the same mention for every severity. The conversion service finds this for
	 * a text that stands where the severities could.
	 * @param mention whom to call
	 * @return the mentions
	 */
	public static Mentions of(String mention) {
		return new Mentions(mention, mention, mention, mention);
	}

	/**
	 * Return the mentions that there are.
	 * @return a map that can be changed
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
	 * Return whether one text was written for all severities.
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
