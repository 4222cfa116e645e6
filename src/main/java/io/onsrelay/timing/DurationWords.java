package io.onsrelay.timing;

import java.time.Duration;

/**
 * Durations for people.
 */
public final class DurationWords {

	private DurationWords() {
	}

	/**
	 * Return a duration in its two largest units.
	 * @param duration the duration
	 * @return such as {@code 2 d 5 h}, {@code 1 h}, {@code 3 min 20 s} or {@code 0 s}
	 */
	public static String of(Duration duration) {
		long[] values = { duration.toDays(), duration.toHoursPart(), duration.toMinutesPart(),
				duration.toSecondsPart() };
		String[] units = { "d", "h", "min", "s" };
		for (int i = 0; i < values.length; i++) {
			if (values[i] > 0) {
				String first = values[i] + " " + units[i];
				return (i + 1 < values.length && values[i + 1] > 0) ? first + " " + values[i + 1] + " " + units[i + 1]
						: first;
			}
		}
		return "0 s";
	}

}
