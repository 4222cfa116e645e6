package io.onsrelay.presentation.vocabulary;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Regions}.
 */
class RegionsTests {

	@ParameterizedTest
	@CsvSource({ "eu-frankfurt-1,eu-frankfurt-1", "FRA,fra", "QxTz:EU-FRANKFURT-1-AD-2,eu-frankfurt-1",
			"eu-frankfurt-1-ad-3,eu-frankfurt-1", "xWpF:PHX-AD-1,phx", "us-gov-phoenix-1,us-gov-phoenix-1" })
	void findKnowsTheFormsOfRegions(String text, String region) {
		assertThat(Regions.find(text)).contains(region);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "frankfurt", "eu-frankfurt", "-ad-1", "eu-frankfurt-1-ad-", "a:b:eu-frankfurt-1-ad-1x",
			"AD-1" })
	void findKnowsNothingElse(String text) {
		assertThat(Regions.find(text)).isEmpty();
	}

}
