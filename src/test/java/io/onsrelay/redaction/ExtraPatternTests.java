package io.onsrelay.redaction;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.Doublings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ExtraPattern}.
 */
class ExtraPatternTests {

	@ParameterizedTest
	@ValueSource(strings = { "(a+)+$", "(.*a){25}", "(a|aa)+b", "(a*)*b", "([a-z]+)*[0-9]" })
	void redactWhenPatternBacktracksElsewhereTakesTimeInProportionToTheText(String pattern) {
		Redaction redaction = redaction(pattern);
		Doublings.assertLinear((length) -> redaction.redact("a".repeat(length) + "!"));
	}

	@Test
	void redactWhenThreadIsInterruptedEnds() {
		Redaction redaction = redaction("a(.*b)?");
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> redaction.redact("aaa"));
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void compileWhenPatternIsLongRefusesIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> ExtraPattern.compile("a".repeat(1_001)))
			.withMessage("longer than 1000 characters");
	}

	@Test
	void toStringShowsThePattern() {
		assertThat(ExtraPattern.compile("a+")).hasToString("a+");
	}

	private static Redaction redaction(String pattern) {
		return new Redaction(List.of(ExtraPattern.compile(pattern)));
	}

}
