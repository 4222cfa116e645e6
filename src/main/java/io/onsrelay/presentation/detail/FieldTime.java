package io.onsrelay.presentation.detail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.parser.Timestamps;
import io.onsrelay.presentation.vocabulary.FieldName;

/**
 * The time or date in a field. ISO 8601 with a zone is one in any field; a date by
 * itself, and seconds or milliseconds since 1970, only where the name of the field says
 * so.
 *
 * @param text the time or date as ISO 8601; empty if the field has none
 * @param kind a date has no time of day, and so no zone to show it in
 */
record FieldTime(String text, Detail.ValueKind kind) {

	private static final FieldTime NONE = new FieldTime("", Detail.ValueKind.SHORT);

	private static final int DATE_CHARS = 10;

	/** From 2001 to 2286. */
	private static final int SECONDS_DIGITS = 10;

	private static final int MILLIS_DIGITS = 13;

	private static final int MIN_CHARS = "2026-01-01T00:00Z".length();

	private static final int MAX_CHARS = "2026-01-01T00:00:00.000000000+00:00".length();

	static FieldTime of(FieldName name, String text) {
		int length = text.length();
		if (length < DATE_CHARS || length > MAX_CHARS || !isDigit(text.charAt(0))) {
			return NONE;
		}
		if (length >= MIN_CHARS && text.charAt(4) == '-' && (text.charAt(10) | ' ') == 't') {
			return time(Timestamps.parse(text));
		}
		if (!name.saysTime()) {
			return NONE;
		}
		if (length == DATE_CHARS && text.charAt(4) == '-' && text.charAt(7) == '-') {
			return new FieldTime(text, Detail.ValueKind.SHORT);
		}
		boolean number = (length == SECONDS_DIGITS || length == MILLIS_DIGITS)
				&& text.chars().allMatch((character) -> isDigit((char) character));
		return number ? time(Timestamps.parse((length == SECONDS_DIGITS) ? text + "000" : text)) : NONE;
	}

	private static FieldTime time(@Nullable Instant time) {
		return (time != null) ? new FieldTime(time.toString(), Detail.ValueKind.TIME) : NONE;
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	boolean isKnown() {
		return !this.text.isEmpty();
	}

}
