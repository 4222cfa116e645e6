package io.onsrelay.incident;

import java.util.Locale;
import java.util.Optional;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.SanitizedText;

/**
 * An event with the parts that rules read.
 *
 * @param type the type in lower case, without {@code com.oraclecloud.}
 * @param resource the id of the resource in lower case, since OCI sends the same OCID in
 * both cases
 * @param event the event
 */
record TypedEvent(String type, String resource, OciEvent event) {

	private static final String PREFIX = "com.oraclecloud.";

	/**
	 * Reads an event.
	 * @param event the event
	 * @return the event with its parts; empty if it has no type of OCI or no resource
	 */
	static Optional<TypedEvent> of(OciEvent event) {
		String type = event.type().orElse("").toLowerCase(Locale.ROOT);
		String resource = event.resourceId().orElse("").toLowerCase(Locale.ROOT);
		return (type.startsWith(PREFIX) && !resource.isBlank())
				? Optional.of(new TypedEvent(type.substring(PREFIX.length()), resource, event)) : Optional.empty();
	}

	/**
	 * Return a detail.
	 * @param name the name of the field
	 * @return the sanitized text; empty if there is none
	 */
	String detail(String name) {
		return SanitizedText.of(this.event.additionalDetails().path(name).asText());
	}

	/**
	 * Return the state of the resource after the action.
	 * @return a word in lower case; empty if the event does not say
	 */
	String lifecycleState() {
		return detail("lifecycleState").toLowerCase(Locale.ROOT);
	}

	boolean failed() {
		return lifecycleState().equals("failed");
	}

}
