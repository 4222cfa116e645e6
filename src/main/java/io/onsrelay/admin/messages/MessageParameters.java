package io.onsrelay.admin.messages;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.onsrelay.admin.api.Problems;
import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;

/**
 * Reads parameters of requests.
 */
final class MessageParameters {

	/**
	 * What {@link Instant} can hold is far more than a number of milliseconds can.
	 */
	private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private MessageParameters() {
	}

	/**
	 * Reads a word that is the name of a constant, in any letter case.
	 */
	static <E extends Enum<E>> @Nullable E constant(String parameter, @Nullable String word, Class<E> type) {
		if (word == null || word.isBlank()) {
			return null;
		}
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant.name().equalsIgnoreCase(word.strip()))
			.findFirst()
			.orElseThrow(() -> Problems.badRequest("%s must be one of: %s.".formatted(parameter,
					Arrays.stream(type.getEnumConstants())
						.map((constant) -> constant.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", ")))));
	}

	static @Nullable Instant time(String parameter, @Nullable Instant time) {
		if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
			throw Problems.badRequest("%s must be between %s and %s.".formatted(parameter, EARLIEST, LATEST));
		}
		return time;
	}

	static MessageId id(String text) {
		try {
			return MessageId.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw Problems.badRequest(
					"An id of a message is a UUID of 36 characters, such as 0195f1c2-8a44-7c3e-9d1b-2f6a3c4d5e6f. "
							+ "GET /api/messages?q= finds messages by other ids.");
		}
	}

	static Destination destination(@Nullable Destination destination) {
		if (destination == null) {
			throw Problems.badRequest("destination is missing: name one as kind/name, for example slack/ops.");
		}
		return destination;
	}

}
