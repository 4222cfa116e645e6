package io.onsrelay.delivery.policy;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CircuitSettings}.
 */
class CircuitSettingsTests {

	@ParameterizedTest
	@CsvSource({ "0, PT5S", "1, PT10S", "2, PT20S", "3, PT40S", "4, PT1M", "5, PT1M", "2000000000, PT1M" })
	void waitAfterDoublesUpToTheLongest(int probes, Duration wait) {
		assertThat(new CircuitSettings(10, Duration.ofSeconds(5), Duration.ofMinutes(1)).waitAfter(probes))
			.isEqualTo(wait);
	}

	@ParameterizedTest
	@CsvSource({ "0", "1" })
	void waitAfterIsNeverLongerThanTheLongest(int probes) {
		assertThat(new CircuitSettings(10, Duration.ofMinutes(2), Duration.ofMinutes(1)).waitAfter(probes))
			.isEqualTo(Duration.ofMinutes(1));
	}

}
