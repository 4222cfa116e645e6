package io.onsrelay.secret;

import java.util.Set;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretFormat}.
 */
class SecretFormatTests {

	@Test
	void validateWhenFormatIsRightIsValid() {
		assertThat(validate(Secret.of("1234"))).isEmpty();
	}

	@Test
	void validateWhenMissingIsValid() {
		assertThat(validate(null)).isEmpty();
	}

	@Test
	void validateWhenOnlyPartHasFormatFails() {
		assertThat(validate(Secret.of("12345"))).hasSize(1);
	}

	@Test
	void validateWhenFormatIsWrongDoesNotContainTheValue() {
		assertThat(validate(Secret.of("topsecret"))).singleElement().satisfies((violation) -> {
			assertThat(violation.getPropertyPath()).hasToString("pin");
			assertThat(violation.getMessage()).isEqualTo("must be four digits");
			assertThat(violation.toString()).doesNotContain("topsecret");
		});
	}

	private static Set<ConstraintViolation<Settings>> validate(@Nullable Secret pin) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			return factory.getValidator().validate(new Settings(pin));
		}
	}

	record Settings(@SecretFormat(regexp = "[0-9]{4}", message = "must be four digits") @Nullable Secret pin) {
	}

}
