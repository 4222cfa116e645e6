package io.onsrelay.console.view;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageTimes}.
 */
class PageTimesTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, 0 ms", "PT0.404S, 404 ms", "PT1.25S, 1.3 s", "PT1M, 1 min", "PT1M5S, 1 min 5 s", "PT2H, 2 h",
			"PT2H5M, 2 h 5 min", "P1D, 1 day", "P7D, 7 days", "P1DT3H, 1 day 3 h" })
	void durationHasOneOrTwoUnits(Duration duration, String shown) {
		assertThat(PageTimes.duration(duration)).isEqualTo(shown);
	}

}
