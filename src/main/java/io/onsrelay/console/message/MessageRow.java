package io.onsrelay.console.message;

import java.util.List;
import java.util.Locale;

import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.search.DeliveryState;
import io.onsrelay.search.MessageSummary;

/**
 * A message in a list of a page.
 *
 * @param summary the message
 * @param mark how its severity is marked
 * @param word its severity in a word
 * @param outcomes what its deliveries are
 */
public record MessageRow(MessageSummary summary, String mark, String word, List<StateCount> outcomes) {

	/**
	 * Copies the list.
	 */
	public MessageRow {
		outcomes = List.copyOf(outcomes);
	}

	/**
	 * Return the row of a message.
	 * @param summary the message
	 * @return the row
	 */
	public static MessageRow of(MessageSummary summary) {
		return new MessageRow(summary, mark(summary.severity(), summary.status()),
				word(summary.severity(), summary.status()),
				summary.deliveries()
					.entrySet()
					.stream()
					.map((entry) -> new StateCount(mark(entry.getKey()), entry.getValue() + " " + word(entry.getKey())))
					.toList());
	}

	static String mark(Severity severity, Presentation.Status status) {
		if (status == Presentation.Status.RESOLVED) {
			return "good";
		}
		return switch (severity) {
			case CRITICAL -> "worst";
			case ERROR -> "bad";
			case WARNING -> "warn";
			case INFO -> "note";
		};
	}

	static String word(Severity severity, Presentation.Status status) {
		return (status == Presentation.Status.RESOLVED) ? "resolved" : severity.name().toLowerCase(Locale.ROOT);
	}

	static String mark(DeliveryState state) {
		return switch (state) {
			case PENDING -> "idle";
			case DELIVERED -> "good";
			case DEAD -> "bad";
		};
	}

	static String word(DeliveryState state) {
		return switch (state) {
			case PENDING -> "waiting";
			case DELIVERED -> "delivered";
			case DEAD -> "dead";
		};
	}

	/**
	 * What some deliveries are.
	 *
	 * @param mark how that is marked
	 * @param text how many, and what
	 */
	public record StateCount(String mark, String text) {
	}

}
