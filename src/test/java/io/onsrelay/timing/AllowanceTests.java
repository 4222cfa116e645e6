package io.onsrelay.timing;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Allowance}.
 */
class AllowanceTests {

	private Instant now = Instant.parse("2026-03-01T12:00:00Z");

	private final Allowance allowance = new Allowance(2, () -> this.now);

	@Test
	void tryUseIsBoundedInEachMinute() {
		assertUsable(2);
		pass(Duration.ofSeconds(59));
		assertUsable(0);
		pass(Duration.ofSeconds(1));
		assertUsable(2);
	}

	@Test
	void tryUseWhenTheClockIsSetBackBeginsAnew() {
		assertUsable(2);
		pass(Duration.ofHours(-1));
		assertUsable(2);
	}

	private void assertUsable(int times) {
		int used = 0;
		while (this.allowance.tryUse()) {
			used++;
		}
		assertThat(used).isEqualTo(times);
	}

	private void pass(Duration duration) {
		this.now = this.now.plus(duration);
	}

}
