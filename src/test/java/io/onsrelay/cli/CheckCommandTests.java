package io.onsrelay.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckCommand}.
 */
class CheckCommandTests {

	@RegisterExtension
	private final CommandRunner runner = new CommandRunner();

	@Test
	void checkWhenConfigurationIsValidShowsDestinationsAndRoutes() {
		assertThat(this.runner.run("""
				relay:
				  notifier.slack.ops.webhook-url: http://127.0.0.1:1/services/x
				  routes:
				  - {name: instances, condition: '{"source": "ComputeApi"}', to: [slack/ops, audit/default]}
				""", "check")).isZero();
		assertThat(this.runner.out()).isEqualToNormalizingNewlines("""
				The configuration is valid.

				Destinations
				  audit/default  takes every message
				  slack/ops

				Routes
				  instances  to slack/ops, audit/default
				             if {"source": "ComputeApi"}
				""");
		assertThat(this.runner.err()).isEmpty();
	}

	@Test
	void checkDoesNotMakeTheStore() {
		assertThat(this.runner.run("", "check")).isZero();
		assertThat(this.runner.store().getParent()).doesNotExist();
	}

	@Test
	void checkWhenThereIsMistakeSaysWhatToDo() {
		assertThat(this.runner.run("relay.journal.duplicate-windw: 3d", "check")).isOne();
		assertThat(this.runner.err()).isEqualToNormalizingNewlines("""
				There is a mistake in the configuration:

				  relay.journal.duplicate-windw: nothing is called 'duplicate-windw' below relay.journal. \
				Known there: duplicate-window, max-retry-duration, retention.
				    Did you mean relay.journal.duplicate-window? Correct the name or remove it.
				""");
		assertThat(this.runner.out()).isEmpty();
	}

	@Test
	void checkWhenManyModulesHaveMistakesListsEachOnce() {
		assertThat(this.runner.run("""
				relay:
				  ingest: {path: none, username: 'a:b'}
				  ingst: {path: /x}
				  store: {queue-capacity: 0}
				  notifier:
				    slack.ops: {webhook-ur: "http://127.0.0.1:1/services/x"}
				    pagerduty.one: {routing-key: s3cret}
				    slak.x: {}
				  routes:
				  - {condition: '{', to: [slack/ops]}
				""", "check")).isOne();
		assertThat(this.runner.err().lines().filter((line) -> line.startsWith("  relay.")).map(CheckCommandTests::name))
			.containsExactlyInAnyOrder("relay.ingest.path", "relay.ingest.username", "relay.ingst.path",
					"relay.store.queue-capacity", "relay.notifier.slack.ops.webhook-ur",
					"relay.notifier.pagerduty.one.routing-key", "relay.notifier.slak.x", "relay.routes[0].condition");
		assertThat(this.runner.err()).startsWith("There are 8 mistakes in the configuration:").doesNotContain("s3cret");
	}

	@Test
	void checkWhenMistakesAreOfSeveralKindsListsAllAtOnce() {
		assertThat(this.runner.run("""
				relay:
				  ingest: {path: none, max-body-size: big, body-timeout: soon, unknown: 1}
				  delivery: {lease: soon, concurrency: many, unknown: 1, destinations: {slack: {nope: {rate: 1/s}}}}
				  notifier:
				    slack:
				      one: {webhook-ur: "http://127.0.0.1:1/services/x"}
				      two: {webhook-url: "http://127.0.0.1:1/services/x", timeout: soon}
				      three: {webhook-url: "http://127.0.0.1:1/services/x", token: xoxb-1}
				      four: {}
				    pagerduty: {one: {routing-key: short}, two: {routing-key: short}}
				  presets: [cs]
				  routes:
				  - {condition: '{', unless: '{', title: '{{', text: '{{}}', to: [slack/one, slack/five, slack/six]}
				  - {conditon: '{}', to: [slack/five]}
				  - {condition: '{', severity: bad, to: [slack/one], mute: [{days: [x], from: y}, {zone: z}]}
				  - {condition: '{'}
				""", "check")).isOne();
		assertThat(this.runner.err().lines().filter((line) -> line.startsWith("  relay.")).map(CheckCommandTests::name))
			.containsExactlyInAnyOrder("relay.ingest.path", "relay.ingest.max-body-size", "relay.ingest.body-timeout",
					"relay.ingest.unknown", "relay.delivery.lease", "relay.delivery.concurrency",
					"relay.delivery.unknown", "relay.notifier.slack.one.webhook-ur", "relay.notifier.slack.two.timeout",
					"relay.notifier.slack.three", "relay.notifier.slack.four",
					"relay.notifier.pagerduty.one.routing-key", "relay.notifier.pagerduty.two.routing-key",
					"relay.presets[0]", "relay.routes[0].condition", "relay.routes[0].unless", "relay.routes[0].title",
					"relay.routes[0].text", "relay.routes[0].to[1]", "relay.routes[0].to[2]",
					"relay.routes[1].conditon", "relay.routes[1].to[0]", "relay.routes[2].condition",
					"relay.routes[2].severity", "relay.routes[2].mute[0].days[0]", "relay.routes[2].mute[0].from",
					"relay.routes[2].mute[1].zone", "relay.routes[3].condition", "relay.routes[3].to");
	}

	@ParameterizedTest
	@CsvSource({ "relay.ingest.max-body-size, 0B", "relay.ingest.allowed-cidrs, somewhere",
			"relay.journal.duplicate-window, 1h", "relay.delivery.initial-backoff, 10m", "relay.oci.auth, none-at-all",
			"relay.admin.allowed-cidrs, somewhere", "relay.ingest.password, hunter2",
			"relay.admin.password, '''             '''", "relay.confirmation.allowed-origins[0], here",
			"relay.store.write-timeout, soon" })
	void checkWhenModuleHasOneMistakeFindsIt(String property, String value) {
		assertThat(this.runner.run("%s: %s".formatted(property, value), "check")).isOne();
		assertThat(this.runner.err()).startsWith("There is a mistake in the configuration:")
			.contains("  " + property + ": ")
			.doesNotContain("hunter2");
	}

	@Test
	void checkWhenDestinationIsWrongStillChecksWhereRoutesLead() {
		assertThat(this.runner.run("""
				relay:
				  notifier.pagerduty.one: {routing-key: short}
				  routes:
				  - {to: [pagerduty/one, pagerduty/two]}
				""", "check")).isOne();
		assertThat(this.runner.err()).contains(
				"relay.routes[0].to[1]: there is no destination 'pagerduty/two'. Configured are: audit/default, pagerduty/one.");
	}

	@Test
	void checkWhenPlaceholderHasNoValueListsItWithAllOtherMistakes() {
		assertThat(this.runner.run("""
				relay:
				  ingest: {password: '${NO_SUCH_PASSWORD}', path: none}
				  admin.password: 'hunter2${NO_SUCH_PASSWORD}'
				  notifier.pagerduty.one.routing-key: ${NO_SUCH_KEY}
				spring.datasource.password: ${NO_SUCH_DATABASE}
				server.ssl.key-store-password: ${NO_SUCH_STORE}
				spring.ssl.bundle.pem.server.keystore.private-key: ${NO_SUCH_FILE}
				""", "check")).isOne();
		assertThat(this.runner.err().lines().filter((line) -> line.matches("  \\w.*")).map(CheckCommandTests::name))
			.containsExactlyInAnyOrder("relay.ingest.password", "relay.ingest.path", "relay.admin.password",
					"relay.notifier.pagerduty.one.routing-key", "spring.datasource.password",
					"server.ssl.key-store-password", "spring.ssl.bundle.pem.server.keystore.private-key");
		assertThat(this.runner.err())
			.contains("  relay.ingest.password: the placeholder ${NO_SUCH_PASSWORD} has no value.\n")
			.doesNotContain("hunter2");
	}

	private static String name(String line) {
		return line.substring(2, line.indexOf(": "));
	}

}
