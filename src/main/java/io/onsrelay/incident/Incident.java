package io.onsrelay.incident;

import io.onsrelay.event.Severity;

/**
 * What a content does to an incident that it has in common with other messages.
 *
 * @param kind what the incident is about, the same for all of its messages:
 * {@code alarm}, {@code instance}
 * @param key identifies the incident; begins with the kind. It has no fixed limit
 * @param effect whether the content opens or closes it
 * @param severity how bad an incident of this kind is at least, also where the message
 * that closes it does not say so
 */
public record Incident(String kind, String key, Effect effect, Severity severity) {

	static Incident of(String kind, String subject, Effect effect, Severity severity) {
		return new Incident(kind, kind + ":" + subject, effect, severity);
	}

	/**
	 * Return whether the incident is over.
	 * @return {@code true} if the content closes it
	 */
	public boolean closes() {
		return this.effect == Effect.CLOSES;
	}

	/**
	 * What a content does to an incident.
	 */
	public enum Effect {

		/**
		 * A problem exists.
		 */
		OPENS,

		/**
		 * The problem is over.
		 */
		CLOSES

	}

}
