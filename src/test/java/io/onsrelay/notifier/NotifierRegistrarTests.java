package io.onsrelay.notifier;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;
import io.onsrelay.config.TestSettings;
import io.onsrelay.event.Fixtures;
import io.onsrelay.notifier.stub.StubNotifierFactory;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link NotifierRegistrar}.
 */
class NotifierRegistrarTests {

	@Test
	void registerWhenNothingIsConfiguredRegistersDefaults() {
		NotifierRegistry registry = register(TestSettings.none());
		assertThat(registry.destinations()).hasToString("[plain/default, stub/default]");
		assertThat(registry.receivingAll()).hasToString("[plain/default]");
	}

	@Test
	void registerWhenDestinationIsConfiguredCreatesItWithItsSettings() {
		NotifierRegistry registry = register(
				TestSettings.ofYaml("relay.notifier.stub.ops: {token: t, channel: '#ops'}"));
		assertThat(registry.get(Destination.of("stub/ops"))).isEqualTo(new StubNotifierFactory.StubNotifier(
				Destination.of("stub/ops"), new StubNotifierFactory.Settings(Secret.of("t"), "#ops", false)));
	}

	@Test
	void registerWhenSettingsSayItReceivesAllRegistersItSo() {
		NotifierRegistry registry = register(
				TestSettings.ofYaml("relay.notifier.stub.all: {token: t, everything: true}"));
		assertThat(registry.receivingAll()).contains(Destination.of("stub/all"))
			.doesNotContain(Destination.of("stub/default"));
	}

	@Test
	void registerWhenKindIsMuteableRegistersItSo() {
		NotifierRegistry registry = register(TestSettings.none());
		assertThat(registry.isMuteable(Destination.of("stub/default"))).isTrue();
		assertThat(registry.isMuteable(Destination.of("plain/default"))).isFalse();
		assertThat(registry.isMuteable(Destination.of("stub/unknown"))).isFalse();
	}

	@Test
	void registerKeepsWhatKindsKnowWithoutDestination() {
		NotifierRegistry registry = register(TestSettings.none());
		Notification notification = new Notification(Fixtures.message("plain.text"), Destination.of("stub/none"),
				"none", PresentationOverrides.NONE);
		assertThat(registry.kinds()).containsExactly("plain", "stub");
		assertThat(registry.mentionSyntax("stub")).contains(StubNotifierFactory.MENTIONS);
		assertThat(registry.mentionSyntax("plain")).isEmpty();
		assertThat(registry.mentionSyntax("unknown")).isEmpty();
		assertThat(registry.vendorPreview("stub", notification))
			.contains("preview of " + notification.idempotencyKey());
		assertThat(registry.vendorPreview("plain", notification)).isEmpty();
		assertThat(registry.vendorPreview("unknown", notification)).isEmpty();
	}

	@Test
	void registerWhenNameOfDefaultIsConfiguredReplacesTheDefault() {
		NotifierRegistry registry = register(TestSettings.ofYaml("relay.notifier.stub.default: {token: configured}"));
		assertThat(settings(registry, "stub/default").token().reveal()).isEqualTo("configured");
		assertThat(registry.destinations()).hasToString("[plain/default, stub/default]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay: {notifier: {plain: {default: {}}}}", "relay: {notifier: {plain: {default: }}}",
			"relay: {notifier: {plain: {default: ''}}}" })
	void registerWhenMappingOfDefaultIsEmptyReplacesTheDefault(String yaml) {
		NotifierRegistry registry = register(TestSettings.ofYaml(yaml));
		assertThat(registry.receivingAll()).isEmpty();
		assertThat(registry.destinations()).contains(Destination.of("plain/default"));
	}

	@Test
	void registerWhenMappingIsEmptyCreatesDestination() {
		assertThat(register(TestSettings.ofYaml("relay: {notifier: {plain: {other: {}}}}")).destinations())
			.hasToString("[plain/default, plain/other, stub/default]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay: {notifier: {}}", "relay: {notifier: }", "relay: {notifier: {stub: {}, plain: }}" })
	void registerWhenMappingAboveIsEmptyRegistersDefaults(String yaml) {
		assertThat(register(TestSettings.ofYaml(yaml)).destinations()).hasToString("[plain/default, stub/default]");
	}

	@Test
	void registerWhenOnlyEnvironmentVariablesAreSetCreatesDestination() {
		NotifierRegistry registry = register(TestSettings.ofVariables(Map.of("RELAY_NOTIFIER_STUB_OPS_TOKEN", "t")));
		assertThat(settings(registry, "stub/ops").token().reveal()).isEqualTo("t");
	}

	@Test
	void registerWhenKubernetesSetsVariablesForServiceIgnoresThem() {
		assertThat(register(TestSettings.ofVariables(
				Map.of("RELAY_NOTIFIER_PORT", "tcp://10.0.0.1:8080", "RELAY_NOTIFIER_SERVICE_HOST", "10.0.0.1")))
			.destinations()).hasToString("[plain/default, stub/default]");
	}

	@Test
	void registerWhenSecretComesFromVariableCompletesDestinationOfFile() {
		NotifierRegistry registry = register(TestSettings.ofYaml("relay.notifier.stub.team-A: {channel: '#a'}")
			.andVariables(Map.of("RELAY_NOTIFIER_STUB_TEAMA_TOKEN", "t")));
		assertThat(registry.destinations()).hasToString("[plain/default, stub/default, stub/team-A]");
		assertThat(settings(registry, "stub/team-A"))
			.isEqualTo(new StubNotifierFactory.Settings(Secret.of("t"), "#a", false));
	}

	@Test
	void registerWhenKindIsUnknownSuggestsTheNearest() {
		assertMistake("relay.notifier.stbu.ops.token: t",
				"relay.notifier.stbu.ops.token: nothing is called 'stbu' below relay.notifier. "
						+ "Known there: plain, stub.",
				"Did you mean relay.notifier.stub.ops.token? Correct the name or remove it.");
	}

	@Test
	void registerWhenSecretIsMissingSaysSo() {
		assertMistake("relay.notifier.stub.ops.channel: '#ops'",
				"relay.notifier.stub.ops.token: a value is required here.", "Set relay.notifier.stub.ops.token.");
	}

	@Test
	void registerWhenNameIsForgottenSaysSo() {
		assertMistake("relay.notifier.stub.token: t",
				"relay.notifier.stub.token: there is one value where keys are expected.",
				"Write the keys below relay.notifier.stub.token, each with its value.");
	}

	@Test
	void registerWhenNameHasOtherCharactersSaysWhichAreAllowed() {
		assertMistake("relay.notifier.stub: {'[the ops team]': {token: t}}",
				"relay.notifier.stub.the ops team: 'the ops team' can't be the name of a destination.",
				"Use letters, digits, dots, dashes and underscores, at most 64.");
	}

	@Test
	void registerWhenSeveralKindsAreWrongFailsWithAllMistakes() {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> register(TestSettings.ofYaml("""
						relay.notifier:
						  plan.x: {}
						  plain.x: {colour: red}
						  stub.x: {channel: '#ops'}
						""")));
		assertThat(failure.getMistakes()).extracting(Mistake::property)
			.containsExactly("relay.notifier.plan.x", "relay.notifier.plain.x.colour", "relay.notifier.stub.x.token");
	}

	@Test
	void createWhenTwoFactoriesAreOfOneKindFails() {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> new NotifierRegistrar(List.of(new StubNotifierFactory(), new StubNotifierFactory()),
						TestSettings.none().binder()));
		assertThat(failure).hasMessage("relay.notifier.stub: two notifiers are of this kind: %s and %s."
			.formatted(StubNotifierFactory.class.getName(), StubNotifierFactory.class.getName()));
		assertThat(failure.getAction()).isEqualTo("Remove one of them from the class path.");
	}

	private static StubNotifierFactory.Settings settings(NotifierRegistry registry, String destination) {
		return ((StubNotifierFactory.StubNotifier) registry.get(Destination.of(destination))).settings();
	}

	private static void assertMistake(String yaml, String message, String action) {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> register(TestSettings.ofYaml(yaml)));
		assertThat(failure).hasMessage(message);
		assertThat(failure.getAction()).isEqualTo(action);
	}

	private static NotifierRegistry register(TestSettings settings) {
		return new NotifierRegistrar(List.of(new StubNotifierFactory(), new PlainFactory()), settings.binder())
			.register();
	}

	/**
	 * A kind without required settings, like the audit store.
	 */
	private static final class PlainFactory implements NotifierFactory<PlainFactory.Settings> {

		@Override
		public String kind() {
			return "plain";
		}

		@Override
		public Class<Settings> settings() {
			return Settings.class;
		}

		@Override
		public Notifier create(Destination destination, Settings settings) {
			return (batch) -> Outcome.delivered();
		}

		@Override
		public Map<String, Settings> defaults() {
			return Map.of("default", new Settings(true));
		}

		@Override
		public boolean muteable() {
			return false;
		}

		@Override
		public boolean receivesAll(Settings settings) {
			return settings.everything();
		}

		record Settings(boolean everything) {
		}

	}

}
