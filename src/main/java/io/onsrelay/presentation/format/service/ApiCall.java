package io.onsrelay.presentation.format.service;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.vocabulary.EventType;

/**
 * The call of an API that an audit record is about, in an event or by Connector Hub: who
 * called from where, how it was answered, and what it changed. See
 * https://docs.oracle.com/en-us/iaas/Content/Audit/Reference/logeventreference.htm.
 *
 * @param actor the name of the principal, else its OCID
 * @param address the IP address it called from
 * @param answer the HTTP status as it was sent
 * @param message what the answer says
 * @param stateChange the states of the resource before and after
 */
public record ApiCall(@Nullable String actor, @Nullable String address, @Nullable String answer,
		@Nullable String message, JsonNode stateChange) {

	private static final int STATUS_DIGITS = 3;

	/**
	 * Reads a call.
	 * @param data the data of an event or a record
	 * @return the call, with nothing in it where the data tells of none
	 */
	public static ApiCall of(JsonNode data) {
		JsonNode identity = data.path("identity");
		String name = text(identity.path("principalName"));
		return new ApiCall((name != null) ? name : text(identity.path("principalId")), text(identity.path("ipAddress")),
				text(data.path("response").path("status")), text(data.path("response").path("message")),
				data.path("stateChange"));
	}

	/**
	 * Return whether the call was answered with a client or a server error.
	 * @return {@code true} if so
	 */
	public boolean refused() {
		return isOfClass('4') || isOfClass('5');
	}

	/**
	 * Return whether the call was answered with success.
	 * @return {@code true} if so
	 */
	public boolean succeeded() {
		return isOfClass('2');
	}

	/**
	 * Adds who called and how the call was answered.
	 * @param presentation the presentation to fill
	 */
	public void describe(PresentationBuilder presentation) {
		presentation.actor(this.actor)
			.fact("Who", this.actor)
			.fact("From", this.address)
			.fact("Answer", this.answer)
			.fact("Answer says", this.message);
	}

	/**
	 * Adds what has changed, and to the title by whom. A call that was refused has done
	 * nothing: its title says so.
	 * @param type the type of the event or record
	 * @param resource the name of the resource; may be blank
	 * @param presentation the presentation, which has a title
	 */
	public void conclude(EventType type, String resource, PresentationBuilder presentation) {
		if (this.answer != null && refused()) {
			presentation.title(type.phrase().refusal(resource, this.answer.substring(0, STATUS_DIGITS)))
				.status(Status.FAILED)
				.severityAtLeast(Severity.WARNING);
		}
		else if (this.actor != null) {
			presentation.titleEnding(" by " + this.actor);
		}
		presentation.changes(this.stateChange.path("previous"), this.stateChange.path("current"));
	}

	private boolean isOfClass(char digit) {
		String status = (this.answer != null) ? this.answer : "";
		return status.length() >= STATUS_DIGITS && status.charAt(0) == digit
				&& status.chars().takeWhile(Character::isDigit).count() == STATUS_DIGITS;
	}

	private static @Nullable String text(JsonNode node) {
		String text = (node.isValueNode() && !node.isNull()) ? node.asText().strip() : "";
		return (text.isEmpty() || text.equals("null")) ? null : text;
	}

}
