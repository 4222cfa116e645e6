package io.onsrelay.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.config.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PublicUrl}.
 */
class PublicUrlTests {

	@Test
	void ofHasTheOriginOfTheUrl() {
		assertThat(PublicUrl.of("https://Relay.example/ops/").origin())
			.isEqualTo(Origin.of("https", "relay.example", 443));
		assertThat(PublicUrl.of(" ").origin()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay.example", "ftp://relay.example", "https://a@relay.example", "https://x/?q",
			"https://x/<y>" })
	void ofWhenInvalidNamesTheProperty(String text) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> PublicUrl.of(text))
			.extracting(InvalidConfigurationException::getProperty)
			.isEqualTo("relay.public-url");
	}

}
