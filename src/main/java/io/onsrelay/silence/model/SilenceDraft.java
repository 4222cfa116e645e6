package io.onsrelay.silence.model;

import java.time.Instant;

import io.onsrelay.event.Message;

/**
 * A silence that is not saved. Who saves it comes from the login.
 *
 * @param condition what it is to match, in the language of routes
 * @param until when it is to end
 * @param reason why; one line of 1 to 500 characters
 */
public record SilenceDraft(String condition, Instant until, String reason) {

	/**
	 * Fills in a draft from a message: of an event its type and resource, of an alarm the
	 * alarm, of a log record its type and resource.
	 * @param message the message
	 * @param until when the silence is to end
	 * @return the draft, without a reason; without a condition where the message has
	 * nothing that a condition could name, such as text
	 */
	public static SilenceDraft of(Message message, Instant until) {
		return new SilenceDraft(ConditionDraft.of(message.first()), until, "");
	}

}
