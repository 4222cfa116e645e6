package io.onsrelay.secret;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PasswordFormat}.
 */
class PasswordFormatTests {

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "twelve chars", "0123456789ab", "            x", "ÄÖÜäöüßßßßßß", "line one\nline two" })
	void validateWhenPasswordIsLongOrMissingIsValid(@Nullable String password) {
		assertThat(violation(password)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", " ", "eleven char", "            ", "\t\t\t\t\t\t\t\t\t\t\t\t",
			"\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0",
			"\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00" })
	void validateWhenPasswordIsShortOrBlankSaysWhyWithoutIt(String password) {
		assertThat(violation(password)).isEqualTo("password must have at least 12 characters, and not only blanks; "
				+ "without a password, one is generated");
	}

	private static @Nullable String violation(@Nullable String password) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			return factory.getValidator()
				.validate(new Settings((password != null) ? Secret.of(password) : null))
				.stream()
				.map((violation) -> violation.getPropertyPath() + " " + violation.getMessage())
				.reduce((one, other) -> one + "; " + other)
				.orElse(null);
		}
	}

	record Settings(@PasswordFormat @Nullable Secret password) {
	}

}
