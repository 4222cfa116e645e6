package io.onsrelay.presentation.format.service;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.OciEvent;
import io.onsrelay.presentation.detail.JsonText;
import io.onsrelay.presentation.vocabulary.EventType;

/**
 * An event with its type parsed, as formatters read it.
 *
 * @param event the event
 * @param type its type
 * @param failed whether the action failed
 */
public record ServiceEvent(OciEvent event, EventType type, boolean failed) {

	/**
	 * Parses the type of an event.
	 * @param event the event
	 * @return the event, failed if its type or the lifecycle state of its details says so
	 */
	public static ServiceEvent of(OciEvent event) {
		EventType type = EventType.of(event.eventType());
		return new ServiceEvent(event, type,
				type.phrase().failed() || "FAILED".equalsIgnoreCase(detail(event, "lifecycleState")));
	}

	/**
	 * Return a detail as text.
	 * @param name the name of the field in {@code additionalDetails}
	 * @return the text; {@code null} where the field is missing, blank, no scalar or says
	 * {@code null}
	 */
	public @Nullable String detail(String name) {
		return detail(this.event, name);
	}

	/**
	 * Return the resource.
	 * @return its name, else its id, else an empty text
	 */
	public String resource() {
		return (this.event.resourceName() != null) ? this.event.resourceName() : this.event.resourceId().orElse("");
	}

	// Return a sentence that is made from the event type and the name of the resource.
	String sentence() {
		return this.type.phrase().sentence(this.type.phase(), this.failed, resource());
	}

	private static @Nullable String detail(OciEvent event, String name) {
		return JsonText.of(event.additionalDetails().path(name));
	}

}
