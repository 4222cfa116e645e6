package io.onsrelay.presentation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An event type such as {@code com.oraclecloud.computeapi.launchinstance.end}, taken
 * apart.
 *
 * @param service the service in lower case, {@code computeapi}
 * @param action what happened in lower case, {@code launchinstance}
 * @param spelling the same as it was sent: audit records spell it in camel case
 * @param phase where it stands
 */
record EventType(String service, String action, String spelling, Phase phase) {

	private static final String PREFIX = "com.oraclecloud.";

	static EventType of(@Nullable String text) {
		String type = (text != null) ? text.strip() : "";
		String rest = type.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) ? type.substring(PREFIX.length()) : type;
		List<String> parts = Arrays.stream(rest.split("\\.")).filter((part) -> !part.isEmpty()).toList();
		if (parts.isEmpty()) {
			return new EventType("", "", "", Phase.NONE);
		}
		Phase phase = Phase.of(parts.getLast());
		int end = (phase != Phase.NONE) ? parts.size() - 1 : parts.size();
		String spelling = String.join(".", parts.subList(Math.min(1, end), end));
		return new EventType(parts.getFirst().toLowerCase(Locale.ROOT), spelling.toLowerCase(Locale.ROOT), spelling,
				phase);
	}

	/**
	 * Return the action in words.
	 */
	ActionPhrase phrase() {
		return this.spelling.isEmpty() ? new ActionPhrase("", this.service.isEmpty() ? "event" : this.service)
				: OciVocabulary.phrase(this.spelling);
	}

	/**
	 * Where an action stands.
	 */
	enum Phase {

		/**
		 * It has begun.
		 */
		BEGIN,

		/**
		 * It is over, well or not.
		 */
		END,

		/**
		 * It has no beginning and end of its own.
		 */
		NONE;

		private static Phase of(String word) {
			return switch (word.toLowerCase(Locale.ROOT)) {
				case "begin" -> BEGIN;
				case "end" -> END;
				default -> NONE;
			};
		}

	}

}
