package io.onsrelay.notifier;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;

/**
 * What a route overrides in how its messages are shown. Each kind of notifier uses what
 * it can show.
 *
 * @param severity the severity; {@code null} to derive it from the message
 * @param title a Mustache template for the title; {@code null} for the default wording
 * @param text a Mustache template for the text below the title; {@code null} for the
 * default facts
 * @param mentions mentions in the vendor's own markup, by severity
 * @param action what a pager is to do
 */
public record PresentationOverrides(@Nullable Severity severity, @Nullable String title, @Nullable String text,
		Map<Severity, String> mentions, PagerAction action) {

	/**
	 * Nothing is overridden.
	 */
	public static final PresentationOverrides NONE = new PresentationOverrides(null, null, null, Map.of(),
			PagerAction.AUTO);

	/**
	 * Keeps a copy of the mentions.
	 */
	public PresentationOverrides {
		mentions = Map.copyOf(mentions);
	}

	/**
	 * Overrides the severity only.
	 * @param severity the severity; {@code null} to derive it from the message
	 * @return the overrides
	 */
	public static PresentationOverrides of(@Nullable Severity severity) {
		return new PresentationOverrides(severity, null, null, Map.of(), PagerAction.AUTO);
	}

	/**
	 * What a pager is to do with a message.
	 */
	public enum PagerAction {

		/**
		 * What the message calls for.
		 */
		AUTO,

		/**
		 * Open an incident.
		 */
		TRIGGER,

		/**
		 * Close the incident.
		 */
		RESOLVE,

		/**
		 * Record a change, which notifies no responder.
		 */
		CHANGE

	}

}
