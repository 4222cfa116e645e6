package io.onsrelay.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.util.unit.DataSize;

import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link EnvironmentStrictBinder}.
 */
class EnvironmentStrictBinderTests {

	@Test
	void bindWhenNothingIsConfiguredReturnsEmpty() {
		assertThat(bind(TestSettings.none())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay: {widgets: {}}", "relay: {widgets: }", "relay: {widgets: ''}" })
	void bindWhenMapIsEmptyReturnsEmptyMap(String yaml) {
		assertThat(bind(TestSettings.ofYaml(yaml))).isEmpty();
	}

	@Test
	void bindWhenRecordIsConfiguredBindsEveryComponent() {
		Widget widget = bind(TestSettings.ofYaml("""
				relay.widgets.a:
				  token: t0ken
				  display-name: A
				  pause: 5m
				  size: 256KB
				  colour: ReD
				  count: 3
				  parts: [{label: x}, {label: y}]
				""")).get("a");
		assertThat(widget).isEqualTo(new Widget(Secret.of("t0ken"), "A", Duration.ofMinutes(5),
				DataSize.ofKilobytes(256), Colour.RED, 3, List.of(new Part("x"), new Part("y"))));
	}

	@Test
	void bindWhenEnvironmentVariablesAreSetBindsThem() {
		Widget widget = bind(TestSettings.ofVariables(Map.of("RELAY_WIDGETS_A_TOKEN", "t0ken",
				"RELAY_WIDGETS_A_DISPLAYNAME", "A", "RELAY_WIDGETS_A_PARTS_0_LABEL", "x")))
			.get("a");
		assertThat(widget)
			.isEqualTo(new Widget(Secret.of("t0ken"), "A", null, null, null, null, List.of(new Part("x"))));
	}

	@Test
	void bindWhenEnvironmentVariableIsMisspeltRejectsIt() {
		InvalidConfigurationException failure = failure(TestSettings.ofYaml("relay.widgets.a.token: t")
			.andVariables(Map.of("RELAY_WIDGETS_A_DISPALYNAME", "hunter2", "RELAY_WIDGETS_A_SIZE", "1KB")));
		assertThat(failure).hasMessage("RELAY_WIDGETS_A_DISPALYNAME: nothing is called 'dispalyname' below "
				+ "relay.widgets.a. Known there: colour, count, display-name, parts, pause, size, token.");
		assertThat(failure.getAction()).startsWith("Did you mean relay.widgets.a.display-name?");
	}

	@Test
	void bindWhenUnderscoreStandsForDashBindsIt() {
		assertThat(bind(TestSettings.ofYaml("relay.widgets.a.token: t")
			.andVariables(Map.of("RELAY_WIDGETS_A_DISPLAY_NAME", "A"))))
			.hasEntrySatisfying("a", (widget) -> assertThat(widget.displayName()).isEqualTo("A"));
	}

	@Test
	void bindWhenPlaceholderNamesEnvironmentVariableAcceptsIt() {
		assertThat(bind(TestSettings.ofYaml("relay.widgets.a.token: ${RELAY_WIDGETS_A_SECRET}")
			.andVariables(Map.of("RELAY_WIDGETS_A_SECRET", "t")))).containsOnlyKeys("a");
	}

	@Test
	void bindWhenEnvironmentVariableIsOfKubernetesIgnoresIt() {
		assertThat(bind(TestSettings.ofYaml("relay.widgets.a.token: t")
			.andVariables(Map.of("RELAY_WIDGETS_A_SERVICE_HOST", "10.0.0.1", "RELAY_WIDGETS_A_PORT",
					"tcp://10.0.0.1:80", "RELAY_WIDGETS_A_PORT_80_TCP_ADDR", "10.0.0.1",
					"RELAY_WIDGETS_A_SERVICE_PORT_HTTP", "80"))))
			.containsOnlyKeys("a");
	}

	@Test
	void bindWhenListIsOverriddenByShorterOneTakesTheShorter() {
		Map<String, Widget> widgets = bind(
				TestSettings.ofYaml("relay.widgets.a: {token: t, parts: [{label: x}, {label: y}]}")
					.andVariables(Map.of("RELAY_WIDGETS_A_PARTS_0_LABEL", "z")));
		assertThat(widgets).hasEntrySatisfying("a",
				(widget) -> assertThat(widget.parts()).containsExactly(new Part("z")));
	}

	@Test
	void bindWhenKeyIsMisspeltSuggestsTheNearest() {
		assertMistake("relay.widgets.a: {token: t, dispaly-name: x}",
				"relay.widgets.a.dispaly-name: nothing is called 'dispaly-name' below relay.widgets.a. "
						+ "Known there: colour, count, display-name, parts, pause, size, token.",
				"Did you mean relay.widgets.a.display-name? Correct the name or remove it.");
	}

	@Test
	void bindWhenKeyIsLikeNoneSuggestsNothing() {
		assertMistake("relay.widgets.a: {token: t, parts: [{mystery: x}]}",
				"relay.widgets.a.parts[0].mystery: nothing is called 'mystery' below relay.widgets.a.parts[0]. "
						+ "Known there: label.",
				"Correct the name or remove it.");
	}

	@Test
	void bindWhenRequiredKeyIsMisspeltNamesTheMisspeltOneWithoutItsValue() {
		InvalidConfigurationException failure = failure(TestSettings.ofProperties("relay.widgets.a.tokn=hunter2"));
		assertThat(failure.getProperty()).isEqualTo("relay.widgets.a.tokn");
		assertThat(failure.getAction()).isEqualTo("Did you mean relay.widgets.a.token? Correct the name or remove it.");
		assertThat(failure).hasMessageNotContaining("hunter2").hasNoCause();
	}

	@Test
	void bindWhenSeveralKeysAreUnknownReportsAll() {
		assertMistake("relay.widgets.a: {token: t, parts: [{lable: x, zzz: 1}]}",
				"""
						relay.widgets.a.parts[0].lable: nothing is called 'lable' below relay.widgets.a.parts[0]. Known there: label.
						relay.widgets.a.parts[0].zzz: nothing is called 'zzz' below relay.widgets.a.parts[0]. Known there: label.""",
				"""
						Did you mean relay.widgets.a.parts[0].label? Correct the name or remove it.
						Correct the name or remove it.""");
	}

	@Test
	void bindWhenEntryOfListIsMissingReportsIt() {
		InvalidConfigurationException failure = failure(TestSettings.ofProperties("relay.widgets.a.token=t",
				"relay.widgets.a.parts[0].label=x", "relay.widgets.a.parts[2].label=z"));
		assertThat(failure).hasMessage("relay.widgets.a.parts[2].label: the entries of relay.widgets.a.parts are "
				+ "numbered from 0 without gaps, and one before this is missing.");
		assertThat(failure.getAction()).isEqualTo("Number the entries of relay.widgets.a.parts from 0 without gaps.");
	}

	@Test
	void bindWhenTextHasKeysAsksForQuotes() {
		assertMistake("relay.widgets.a: {token: t, display-name: {eventType: [x]}}",
				"relay.widgets.a.display-name.eventtype[0]: relay.widgets.a.display-name is one value and has no "
						+ "keys below it.",
				"Write relay.widgets.a.display-name as one text; in YAML, put it in quotes.");
	}

	@Test
	void bindWhenTextInListHasKeysAsksForQuotes() {
		assertMistake("relay.widgets.a: {token: t, parts: [{label: x}, {label: {eventType: x}}]}",
				"relay.widgets.a.parts[1].label.eventtype: relay.widgets.a.parts[1].label is one value and has no "
						+ "keys below it.",
				"Write relay.widgets.a.parts[1].label as one text; in YAML, put it in quotes.");
	}

	@Test
	void bindWhenSecretHasKeysAsksForQuotes() {
		assertMistake("relay.widgets.a.token.secret: hunter2",
				"relay.widgets.a.token.secret: relay.widgets.a.token is one value and has no keys below it.",
				"Write relay.widgets.a.token as one text; in YAML, put it in quotes.");
	}

	@Test
	void bindWhenSecretIsMissingReportsIt() {
		assertMistake("relay.widgets.a: {count: 1}", "relay.widgets.a.token: a value is required here.",
				"Set relay.widgets.a.token.");
	}

	@Test
	void bindWhenEmptyMappingLacksRequiredKeyReportsIt() {
		assertMistake("relay.widgets.a: {}", "relay.widgets.a.token: a value is required here.",
				"Set relay.widgets.a.token.");
	}

	@Test
	void bindWhenConstraintIsBrokenReportsIt() {
		assertMistake("relay.widgets.a: {token: t, count: 0}", "relay.widgets.a.count: has to be positive.",
				"Correct relay.widgets.a.count.");
	}

	@Test
	void bindWhenRecordRejectsItsComponentsReportsItsMessage() {
		assertMistake("relay.widgets.a: {token: t, display-name: forbidden}",
				"relay.widgets.a: display-name must not be that.", "Correct relay.widgets.a.");
	}

	@Test
	void bindWhenDurationCannotBeReadQuotesIt() {
		assertMistake("relay.widgets.a: {token: t, pause: 10 parsecs}",
				"relay.widgets.a.pause: '10 parsecs' is not a duration.",
				"Write a number and a unit, such as 500ms, 30s, 5m, 24h or 7d.");
	}

	@Test
	void bindWhenSizeCannotBeReadQuotesIt() {
		assertMistake("relay.widgets.a: {token: t, size: 3 miles}", "relay.widgets.a.size: '3 miles' is not a size.",
				"Write a number and a unit, such as 256KB or 10MB.");
	}

	@Test
	void bindWhenNumberCannotBeReadQuotesIt() {
		assertMistake("relay.widgets.a: {token: t, count: many}",
				"relay.widgets.a.count: 'many' is not a number that fits here.", "Write a number.");
	}

	@Test
	void bindWhenWordIsNotInListSuggestsTheNearest() {
		assertMistake("relay.widgets.a: {token: t, colour: geren}",
				"relay.widgets.a.colour: 'geren' is none of red, green.", "Did you mean green?");
	}

	@Test
	void bindWhenSecretIsNumberAsksForQuotesWithoutQuotingIt() {
		assertMistake("relay.widgets.a.token: 123456", "relay.widgets.a.token: a text is expected here.",
				"Put the value in quotes, so that YAML reads it as text.");
	}

	@Test
	void bindWhenNameIsMissingDoesNotQuoteTheValue() {
		assertMistake("relay.widgets.token: hunter2",
				"relay.widgets.token: there is one value where keys are expected.",
				"Write the keys below relay.widgets.token, each with its value.");
	}

	@Test
	void bindWhenValueStandsInPlaceOfMapDoesNotQuoteIt() {
		assertMistake("relay.widgets: hunter2", "relay.widgets: there is one value where keys are expected.",
				"Write the keys below relay.widgets, each with its value.");
	}

	@Test
	void allowOnlyWhenKeyIsUnknownSuggestsTheNearest() {
		StrictBinder binder = TestSettings.ofProperties("relay.notifier.slak.ops.token=hunter2").binder();
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> binder.allowOnly("relay.notifier", List.of("slack", "audit")))
			.withMessage("relay.notifier.slak.ops.token: nothing is called 'slak' below relay.notifier. "
					+ "Known there: audit, slack.")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Did you mean relay.notifier.slack.ops.token? Correct the name or remove it."));
	}

	@Test
	void allowOnlyWhenKeysAreKnownAllowsThem() {
		TestSettings settings = TestSettings.ofYaml("relay.notifier: {slack: {ops: {token: t}}, audit: }")
			.andVariables(Map.of("RELAY_NOTIFIER_PORT", "tcp://10.0.0.1:8080"));
		settings.binder().allowOnly("relay.notifier", List.of("slack", "audit"));
		assertThat(settings.environment().getProperty("relay.notifier.port")).isNotNull();
	}

	private static void assertMistake(String yaml, String message, String action) {
		InvalidConfigurationException failure = failure(TestSettings.ofYaml(yaml));
		assertThat(failure).hasMessage(message).hasNoCause();
		assertThat(failure.getAction()).isEqualTo(action);
	}

	private static InvalidConfigurationException failure(TestSettings settings) {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> bind(settings));
		assertThat(failure).isNotNull();
		return failure;
	}

	private static Map<String, Widget> bind(TestSettings settings) {
		return settings.binder().bind("relay.widgets", Bindable.mapOf(String.class, Widget.class), Map.of());
	}

	enum Colour {

		RED, GREEN

	}

	record Part(@Nullable String label) {
	}

	record Widget(@NotNull Secret token, @Nullable String displayName, @Nullable Duration pause,
			@Nullable DataSize size, @Nullable Colour colour,
			@Positive(message = "has to be positive") @Nullable Integer count, @Nullable List<Part> parts) {

		Widget {
			if ("forbidden".equals(displayName)) {
				throw new IllegalArgumentException("display-name must not be that.");
			}
		}

	}

}
