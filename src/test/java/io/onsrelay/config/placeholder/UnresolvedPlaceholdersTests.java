package io.onsrelay.config.placeholder;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.config.Mistake;
import io.onsrelay.config.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnresolvedPlaceholders}.
 */
class UnresolvedPlaceholdersTests {

	@ParameterizedTest
	@ValueSource(strings = { "relay.ingest.password: ${NONE}", "relay.ingest.password: 'hunter2${NONE}'",
			"relay: {ingest: {password: '${NONE}'}}", "relay.ingest.password: ${${NONE}}",
			"relay.ingest.password: '${OTHER:${NONE}}'", "relay.ingest.password: '${NONE:?set it}'" })
	void findWhenPlaceholderHasNoValueNamesPropertyAndPlaceholder(String yaml) {
		assertThat(find(TestSettings.ofYaml(yaml))).singleElement().satisfies((mistake) -> {
			assertThat(mistake).hasToString("relay.ingest.password: the placeholder ${NONE} has no value.");
			assertThat(mistake.action()).isEqualTo("Set NONE, or write ${NONE:} where it may be empty.");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay.list[1]", "relay.map.key", "relay.records[0].secret", "spring.datasource.url",
			"spring.datasource.hikari.password", "spring.ssl.bundle.pem.server.keystore.private-key",
			"server.ssl.key-store-password", "server.port", "management.server.ssl.key-password" })
	void findWhenPropertyIsAnyThatTheServiceReadsFindsIt(String property) {
		assertThat(find(TestSettings.ofProperties("relay.list[0]=a", property + "=${NONE}"))).singleElement()
			.hasToString(property + ": the placeholder ${NONE} has no value.");
	}

	@Test
	void findWhenVariableHoldsPlaceholderFindsIt() {
		assertThat(find(TestSettings.ofVariables(Map.of("RELAY_INGEST_PASSWORD", "${NONE}")))).singleElement()
			.hasToString("relay.ingest.password: the placeholder ${NONE} has no value.");
	}

	@Test
	void findWhenPlaceholderIsDefinedByItselfFindsIt() {
		assertThat(find(TestSettings.ofYaml("relay.ingest.password: ${NONE}").andVariables(Map.of("NONE", "${NONE}"))))
			.singleElement()
			.hasToString("relay.ingest.password: the placeholder ${NONE} has no value.");
	}

	// What a variable holds may be a password, and so no part of it is shown
	@Test
	void findWhenValueOnlyLooksLikePlaceholderShowsNoPartOfIt() {
		List<Mistake> mistakes = find(TestSettings.ofYaml("relay.ingest.password: ${ONS_PASSWORD}")
			.andVariables(Map.of("ONS_PASSWORD", "hun${ter}2", "RELAY_ADMIN_PASSWORD", "hun${ter}2")));
		assertThat(mistakes).hasSize(2).allSatisfy((mistake) -> {
			assertThat(mistake.description())
				.isEqualTo("a part of the value is read as a placeholder, and has no value.");
			assertThat(mistake.action()).startsWith("Write \\${ for a ${ that belongs to the value");
			assertThat(mistake.toString() + mistake.action()).doesNotContain("hun", "ter");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "${SET}", "${NONE:}", "${NONE:default}", "${NONE:${SET}}", "${SET:${NONE}}", "\\${NONE}",
			"a${b", "a}b{$", "$NONE", "${EMPTY}", "${SET:?set it}", "\\${NONE:?x}" })
	void findWhenEachPlaceholderHasValueFindsNothing(String value) {
		TestSettings settings = TestSettings.ofProperties("relay.ingest.password=" + value)
			.andVariables(Map.of("SET", "x", "EMPTY", ""));
		assertThat(find(settings)).isEmpty();
	}

	@Test
	void findWhenOtherSourceOverridesItFindsNothing() {
		assertThat(find(TestSettings.ofYaml("relay: {ingest.password: '${NONE}', list: [a, '${NONE}']}")
			.andVariables(Map.of("RELAY_INGEST_PASSWORD", "set", "RELAY_LIST_0", "b")))).isEmpty();
	}

	@Test
	void findWhenPropertyIsOfOthersFindsNothing() {
		assertThat(find(TestSettings.ofYaml("{other: '${NONE}', logging.pattern.console: '${NONE}'}")
			.andVariables(Map.of("PS1", "${NONE}")))).isEmpty();
	}

	@Test
	void findWhenPlaceholderIsInNameOfPropertyFindsIt() {
		assertThat(find(TestSettings.ofYaml("relay.notifier.slack: {'${TEAM}': {token: t}}")
			.andVariables(Map.of("TEAM", "ops")))).singleElement()
			.hasToString("relay.notifier.slack.${TEAM}.token: placeholders have no meaning in the name of a property.");
	}

	private static List<Mistake> find(TestSettings settings) {
		return UnresolvedPlaceholders.in(settings.environment());
	}

}
