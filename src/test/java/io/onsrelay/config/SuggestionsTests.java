package io.onsrelay.config;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Suggestions}.
 */
class SuggestionsTests {

	private static final List<String> CANDIDATES = List.of("pagerduty", "slack", "audit", "to");

	@ParameterizedTest
	@CsvSource({ "slak,slack", "slakc,slack", "slackk,slack", "SLACK,slack", "slock,slack", "pagrduti,pagerduty",
			"t,to", "ot,to" })
	void nearestWhenWordHasSlipsFindsCandidate(String word, String candidate) {
		assertThat(Suggestions.nearest(word, CANDIDATES)).contains(candidate);
	}

	@ParameterizedTest
	@CsvSource({ "email", "sl", "xy", "duty", "''" })
	void nearestWhenWordIsFarFromAllFindsNone(String word) {
		assertThat(Suggestions.nearest(word, CANDIDATES)).isEmpty();
	}

	@Test
	void nearestWhenSeveralAreNearFindsTheNearest() {
		assertThat(Suggestions.nearest("slack/dev", List.of("slack/ops", "slack/de", "slack/devs-2")))
			.contains("slack/de");
	}

	@Test
	void nearestWhenTwoAreEquallyNearFindsTheFirstInTheAlphabet() {
		assertThat(Suggestions.nearest("bat", List.of("cat", "bar"))).contains("bar");
	}

}
