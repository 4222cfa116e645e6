package io.onsrelay.console.silence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.Inputs;
import io.onsrelay.event.Message;

/**
 * The fields of a new silence, as their address has them.
 *
 * @param condition the condition
 * @param reason why
 * @param length for how long, in hours; {@code tomorrow} for nine o'clock of the next
 * morning
 * @param until when it ends, in place of a length
 * @param message the id of the message that the condition is filled in from
 * @param record the number of the record that a part of a batch begins with
 * @param preview whether to look what it would match
 * @param tz the zone of the times
 */
record SilenceForm(@Nullable String condition, @Nullable String reason, @Nullable String length, @Nullable String until,
		@Nullable String message, @Nullable String record, @Nullable String preview, @Nullable String tz) {

	private static final LocalTime MORNING = LocalTime.of(9, 0);

	private static final String RECORD = "[1-9][0-9]{0,5}";

	private static final int MAX_HOURS = 8784;

	/**
	 * Return when the silence ends.
	 */
	public Instant end(Instant now, ZoneId zone) {
		Instant until = Inputs.time("until", this.until, this.tz);
		if (until != null) {
			return until;
		}
		String chosen = chosen();
		if (chosen.equals("tomorrow")) {
			return now.atZone(zone).toLocalDate().plusDays(1).atTime(MORNING).atZone(zone).toInstant();
		}
		if (!chosen.matches("[0-9]{1,4}") || Integer.parseInt(chosen) > MAX_HOURS) {
			throw PageProblem.badRequest("length must be a number of hours, or tomorrow.");
		}
		return now.plus(Duration.ofHours(Integer.parseInt(chosen)));
	}

	/**
	 * Return the part of a message that the condition is filled in from.
	 */
	Message part(Message whole) {
		return (this.record != null && this.record.matches(RECORD)) ? whole.part(new Message.Records(this.record))
				: whole;
	}

	/**
	 * Return the same with a condition.
	 */
	SilenceForm withCondition(String condition) {
		return new SilenceForm(condition, this.reason, this.length, this.until, this.message, this.record, this.preview,
				this.tz);
	}

	public String chosen() {
		return (this.length == null || this.length.isBlank()) ? "4" : this.length;
	}

	public boolean isPreviewed() {
		return this.preview != null && !isWithoutCondition();
	}

	boolean isWithoutCondition() {
		return this.condition == null || this.condition.isBlank();
	}

	/**
	 * Return the lengths to choose from.
	 * @param most the longest
	 */
	static List<Length> lengths(Duration most) {
		return List
			.of(new Length("1", "1 hour", 1), new Length("4", "4 hours", 4), new Length("8", "8 hours", 8),
					new Length("tomorrow", "until tomorrow, 9:00", 33), new Length("24", "1 day", 24),
					new Length("72", "3 days", 72), new Length("168", "1 week", 168))
			.stream()
			.filter((length) -> Duration.ofHours(length.hours()).compareTo(most) <= 0)
			.toList();
	}

	/**
	 * A length to choose.
	 *
	 * @param value the value of the field
	 * @param text what it says
	 * @param hours how long it is at most
	 */
	record Length(String value, String text, int hours) {
	}

}
