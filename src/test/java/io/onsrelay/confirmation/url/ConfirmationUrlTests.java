package io.onsrelay.confirmation.url;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.Doublings;
import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

class ConfirmationUrlTests {

	private static final String URL = "https://host/a/b?token=abc+/==&protocol=CUSTOM_HTTPS";

	@Test
	void findWhenHeaderHasItIgnoresTheBody() {
		assertThat(find(Map.of("X-OCI-NS-ConfirmationURL", URL), "{\"ConfirmationURL\":\"https://other\"}"))
			.contains(URL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SubscriptionConfirmation", "subscriptionconfirmation", "SUBSCRIPTIONCONFIRMATION" })
	void findWhenTypeIsConfirmationFallsBackToTheBody(String type) {
		assertThat(find(Map.of("X-OCI-NS-MessageType", type), "{\"ConfirmationURL\":\"%s\"}".formatted(URL)))
			.contains(URL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Notification", "notification", "SomethingNew" })
	void findWhenTypeIsAnotherFindsNothing(String type) {
		assertThat(find(Map.of("X-OCI-NS-MessageType", type, "X-OCI-NS-ConfirmationURL", URL),
				"{\"ConfirmationURL\":\"%s\"}".formatted(URL)))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"ConfirmationURL\":\"%s\"}", "{\"ConfirmationURL\" : \"%s\" , \"x\":",
			"ConfirmationURL=%s", "ConfirmationURL: %s\nmore", "{ConfirmationURL:%s}", "{'ConfirmationURL':'%s'}",
			"{\"confirmationUrl\":\"%s\"}", "\"{\\\"ConfirmationURL\\\":\\\"%s\\\"}\"",
			"{\"a\":1,\n\t\"ConfirmationURL\":\n\"%s\"", "<ConfirmationURL:%s>" })
	void findWhenBodyIsOnlyRoughlyJsonFindsIt(String body) {
		assertThat(find(Map.of(), body.formatted(URL))).contains(URL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https:\\/\\/host\\/a\\/b?token=abc+\\/==&amp;protocol=CUSTOM_HTTPS",
			"https://host/a/b?token\\u003dabc+/\\u003d\\u003d\\u0026protocol\\u003dCUSTOM_HTTPS",
			"https:\\u002F\\u002fhost/a/b?token=abc+/==&protocol=CUSTOM_HTTPS",
			"https:\\\\/\\\\/host/a/b?token\\\\u003dabc+/==&protocol=CUSTOM_HTTPS" })
	void findWhenEscapedGivesThePlainUrl(String escaped) {
		assertThat(find(Map.of(), "{\"ConfirmationURL\":\"%s\"}".formatted(escaped))).contains(URL);
		assertThat(find(Map.of("X-OCI-NS-ConfirmationURL", escaped), "")).contains(URL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "text", "{\"NotAConfirmationURL\":\"https://host\"}",
			"{\"ConfirmationURL\":\"\"}", "{\"ConfirmationURL\":{\"a\":1}}" })
	void findWhenBodyHasNoneFindsNothing(String body) {
		assertThat(find(Map.of(), body)).isEmpty();
	}

	@Test
	void findWhenBodyIsLargeAndHostileReturns() {
		String body = "ConfirmationURL:\"" + "\\/a".repeat(80_000);
		assertThat(find(Map.of(), body)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\", "\\/", "\\u00", "\\u0041", "&amp;", "ConfirmationURL:", "ConfirmationURL:\\\\ " })
	void findWhenTextRepeatsTakesTimeInProportionToItsLength(String repeated) {
		Doublings.assertLinear((length) -> {
			String text = repeated.repeat(length / repeated.length()) + "x";
			find(Map.of("X-OCI-NS-ConfirmationURL", text), "");
			find(Map.of(), text);
		});
	}

	private static Optional<String> find(Map<String, String> headers, String body) {
		return ConfirmationUrl.find(new OnsHeaders(headers), Body.of(body.getBytes(StandardCharsets.UTF_8)))
			.map(Secret::reveal);
	}

}
