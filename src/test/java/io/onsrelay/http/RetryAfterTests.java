package io.onsrelay.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryAfter}.
 */
class RetryAfterTests {

	private final RetryAfter retryAfter = new RetryAfter(
			Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));

	@ParameterizedTest
	@CsvSource(textBlock = """
			0,                       0
			30,                      30
			' 30 ',                  30
			86399,                   86399
			86400,                   86400
			86401,                   86400
			999999999,               86400
			9999999999,              86400
			99999999999999999999999, 86400
			""")
	void parseWhenSecondsCapsAtOneDay(String value, long seconds) {
		assertThat(this.retryAfter.parse(value)).contains(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sun, 01 Mar 2026 12:00:45 GMT  | 45
			Sunday, 01-Mar-26 12:00:45 GMT | 45
			Mon, 01 Mar 2027 12:00:00 GMT  | 86400
			""")
	void parseWhenDateTakesTimeUntilThen(String value, long seconds) {
		assertThat(this.retryAfter.parse(value)).contains(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "1.5", "soon", "0x10", "+5", "٣", "2026-03-01T12:01:00Z" })
	void parseWhenGarbageIgnores(String value) {
		assertThat(this.retryAfter.parse(value)).isEmpty();
	}

	@Test
	void parseWhenDateInThePastIgnores() {
		assertThat(this.retryAfter.parse("Sun, 01 Mar 2026 11:59:59 GMT")).isEmpty();
	}

}
