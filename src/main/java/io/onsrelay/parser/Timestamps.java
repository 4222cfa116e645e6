package io.onsrelay.parser;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Parses the forms in which OCI sends a time: ISO 8601 with {@code Z}, {@code +00:00} or
 * {@code +0000}, and milliseconds since 1970.
 */
public final class Timestamps {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.appendPattern("[XXX][XX][X]")
		.toFormatter(Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	/** Years of four digits, since databases and receivers support no others. */
	private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private Timestamps() {
	}

	/**
	 * Parses a time.
	 * @param text the text
	 * @return the time; {@code null} if the text is none in the years 1 to 9999
	 */
	public static @Nullable Instant parse(String text) {
		try {
			String trimmed = text.strip();
			Instant time = isNumber(trimmed) ? Instant.ofEpochMilli(Long.parseLong(trimmed))
					: FORMAT.parse(trimmed, Instant::from);
			return (time.isBefore(EARLIEST) || time.isAfter(LATEST)) ? null : time;
		}
		catch (DateTimeException | NumberFormatException ex) {
			return null;
		}
	}

	private static boolean isNumber(String text) {
		return text.chars()
			.skip(text.startsWith("-") ? 1 : 0)
			.allMatch((character) -> character >= '0' && character <= '9');
	}

}
