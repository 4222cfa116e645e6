package io.onsrelay.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollIntervalTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final PollInterval polling = PollInterval.every(SECOND, new Random());

	@Test
	void noneLeavesEveryTimeAsItIs() {
		assertThat(PollInterval.none().next(Optional.empty(), NOON)).isEmpty();
		assertThat(PollInterval.none().next(Optional.of(NOON), NOON)).contains(NOON);
	}

	@RepeatedTest(20)
	void nextWhenNothingIsDueLooksWithinTheInterval() {
		assertThat(this.polling.next(Optional.empty(), NOON).orElseThrow()).isBetween(NOON.plus(SECOND.dividedBy(2)),
				NOON.plus(SECOND));
	}

	@RepeatedTest(20)
	void nextWhenDueMuchLaterLooksWithinTheInterval() {
		assertThat(this.polling.next(Optional.of(NOON.plusSeconds(60)), NOON).orElseThrow())
			.isBetween(NOON.plus(SECOND.dividedBy(2)), NOON.plus(SECOND));
	}

	@Test
	void nextWhenDueSoonerKeepsTheTime() {
		Instant soon = NOON.plusMillis(5);
		assertThat(this.polling.next(Optional.of(soon), NOON)).contains(soon);
	}

	@RepeatedTest(20)
	void nextWhenDueAlreadyLeavesItToOthersForAMoment() {
		assertThat(this.polling.next(Optional.of(NOON.minusSeconds(9)), NOON).orElseThrow())
			.isBetween(NOON.plusMillis(10), NOON.plusMillis(20));
	}

	@Test
	void nextComesAtDifferentTimes() {
		assertThat(Stream.generate(() -> this.polling.next(Optional.empty(), NOON)).limit(50).distinct())
			.as("replicas do not look all at once")
			.hasSizeGreaterThan(10);
	}

}
