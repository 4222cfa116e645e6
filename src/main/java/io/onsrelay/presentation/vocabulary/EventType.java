package io.onsrelay.presentation.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an event type such as
 * {@code com.oraclecloud.computeapi.launchinstance.end}.
 *
 * @param service the service in lower case, {@code computeapi}
 * @param action the action in lower case, {@code launchinstance}
 * @param spelling the action as it was sent: audit records spell it in camel case
 * @param phase the phase of the action
 */
public record EventType(String service, String action, String spelling, Phase phase) {

	private static final String PREFIX = "com.oraclecloud.";

	/**
	 * The actions of late: a tenancy has few kinds of them, and taking one apart takes as
	 * long as all the rest of a title.
	 */
	private static final Cache<String, ActionPhrase> PHRASES = Caffeine.newBuilder().maximumSize(1_000).build();

	/**
	 * Parses an event type.
	 * @param text the text; {@code null} counts as empty
	 * @return the parts; empty where the text has none
	 */
	public static EventType of(@Nullable String text) {
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
	 * Return the type with the name of an action that is told beside it.
	 * @param name the name, such as {@code CreateUser}
	 * @return the type of this service
	 */
	public EventType withAction(String name) {
		EventType named = of(this.service + "." + name);
		return new EventType(this.service, named.action, named.spelling,
				(named.phase != Phase.NONE) ? named.phase : this.phase);
	}

	/**
	 * Return the action in words.
	 * @return the phrase; the name of the service where the type has no action
	 */
	public ActionPhrase phrase() {
		String action = !this.spelling.isEmpty() ? this.spelling : this.service.isEmpty() ? "event" : this.service;
		return PHRASES.get(action, ActionPhrase::of);
	}

	/**
	 * The phase of an action.
	 */
	public enum Phase {

		/**
		 * The action has begun.
		 */
		BEGIN,

		/**
		 * The action has ended, whether it succeeded or failed.
		 */
		END,

		/**
		 * The type names no phase.
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
