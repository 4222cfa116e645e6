package io.onsrelay.provisioning.pipeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EndpointUrlTests {

	@Test
	void credentialsArePercentEncodedAndNotPrinted() {
		EndpointUrl url = EndpointUrl.of("https://relay.test:8443/a/b", "o:n@s", Secret.of("a/b+c@d#e f%g?hü"));
		assertThat(url.url().reveal())
			.isEqualTo("https://o%3An%40s:a%2Fb%2Bc%40d%23e%20f%25g%3Fh%C3%BC@relay.test:8443/a/b");
		assertThat(url).hasToString("https://o%3An%40s:***@relay.test:8443/a/b");
		assertThat(url.address()).hasToString("https://relay.test:8443/a/b");
	}

	@ParameterizedTest
	@CsvSource({ "https://relay.test/ons, true", "https://RELAY.test:443/ons, true", "https://relay.test/ons/, false",
			"https://relay.test:8443/ons, false", "https://other.test/ons, false", "not a url, false",
			"x@y.test, false" })
	void addressesAreComparedAsUrls(String other, boolean same) {
		assertThat(EndpointUrl.of("https://relay.test/ons", "ons", Secret.of("x")).hasAddress(other)).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource({ "https://a:b@relay.test/x, https://relay.test/x", "https://a:b@c@relay.test, https://relay.test",
			"https://relay.test/a@b, https://relay.test/a@b", "a@b.test, a@b.test", "'', ''" })
	void credentialsAreRemoved(String url, String without) {
		assertThat(EndpointUrl.withoutCredentials(url)).isEqualTo(without);
	}

	@Test
	void urlOf512CharactersIsTheLongest() {
		String address = "https://relay.test/";
		String password = "x".repeat(512 - address.length() - "ons:@".length());
		assertThat(EndpointUrl.of(address, "ons", Secret.of(password)).url().reveal()).hasSize(512);
		assertThatIllegalArgumentException().isThrownBy(() -> EndpointUrl.of(address, "ons", Secret.of(password + "x")))
			.withMessageContaining("513 characters")
			.withMessageNotContaining("xxx");
	}

}
