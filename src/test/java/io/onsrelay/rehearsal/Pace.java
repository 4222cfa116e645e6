package io.onsrelay.rehearsal;

import java.time.Duration;

/**
 * How fast the scenes follow each other.
 *
 * @param patience how long to wait for what should arrive
 * @param readingTime how long to wait after each scene
 */
record Pace(Duration patience, Duration readingTime) {

	static final Pace OF_A_READER = new Pace(Duration.ofSeconds(10), Duration.ofMillis(700));

	static final Pace OF_A_TEST = new Pace(Duration.ofSeconds(20), Duration.ZERO);

}
