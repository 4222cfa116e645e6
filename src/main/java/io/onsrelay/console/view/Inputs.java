package io.onsrelay.console.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.OperatorChange;
import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.notifier.Destination;

/**
 * Reads what users write into fields and addresses.
 */
public final class Inputs {

	private static final int FIRST_YEAR = 1970;

	private static final int LAST_YEAR = 9999;

	private Inputs() {
	}

	/**
	 * Reads a time: of the field of a form, in the zone of the page, or in ISO 8601 with
	 * an offset.
	 * @param name the name of the parameter
	 * @param text the text; blank or {@code null} for none
	 * @param zone the zone of the page
	 * @return the time; {@code null} for none
	 */
	public static @Nullable Instant time(String name, @Nullable String text, @Nullable String zone) {
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			String time = text.strip();
			boolean instant = time.endsWith("Z");
			LocalDateTime local = LocalDateTime.parse(instant ? time.substring(0, time.length() - 1) : time);
			if (local.getYear() >= FIRST_YEAR && local.getYear() <= LAST_YEAR) {
				return local.atZone(PageTimes.of(Instant.EPOCH, instant ? null : zone).zone()).toInstant();
			}
		}
		catch (DateTimeException ex) {
			// As a time that is out of range
		}
		throw PageProblem.badRequest("%s is no time: write it like 2026-03-01T12:00.".formatted(name));
	}

	/**
	 * Reads a destination.
	 * @param text kind and name; blank or {@code null} for none
	 * @return the destination; {@code null} for none
	 */
	public static @Nullable Destination destination(@Nullable String text) {
		try {
			return (text == null || text.isBlank()) ? null : Destination.of(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw PageProblem.badRequest("A destination is written as kind/name, for example slack/ops.");
		}
	}

	/**
	 * Reads one of some words.
	 * @param <E> the type of what the words mean
	 * @param name the name of the parameter
	 * @param text the word, in any case; blank or {@code null} for none
	 * @param type what the words mean
	 * @return what the word means; {@code null} for none
	 */
	public static <E extends Enum<E>> @Nullable E word(String name, @Nullable String text, Class<E> type) {
		if (text == null || text.isBlank()) {
			return null;
		}
		return Arrays.stream(type.getEnumConstants())
			.filter((each) -> each.name().equalsIgnoreCase(text.strip()))
			.findFirst()
			.orElseThrow(() -> PageProblem.badRequest("%s has no such value. There are: %s.".formatted(name,
					String.join(", ",
							Arrays.stream(type.getEnumConstants())
								.map((each) -> each.name().toLowerCase(Locale.ROOT))
								.toList()))));
	}

	/**
	 * Return what is wrong with words of an operator's own.
	 * @param what their name
	 * @param text the words, without blanks around them
	 * @param most how many characters there may be
	 * @return a sentence; {@code null} if they are a line of that length
	 */
	public static @Nullable String objection(String what, String text, int most) {
		if (text.isEmpty()) {
			return "%s is missing: write a line of at most %d characters.".formatted(what, most);
		}
		if (text.length() > most) {
			return "%s has %d characters: at most %d are kept.".formatted(what, text.length(), most);
		}
		return !OperatorChange.isLine(text) ? "%s must be one line.".formatted(what) : null;
	}

}
