package io.onsrelay.notifier;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a destination may be called, at even intervals. Written as a number of calls
 * per second, minute or hour ({@code 1/s}, {@code 120/m}, {@code 500/h}), or
 * {@code unlimited}.
 *
 * @param calls the number of calls in a period; 0 for no limit
 * @param period the period
 */
public record Rate(int calls, Duration period) {

	/**
	 * No limit.
	 */
	public static final Rate UNLIMITED = new Rate(0, Duration.ZERO);

	private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})/([smh])");

	/**
	 * Return a rate.
	 * @param calls the number of calls in a period, at least one
	 * @param period the period
	 * @return the rate
	 */
	public static Rate of(int calls, Duration period) {
		return new Rate(calls, period);
	}

	/**
	 * Reads the text form.
	 * @param text such as {@code 1/s}
	 * @return the rate
	 * @throws IllegalArgumentException if the text has another form
	 */
	public static Rate of(String text) {
		if (text.equalsIgnoreCase("unlimited")) {
			return UNLIMITED;
		}
		Matcher matcher = TEXT.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"A rate is a number and s, m or h, such as 1/s or 120/m, or the word unlimited");
		}
		return new Rate(Integer.parseInt(matcher.group(1)), switch (matcher.group(2)) {
			case "s" -> Duration.ofSeconds(1);
			case "m" -> Duration.ofMinutes(1);
			default -> Duration.ofHours(1);
		});
	}

	/**
	 * Return the time between two calls.
	 * @return the interval; zero if there is no limit
	 */
	public Duration interval() {
		return (this.calls == 0) ? Duration.ZERO : this.period.dividedBy(this.calls);
	}

}
