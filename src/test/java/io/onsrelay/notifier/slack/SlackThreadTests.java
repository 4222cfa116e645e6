package io.onsrelay.notifier.slack;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlackThread}.
 */
class SlackThreadTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	@ParameterizedTest
	@CsvSource(textBlock = """
			# resolved, message resolves, after, goes into the thread
			false,      false,            PT23H,  true
			false,      false,            PT24H,  false
			false,      true,             PT23H,  true
			false,      true,             PT24H,  true
			true,       false,            PT0S,   false
			true,       true,             PT23H,  true
			true,       true,             PT24H,  false
			""")
	void takesWhatBelongsTogether(boolean resolved, boolean resolve, Duration after, boolean taken) {
		SlackThread thread = new SlackThread("alarm", "C0HERON", "1.2", "Alarm firing", START, resolved);
		assertThat(thread.takes(resolve, START.plus(after), Duration.ofHours(24))).isEqualTo(taken);
	}

}
