package io.onsrelay.notifier;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;

/**
 * How a route wants its messages shown. It says nothing of who gets them.
 *
 * @param severity how bad they are; where it is missing, the message is judged by itself
 * @param title a Mustache template for the title; where it is missing, the message is put
 * into words as usual
 * @param text a Mustache template for the text below the title
 * @param mentions whom to call in a chat, in the chat's own form, by severity
 * @param action what a pager is to do
 */
public record PresentationOverrides(@Nullable Severity severity, @Nullable String title, @Nullable String text,
		Map<Severity, String> mentions, PagerAction action) {

	/**
	 * Nothing asked for.
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
	 * Asks for a severity and nothing else.
	 * @param severity the severity; {@code null} to judge by the message
	 * @return the treatment
	 */
	public static PresentationOverrides of(@Nullable Severity severity) {
		return new PresentationOverrides(severity, null, null, Map.of(), PagerAction.AUTO);
	}

	/**
	 * What a pager is to do with a message.
	 */
	public enum PagerAction {

		/**
		 * What the message itself asks for.
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
		 * Note a change, and wake nobody.
		 */
		CHANGE

	}

}
