package io.onsrelay.console.deadletter;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.Inputs;
import io.onsrelay.console.view.ListAddress;
import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.event.Content;
import io.onsrelay.notifier.Outcome;

/**
 * The filter of the list of dead letters, as its address has it.
 *
 * @param destination where they were to go
 * @param reason why the last attempt failed
 * @param from the earliest time at which they were given up
 * @param until the time that they were given up before
 * @param acknowledged {@code true} for those that are acknowledged, {@code all} for all
 * @param kind the kind of their message
 * @param type the type of their message
 * @param text what the destination said
 * @param tz the zone of the times
 */
record DeadLetterQuery(@Nullable String destination, @Nullable String reason, @Nullable String from,
		@Nullable String until, @Nullable String acknowledged, @Nullable String kind, @Nullable String type,
		@Nullable String text, @Nullable String tz) {

	public DeadLetterFilter filter() {
		return new DeadLetterFilter(Inputs.destination(this.destination),
				Inputs.word("reason", this.reason, Outcome.Reason.class), Inputs.time("from", this.from, this.tz),
				Inputs.time("until", this.until, this.tz), isAcknowledged(),
				Inputs.word("kind", this.kind, Content.Kind.class), blankToNull(this.type), blankToNull(this.text));
	}

	private @Nullable Boolean isAcknowledged() {
		return switch (this.acknowledged) {
			case null -> false;
			case "", "false" -> false;
			case "true" -> true;
			case "all" -> null;
			default -> throw PageProblem.badRequest("acknowledged must be false, true or all.");
		};
	}

	private static @Nullable String blankToNull(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * Return whether something narrows the list.
	 */
	public boolean isDetailed() {
		return !parameters().isEmpty();
	}

	/**
	 * Return the address of a page with this filter.
	 */
	public String pathTo(String path, long after) {
		return ListAddress.of(path, parameters(), "after", (after > 0) ? after : null);
	}

	public Map<String, String> parameters() {
		Map<String, String> values = new LinkedHashMap<>();
		ListAddress.put(values, "destination", this.destination);
		ListAddress.put(values, "reason", this.reason);
		ListAddress.put(values, "from", this.from);
		ListAddress.put(values, "until", this.until);
		ListAddress.put(values, "acknowledged", "false".equals(this.acknowledged) ? null : this.acknowledged);
		ListAddress.put(values, "kind", this.kind);
		ListAddress.put(values, "type", this.type);
		ListAddress.put(values, "text", this.text);
		return values;
	}

}
