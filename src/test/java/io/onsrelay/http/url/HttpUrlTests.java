package io.onsrelay.http.url;

import java.util.Comparator;
import java.util.List;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpUrl}.
 */
class HttpUrlTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://h.example/{tenant}/x", "https://h/{x}|y", "http://h/p\u00E4th",
			"http://h:99999/x", "https://h/x?sig=a|b", "http://am:909x3", "https://h/%zz" })
	void urlThatCanNotBeCalledIsRefused(String url) {
		assertThat(violations(url)).containsExactly("text", "secret").doesNotContain(url);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "https://hooks.slack.com/services/T/B/x", "http://127.0.0.1:9093",
			"https://h/a%20b?x=%7By%7D", "http://[::1]:8080/x", "ftp://what-others-refuse",
			"https://user:password@what-others-refuse/", "https://" })
	void anythingElseIsAccepted(@Nullable String url) {
		assertThat(violations(url)).isEmpty();
	}

	private static List<String> violations(@Nullable String url) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			Validator validator = factory.getValidator();
			return validator.validate(new Urls(url, (url != null) ? Secret.of(url) : null))
				.stream()
				.map((violation) -> violation.getPropertyPath().toString())
				.sorted(Comparator.reverseOrder())
				.toList();
		}
	}

	private record Urls(@HttpUrl @Nullable String text, @HttpUrl @Nullable Secret secret) {
	}

}
