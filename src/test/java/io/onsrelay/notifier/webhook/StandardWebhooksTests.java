package io.onsrelay.notifier.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StandardWebhooks}, by the published vector and the published library.
 */
class StandardWebhooksTests {

	private static final String OTHER = "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";

	@Test
	void signsThePublishedVector() {
		Map<String, String> headers = signer(Webhooks.SECRET).headers("msg_p5jXN8AQM9LWM0D4loKWxJek",
				Instant.ofEpochSecond(1614265330), bytes("{\"test\": 2432232314}"));
		assertThat(headers).isEqualTo(Map.of("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp",
				"1614265330", "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "grüße 🚀", "{\"a\":\"b\\u0000\"}" })
	void libraryVerifiesWithEachOfTwoSecrets(String body) {
		Map<String, List<String>> headers = headers(
				signer(Webhooks.SECRET, OTHER).headers("id#1-3", now(), bytes(body)));
		assertThat(headers.getOrDefault("webhook-signature", List.of("")).getFirst().split(" ")).hasSize(2);
		for (String secret : List.of(Webhooks.SECRET, OTHER)) {
			assertThatCode(() -> new Webhook(secret).verify(body, headers)).doesNotThrowAnyException();
		}
	}

	@Test
	void libraryRejectsWhatWasChanged() {
		Map<String, List<String>> headers = headers(signer(OTHER).headers("id", now(), bytes("{}")));
		assertThatExceptionOfType(WebhookVerificationException.class)
			.isThrownBy(() -> new Webhook(OTHER).verify("{ }", headers));
		assertThatExceptionOfType(WebhookVerificationException.class)
			.isThrownBy(() -> new Webhook(Webhooks.SECRET).verify("{}", headers));
	}

	@Test
	void withoutSecretHasNoSignature() {
		assertThat(signer().headers("id", Instant.EPOCH, bytes(""))).containsOnlyKeys("webhook-id",
				"webhook-timestamp");
	}

	// The library compares with the clock of the system.
	private static Instant now() {
		return Clock.systemUTC().instant();
	}

	private static StandardWebhooks signer(String... secrets) {
		return new StandardWebhooks(List.of(secrets).stream().map(Secret::of).toList());
	}

	private static Map<String, List<String>> headers(Map<String, String> headers) {
		Map<String, List<String>> lists = new HashMap<>();
		headers.forEach((name, value) -> lists.put(name, List.of(value)));
		return lists;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
