package io.onsrelay.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * How long a topic may send nothing, learnt from the longest pause of each of the last
 * days. The longest of all is left out: it may be an outage. Two weeks hold the pauses of
 * two weekends, so that they are no surprise. A topic that speaks on few days, or pauses
 * for long, is not learnt: its silence says nothing.
 */
final class Rhythm {

	/**
	 * How many days are looked at.
	 */
	static final int DAYS = 14;

	/**
	 * The least of them on which the topic has spoken after a pause.
	 */
	private static final int SPEAKING_DAYS = 7;

	/**
	 * How many times as long as its usual pauses a topic is quiet when it counts as
	 * silent.
	 */
	static final int FACTOR = 2;

	private static final Duration SHORTEST = Duration.ofHours(1);

	private static final Duration LONGEST = Duration.ofHours(24);

	private Rhythm() {
	}

	/**
	 * Learns a rhythm.
	 * @param pauses the longest pause of each day on which the topic has spoken, of the
	 * last 14 days
	 * @param known for how long the topic is known
	 * @return after how long it counts as silent, at least an hour; empty if that can't
	 * be told, or is more than a day
	 */
	static Optional<Duration> learn(Collection<Duration> pauses, Duration known) {
		if (known.compareTo(Duration.ofDays(DAYS)) < 0 || pauses.size() < SPEAKING_DAYS) {
			return Optional.empty();
		}
		Duration usual = pauses.stream().sorted(Comparator.reverseOrder()).skip(1).findFirst().orElseThrow();
		Duration silentAfter = usual.multipliedBy(FACTOR);
		return (silentAfter.compareTo(LONGEST) > 0) ? Optional.empty()
				: Optional.of((silentAfter.compareTo(SHORTEST) < 0) ? SHORTEST : silentAfter);
	}

}
