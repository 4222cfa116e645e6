package io.onsrelay.admin.deadletters;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.onsrelay.admin.api.Problems;
import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.event.Content;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;

/**
 * The parameters by which requests choose dead letters.
 */
public final class DeadLetterParameters {

	/**
	 * What {@link Instant} can hold is far more than a number of milliseconds can.
	 */
	private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private static final int MAX_TEXT_CHARS = 300;

	private DeadLetterParameters() {
	}

	/**
	 * Reads a filter; a parameter that is {@code null} does not narrow it.
	 * @param destination where the dead letters were to go
	 * @param reason why the last attempt failed, in the form of the meters' tags
	 * @param from given up at this time or later
	 * @param until given up before this time
	 * @param acknowledged {@code true}, {@code false} or {@code all}
	 * @param kind the kind of the message, in the form of the meters' tags
	 * @param type the type of the message
	 * @param text a part of what the destination said to the last attempt
	 * @return the filter
	 * @throws org.springframework.web.ErrorResponseException if a parameter can't be
	 * meant
	 */
	public static DeadLetterFilter filter(@Nullable Destination destination, @Nullable String reason,
			@Nullable Instant from, @Nullable Instant until, String acknowledged, @Nullable String kind,
			@Nullable String type, @Nullable String text) {
		return new DeadLetterFilter(destination, constant("reason", reason, Outcome.Reason.values()),
				time("from", from), time("until", until), acknowledged(acknowledged),
				constant("kind", kind, Content.Kind.values()), text("type", type), text("text", text));
	}

	/**
	 * Requires that a filter narrows, or that all dead letters are meant.
	 * @param filter the filter
	 * @param all whether all are meant
	 * @param change what is done with them, a verb
	 * @return the filter
	 * @throws org.springframework.web.ErrorResponseException if neither is so
	 */
	public static DeadLetterFilter narrowed(DeadLetterFilter filter, boolean all, String change) {
		if (filter.isOfAll() && !all) {
			throw Problems
				.badRequest("Filter by destination, reason, from or until, or %s every dead letter with all=true."
					.formatted(change));
		}
		return filter;
	}

	private static @Nullable Boolean acknowledged(String word) {
		return switch (word) {
			case "false" -> false;
			case "true" -> true;
			case "all" -> null;
			default -> throw Problems.badRequest("acknowledged must be false, true or all.");
		};
	}

	private static @Nullable Instant time(String parameter, @Nullable Instant time) {
		if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
			throw Problems.badRequest("%s must be between %s and %s.".formatted(parameter, EARLIEST, LATEST));
		}
		return time;
	}

	private static @Nullable String text(String parameter, @Nullable String text) {
		if (text == null || text.isEmpty()) {
			return null;
		}
		if (text.length() > MAX_TEXT_CHARS || text.indexOf(0) >= 0) {
			throw Problems
				.badRequest("%s must have at most %d characters, and no NUL.".formatted(parameter, MAX_TEXT_CHARS));
		}
		return text;
	}

	private static <E extends Enum<E>> @Nullable E constant(String parameter, @Nullable String word, E[] values) {
		if (word == null) {
			return null;
		}
		return Arrays.stream(values)
			.filter((value) -> value.name().equalsIgnoreCase(word))
			.findFirst()
			.orElseThrow(() -> Problems
				.badRequest("'%s' is no %s. %ss are: %s.".formatted(word, parameter, StringUtils.capitalize(parameter),
						Arrays.stream(values)
							.map((value) -> value.name().toLowerCase(Locale.ROOT))
							.collect(Collectors.joining(", ")))));
	}

}
