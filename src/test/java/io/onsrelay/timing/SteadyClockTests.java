package io.onsrelay.timing;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.onsrelay.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class SteadyClockTests {

	private final TestClock clock = TestClock.standing();

	private final SteadyClock steady = new SteadyClock(this.clock, this.clock::nanoTime);

	@Test
	void instantFollowsTheUnderlyingClock() {
		this.clock.move(Duration.ofHours(5));
		assertThat(this.steady.instant()).isEqualTo(this.clock.instant());
		assertThat(this.steady.step()).isEmpty();
	}

	@Test
	void instantWhenTheClockIsSetGoesOnEvenly() {
		Instant before = this.steady.instant();
		this.clock.set(Duration.ofHours(-1));
		this.clock.move(Duration.ofSeconds(10));
		assertThat(this.steady.instant()).isEqualTo(before.plusSeconds(10));
		assertThat(this.steady.step()).contains(Duration.ofHours(-1));
		assertThat(this.steady.wallTime()).isEqualTo(this.clock.instant());
		this.steady.setOffset(Duration.ofHours(-1));
		assertThat(this.steady.instant()).isEqualTo(before.plusSeconds(10));
		assertThat(this.steady.step()).isEmpty();
	}

	@Test
	void instantFollowsSmallCorrections() {
		for (int i = 0; i < 10; i++) {
			this.clock.set(Duration.ofMillis(900));
			assertThat(this.steady.instant()).isEqualTo(this.clock.instant());
		}
	}

}
