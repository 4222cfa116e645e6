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

	private final PollInterval interval = PollInterval.every(SECOND, new Random());

	@Test
	void noneChangesNoTime() {
		assertThat(PollInterval.none().next(Optional.empty(), NOON)).isEmpty();
		assertThat(PollInterval.none().next(Optional.of(NOON), NOON)).contains(NOON);
	}

	@RepeatedTest(20)
	void nextWhenNothingIsDuePollsWithinTheInterval() {
		assertThat(this.interval.next(Optional.empty(), NOON).orElseThrow()).isBetween(NOON.plus(SECOND.dividedBy(2)),
				NOON.plus(SECOND));
	}

	@RepeatedTest(20)
	void nextWhenDueMuchLaterPollsWithinTheInterval() {
		assertThat(this.interval.next(Optional.of(NOON.plusSeconds(60)), NOON).orElseThrow())
			.isBetween(NOON.plus(SECOND.dividedBy(2)), NOON.plus(SECOND));
	}

	@Test
	void nextWhenDueSoonerKeepsTheTime() {
		Instant soon = NOON.plusMillis(5);
		assertThat(this.interval.next(Optional.of(soon), NOON)).contains(soon);
	}

	@RepeatedTest(20)
	void nextWhenDueAlreadyBacksOffForAMoment() {
		assertThat(this.interval.next(Optional.of(NOON.minusSeconds(9)), NOON).orElseThrow())
			.isBetween(NOON.plusMillis(10), NOON.plusMillis(20));
	}

	@Test
	void nextIsJittered() {
		assertThat(Stream.generate(() -> this.interval.next(Optional.empty(), NOON)).limit(50).distinct())
			.as("replicas do not poll at the same time")
			.hasSizeGreaterThan(10);
	}

}
