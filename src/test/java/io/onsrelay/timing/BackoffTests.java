package io.onsrelay.timing;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Backoff backoff = new Backoff(SECOND, Duration.ofSeconds(60));

	private final RandomGenerator random = new Random(42);

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "1000000, 60" })
	void delayIsJitteredBelowACeilingThatDoublesUpToTheCap(int attempts, long ceiling) {
		List<Duration> delays = IntStream.range(0, 2000)
			.mapToObj((_) -> this.backoff.delay(attempts, null, this.random))
			.toList();
		Duration longest = delays.stream().max(Duration::compareTo).orElseThrow();
		Duration shortest = delays.stream().min(Duration::compareTo).orElseThrow();
		assertThat(longest).isBetween(Duration.ofMillis(ceiling * 990), Duration.ofSeconds(ceiling));
		assertThat(shortest).isBetween(Duration.ofMillis(1), Duration.ofMillis(ceiling * 10));
	}

	@Test
	void delayWhenDestinationAsksForMoreIsWhatItAsksFor() {
		assertThat(this.backoff.delay(1, Duration.ofMinutes(30), this.random)).isEqualTo(Duration.ofMinutes(30));
	}

	@Test
	void delayWhenDestinationAsksForLessIsTheBackoff() {
		assertThat(this.backoff.delay(7, Duration.ZERO, this.random)).isPositive();
	}

	@Test
	void createWhenDurationsAreInvalidFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, SECOND));
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ofSeconds(2), SECOND));
	}

	@Test
	void createWhenInitialIsTheLongestSucceeds() {
		assertThat(new Backoff(SECOND, SECOND).delay(5, null, this.random)).isBetween(Duration.ofMillis(1), SECOND);
	}

}
