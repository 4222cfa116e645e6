package io.onsrelay.search;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;

/**
 * Which messages. All components that are there must match; one that is missing matches
 * all messages.
 * <p>
 * Values of messages are compared whole and without regard to letter case, since OCI
 * sends the same OCID in both. Those of every record of a batch count.
 *
 * @param text what an operator has in the hand: an OCID, an id of a message or an event,
 * an {@code opc-request-id}, a type, a URL of this service that ends in a message's id;
 * or words of the message, of which all must be there. Words in double quotes must follow
 * one another, and a word that ends in {@code *} stands for all that begin so. At most
 * {@link #MAX_TEXT_CHARS} characters
 * @param from received at this time or later
 * @param until received before this time
 * @param kind the kind of the first record
 * @param severity the severity as presented when the message was indexed
 * @param topic the OCID of the topic
 * @param type the type, such as {@code com.oraclecloud.computeapi.launchinstance.end}, or
 * the transition of an alarm
 * @param resource the id of the resource
 * @param compartment the OCID of the compartment
 * @param destination a destination that has a delivery of the message
 * @param state the state of a delivery: to the destination, if there is one
 * @param malformed whether the body starts like JSON and is not valid
 */
public record MessageQuery(@Nullable String text, @Nullable Instant from, @Nullable Instant until,
		Content.@Nullable Kind kind, @Nullable Severity severity, @Nullable String topic, @Nullable String type,
		@Nullable String resource, @Nullable String compartment, @Nullable Destination destination,
		@Nullable DeliveryState state, @Nullable Boolean malformed) {

	/**
	 * The longest text.
	 */
	public static final int MAX_TEXT_CHARS = 10_000;

	/**
	 * All messages.
	 */
	public static final MessageQuery ALL = new MessageQuery(null, null, null, null, null, null, null, null, null, null,
			null, null);

	/**
	 * Reads blank values as missing ones.
	 * @throws IllegalArgumentException if the text is too long
	 */
	public MessageQuery {
		text = strip(text);
		topic = strip(topic);
		type = strip(type);
		resource = strip(resource);
		compartment = strip(compartment);
		if (text != null && text.length() > MAX_TEXT_CHARS) {
			throw new IllegalArgumentException("The text has %d characters: at most %d are searched for."
				.formatted(text.length(), MAX_TEXT_CHARS));
		}
	}

	private static @Nullable String strip(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * Return the query for what an operator has in the hand.
	 * @param text the text
	 * @return a query of the text alone
	 * @throws IllegalArgumentException if the text is too long
	 */
	public static MessageQuery of(String text) {
		return new MessageQuery(text, null, null, null, null, null, null, null, null, null, null, null);
	}

	/**
	 * Return a copy with another text.
	 * @param other the text; {@code null} for none
	 * @return the copy
	 */
	public MessageQuery withText(@Nullable String other) {
		return new MessageQuery(other, this.from, this.until, this.kind, this.severity, this.topic, this.type,
				this.resource, this.compartment, this.destination, this.state, this.malformed);
	}

	/**
	 * Return whether every message matches.
	 * @return {@code true} if no component is there
	 */
	public boolean isOfAll() {
		return ALL.equals(this);
	}

}
