package io.onsrelay.confirmation;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	@ParameterizedTest
	@CsvSource({ "0, 4", "1, 8", "5, 128", "9, 2048", "10, 3600", "100, 3600", "2000000000, 3600" })
	void nextWhenChanceIsHighestDoublesUpToAnHour(int attempts, int seconds) {
		assertThat(new Backoff(highest()).next(attempts, Optional.empty())).isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void nextWhenChanceIsLowestWaitsASecond() {
		assertThat(new Backoff(lowest()).next(10, Optional.empty())).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void nextWhenOtherSideWantsMoreWaitsThatLongUpToAnHour() {
		Backoff backoff = new Backoff(lowest());
		assertThat(backoff.next(0, Optional.of(Duration.ofMinutes(5)))).isEqualTo(Duration.ofMinutes(5));
		assertThat(backoff.next(0, Optional.of(Duration.ofDays(5)))).isEqualTo(Duration.ofHours(1));
	}

	private static RandomGenerator highest() {
		return new RandomGenerator() {

			@Override
			public long nextLong() {
				return Long.MAX_VALUE;
			}

			@Override
			public long nextLong(long bound) {
				return bound - 1;
			}

		};
	}

	private static RandomGenerator lowest() {
		return () -> 0;
	}

}
