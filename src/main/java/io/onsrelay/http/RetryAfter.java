package io.onsrelay.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.utils.DateUtils;

/**
 * Parses {@code Retry-After}. See
 * https://www.rfc-editor.org/rfc/rfc9110#name-retry-after.
 */
final class RetryAfter {

	/**
	 * The longest pause that a destination can ask for.
	 */
	static final Duration MAX_DELAY = Duration.ofDays(1);

	private static final Pattern SECONDS = Pattern.compile("[0-9]+");

	private static final int MAX_DIGITS = 9;

	private final Clock clock;

	RetryAfter(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Parses the header's value.
	 * @param value seconds or a date
	 * @return how long to wait, at most a day; empty for a date in the past and for a
	 * value that is neither
	 */
	Optional<Duration> parse(String value) {
		String text = value.trim();
		if (SECONDS.matcher(text).matches()) {
			return Optional.of((text.length() > MAX_DIGITS) ? MAX_DELAY : atMost(Long.parseLong(text)));
		}
		Instant date = DateUtils.parseStandardDate(text);
		if (date == null || !date.isAfter(this.clock.instant())) {
			return Optional.empty();
		}
		return Optional.of(atMost(Duration.between(this.clock.instant(), date).toSeconds()));
	}

	private static Duration atMost(long seconds) {
		return (seconds < MAX_DELAY.toSeconds()) ? Duration.ofSeconds(seconds) : MAX_DELAY;
	}

}
