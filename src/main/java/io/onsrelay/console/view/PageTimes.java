package io.onsrelay.console.view;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How a page shows times: in the zone that its address names, and relative to now.
 *
 * @param now when the page is made
 * @param zone the zone
 */
record PageTimes(Instant now, ZoneId zone) {

	static final String PARAMETER = "tz";

	private static final String UTC = "UTC";

	private static final Pattern ZONE = Pattern.compile("[A-Za-z][A-Za-z0-9+_-]*(/[A-Za-z0-9+_-]+){0,2}");

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z",
			Locale.ENGLISH);

	private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

	/**
	 * Creates the times of a page.
	 * @param now the time
	 * @param zone the name of a zone, as a user wrote it; UTC where there is none of this
	 * name
	 */
	static PageTimes of(Instant now, @Nullable String zone) {
		try {
			return new PageTimes(now,
					ZoneId.of((zone != null && zone.length() <= 64 && ZONE.matcher(zone).matches()) ? zone : UTC));
		}
		catch (DateTimeException ex) {
			return new PageTimes(now, ZoneId.of(UTC));
		}
	}

	boolean isUtc() {
		return this.zone.getId().equals(UTC);
	}

	String format(Instant time) {
		return SECONDS.format(time.atZone(this.zone));
	}

	String hour(Instant time) {
		return HOUR.format(time.atZone(this.zone));
	}

	/**
	 * Return how long ago a time is, or how far ahead, as the script of the pages does.
	 */
	String relative(Instant time) {
		Duration distance = Duration.between(time, this.now);
		String length = length(distance.abs());
		return distance.isNegative() ? "in " + length : length + " ago";
	}

	private static String length(Duration duration) {
		if (duration.toDays() > 0) {
			return counted(duration.toDays(), "day");
		}
		if (duration.toHours() > 0) {
			return duration.toHours() + " hr.";
		}
		return (duration.toMinutes() > 0) ? duration.toMinutes() + " min." : duration.toSeconds() + " sec.";
	}

	/**
	 * Return a duration in one or two units.
	 */
	static String duration(Duration duration) {
		if (duration.toDays() > 0) {
			return counted(duration.toDays(), "day") + part(duration.toHoursPart(), "h");
		}
		if (duration.toHours() > 0) {
			return duration.toHours() + " h" + part(duration.toMinutesPart(), "min");
		}
		if (duration.toMinutes() > 0) {
			return duration.toMinutes() + " min" + part(duration.toSecondsPart(), "s");
		}
		return (duration.toMillis() < 1000) ? duration.toMillis() + " ms"
				: String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

	private static String part(int count, String unit) {
		return (count == 0) ? "" : " " + count + " " + unit;
	}

	private static String counted(long count, String unit) {
		return count + " " + unit + ((count == 1) ? "" : "s");
	}

}
