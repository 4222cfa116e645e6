package io.onsrelay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.journal.Journal;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestPostgres;
import io.onsrelay.store.TestStore;

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
				  - name: instances
				    condition: '{"source": "ComputeApi"}'
				    unless: '{"eventType": "x"}'
				    mute: [{days: [mon-wed, fri], from: "22:00", to: "6:00", zone: Europe/Berlin}, {}]
				    to: [slack/ops, audit/default]
				  admin: {password: 's3cret-s3cret-s3cret', username: root}
				""", "check")).isZero();
		assertThat(this.runner.out()).startsWith("""
				The configuration is valid.

				Destinations
				  audit/default  takes every message
				  slack/ops

				Routes
				  instances  to slack/ops, audit/default
				             if {"source": "ComputeApi"}
				             unless {"eventType": "x"}
				             muted mon, tue, wed, fri from 22:00 to 06:00 Europe/Berlin
				             muted daily from 00:00 to 24:00 UTC
				""");
		assertThat(this.runner.out().lines().map((line) -> line.replaceAll(" {2,}", " ")))
			.contains(" relay.admin.password ******, from relay.yaml, line 9",
					" relay.admin.username root, from relay.yaml, line 9",
					" relay.notifier.slack.ops.webhook-url ******, from relay.yaml, line 2")
			.anyMatch((line) -> line.startsWith(" spring.datasource.url jdbc:sqlite:")
					&& line.endsWith(", from the command line"))
			.noneMatch((line) -> line.startsWith(" server.port "));
		assertThat(this.runner.out()).doesNotContain("s3cret").doesNotContain("services/x");
		assertThat(this.runner.err()).isEmpty();
	}

	@Test
	void checkShowsSeveritiesAndTheirMistakes() {
		assertThat(this.runner.run("""
				relay.severity:
				- {when: '{"source": "ComputeApi"}', severity: warning}
				""", "check")).as(this.runner.err()).isZero();
		assertThat(this.runner.out()).contains("""

				Severities
				  relay.severity[0]  warning if {"source": "ComputeApi"}
				""");
		assertThat(this.runner.run("""
				relay.severity:
				- {when: '{"source": ', severity: warning}
				- {when: '{}', severity: loud}
				- {when: '{}', severity: info, then: x}
				""", "check")).isNotZero();
		assertThat(this.runner.err()).contains("relay.severity[0].when", "relay.severity[1].severity",
				"relay.severity[2].then");
	}

	@Test
	void checkShowsWhatSeveritiesLack() {
		assertThat(this.runner.run("""
				relay.severity:
				- {severity: info}
				- {when: '{}'}
				""", "check")).isNotZero();
		assertThat(this.runner.err()).contains("relay.severity[0].when: a value is required here",
				"relay.severity[1].severity: a value is required here");
	}

	@Test
	void checkOfStoreListsWhatWaitsForRemovedDestinations() throws IOException {
		Path directory = Objects.requireNonNull(this.runner.store().getParent());
		Files.createDirectories(directory);
		try (TestStore store = TestStore.in(directory)) {
			pend(store, "slack/ops", 1);
			pend(store, "slack/old", 2);
			String configuration = "relay.notifier.slack.ops.webhook-url: http://127.0.0.1:1/services/x";
			assertThat(this.runner.run(configuration, "check", "--store")).as(this.runner.err()).isZero();
			assertThat(this.runner.out()).endsWith("""

					Removed destinations, for which deliveries wait
					  slack/old  2, the oldest since 1970-01-01T00:00:00.001Z
					""");
		}
		assertThat(this.runner.run("", "check", "--store")).as("the store is closed").isZero();
		assertThat(this.runner.out()).endsWith("  slack/ops  1, the oldest since 1970-01-01T00:00:00.001Z\n");
		try (Stream<Path> files = Files.list(this.runner.store().getParent())) {
			assertThat(files.map((file) -> file.getFileName().toString())).as("no log is made")
				.noneMatch((name) -> name.endsWith("-wal") || name.endsWith("-shm"));
		}
	}

	@Test
	void checkOfStoreReadsPostgresql(@TempDir Path directory) {
		try (TestStore store = TestStore.in(directory, Dialect.POSTGRESQL)) {
			pend(store, "slack/old", 3);
			assertThat(
					this.runner.run("", "check", "--store", "--spring.datasource.url=" + TestPostgres.urlOf(directory)))
				.as(this.runner.err())
				.isZero();
			assertThat(this.runner.out()).endsWith("  slack/old  3, the oldest since 1970-01-01T00:00:00.001Z\n");
		}
	}

	@Test
	void checkShowsWhichMessagesWouldGoElsewhere() throws IOException {
		Path directory = Objects.requireNonNull(this.runner.store().getParent());
		Files.createDirectories(directory);
		Instant now = Instant.now(Clock.systemUTC());
		Message message = MessageFixtures.event("e1", "web", now, now);
		try (TestStore store = TestStore.in(directory)) {
			Journal journal = new Journal(store, new MessageParser(), Duration.ofDays(1));
			store.write((jdbc) -> {
				long seq = journal.append(jdbc, List.of(message)).getFirst().orElseThrow();
				return jdbc.sql("""
						INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
							pending_since, state)
						VALUES (?, 'slack/old', 'all', 'key', 1, 1, 1, 'delivered')
						""").params(seq).update();
			});
			String configuration = """
					relay:
					  notifier.slack.ops.webhook-url: http://127.0.0.1:1/services/x
					  routes: [{name: all, to: slack/ops}]
					""";
			assertThat(this.runner.run(configuration, "check", "--diff")).as(this.runner.err()).isZero();
			assertThat(this.runner.out()).contains("compared with where they went")
				.contains(
						"  looked at  1\n  elsewhere  1\n  slack/old  0 more, 1 fewer\n  slack/ops  1 more, 0 fewer\n")
				.contains(message.id().toString())
				.endsWith("→ slack/ops\n");
			assertThat(this.runner.run(configuration, "check", "--diff", "--messages=0")).isEqualTo(2);
			assertThat(this.runner.err()).isEqualTo("--messages must be from 1 to 100,000.\n");
		}
	}

	@Test
	void checkOfStoreThatDoesNotExistSaysSo() {
		assertThat(this.runner.run("", "check", "--store")).isOne();
		assertThat(this.runner.err()).startsWith("There is no store ");
		assertThat(this.runner.store().getParent()).doesNotExist();
	}

	private static void pend(TestStore store, String destination, int deliveries) {
		for (int i = 0; i < deliveries; i++) {
			store.write((jdbc) -> {
				long seq = jdbc.sql("""
						INSERT INTO message (id, received_at, occurred_at, kind, malformed)
						SELECT 'm' || count(*), 0, 0, 'PLAIN', FALSE FROM message RETURNING seq
						""").query(Long.class).single();
				return jdbc.sql("""
						INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
							pending_since, state)
						VALUES (?, ?, 'all', 'key', 1, 1, 1, 'pending')
						""").params(seq, destination).update();
			});
		}
	}

	@Test
	void checkWhenThePasswordIsBeingChangedShowsAndWarns() {
		assertThat(this.runner.run("""
				relay.ingest:
				  password: an-invented-password
				  previous-password: the-one-before-it
				""", "check")).isZero();
		assertThat(this.runner.out()).contains("relay.ingest.previous-password  ******")
			.doesNotContain("the-one-before-it");
	}

	@Test
	void checkHidesWhateverIsBoundToASecret() {
		assertThat(this.runner.run("""
				relay:
				  notifier.webhook.siem:
				    url: https://siem.example.com/in/very-hidden
				    headers: {X-Tenant: very-hidden, "[X_Other]": very-hidden}
				    oauth2: {token-url: "https://login.example.com/token", client-id: relay, client-secret: very-hidden}
				  http.proxy: {url: "http://proxy.example.com:3128", username: relay, password: very-hidden}
				""", "check")).as(this.runner.err()).isZero();
		assertThat(this.runner.out())
			.contains("relay.notifier.webhook.siem.url ", "siem.headers.x-tenant ", "siem.oauth2.client-id ",
					"http://proxy.example.com:3128")
			.doesNotContain("very-hidden");
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					relay: hello                          | relay: there is one value where keys are expected.
					relai: {ingest: {path: /x}}           | relai: nothing reads what is below this name.
					ingest: {path: /x}                    | ingest: nothing reads what is below this name.
					relay.routes: all                     | relay.routes: there is one value where a list is expected.
					relay.routes: {all: {to: [slack/ops]}} | relay.routes.all.to[0]: relay.routes is a list, and its entries have no names.
					relay.routes: [{mute: {days: mon-sun}, to: [audit/default]}] | relay.routes[0].mute.days: relay.routes[0].mute is a list, and its entries have no names.
					relay.ingest: hello                   | relay.ingest: there is one value where keys are expected.
					relay.ingest.topics: {a: b}           | relay.ingest.topics.a: relay.ingest.topics is a list, and its entries have no names.
					""")
	void checkWhenStructureIsWrongSaysWhichIsRight(String yaml, String mistake) {
		assertThat(this.runner.run(yaml, "check")).isOne();
		assertThat(this.runner.err()).contains("  " + mistake);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					relay.delivery.lease: 19s                | relay.delivery.lease: 19 s is too short for slack/ops, whose calls may take 10 s: they would be made again meanwhile.
					relay.delivery.give-up-after: 24         | relay.delivery.give-up-after: '24' has no unit.
					relay.notifier.slack.ops.timeout: 10     | relay.notifier.slack.ops.timeout: '10' has no unit.
					relay.notifier.slack.ops.timeout: 61s    | relay.delivery.lease: 120 s is too short for slack/ops, whose calls may take 61 s
					relay.delivery.shutdown-grace: -5s       | relay.delivery.shutdown-grace: '-5s' is negative.
					relay.store.write-timeout: 0s            | relay.store.write-timeout: must be
					relay.ingest.path: /livez                | relay.ingest.path: '/livez' is, or is below, /livez, which the service uses itself.
					relay.ingest.path: /api/ons              | relay.ingest.path: '/api/ons' is, or is below, /api
					management.server.port: 8080             | management.server.port: it is the port of senders, server.port: metrics would be public.
					relay.delivery.destinations.slack.ops.rate: 1/d | relay.delivery.destinations.slack.ops.rate: '1/d' can't be read.
					relay.delivery.destinations.slack.ops.rate: 0/s | relay.delivery.destinations.slack.ops.rate: '0/s' can't be read.
					relay.delivery.destinations.slack.ops.rate: 10  | relay.delivery.destinations.slack.ops.rate: '10' can't be read.
					relay.public-url: relay.example.com      | relay.public-url: 'relay.example.com' is not an http or https URL of a host and a path.
					relay.public-url: [a]                    | relay.public-url
					relay.redaction.patterns: ['(']          | relay.redaction.patterns[0]: it is no regular expression of RE2
					relay.redaction.patterns: '('            | relay.redaction.patterns[0]: it is no regular expression of RE2
					""")
	void checkWhenValueCanNotBeRightSaysWhatItMayBe(String yaml, String mistake) {
		assertThat(this.runner.run("relay.notifier.slack.ops.webhook-url: http://127.0.0.1:1/services/x\n" + yaml,
				"check"))
			.isOne();
		assertThat(this.runner.err()).startsWith("There is a mistake in the configuration:").contains("  " + mistake);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			relay.delivery.lease: 20s
			relay.delivery.shutdown-grace: 0
			relay.delivery.shutdown-grace: 0s
			relay.ingest.path: /apis
			management.server.port: -1
			relay.delivery.destinations.slack.ops.rate: unlimited
			relay.public-url: https://relay.example.com/x
			""")
	void checkWhenValueIsAtTheEdgeAcceptsIt(String yaml) {
		assertThat(this.runner.run("relay.notifier.slack.ops.webhook-url: http://127.0.0.1:1/services/x\n" + yaml,
				"check"))
			.as(this.runner.err())
			.isZero();
	}

	@Test
	void checkWhenPlaceholderNamesTheTopAcceptsIt() {
		assertThat(this.runner.run("""
				mine: {path: /x}
				relay.ingest.path: ${mine.path}
				""", "check")).as(this.runner.err()).isZero();
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
					"relay.delivery.unknown", "relay.delivery.destinations.slack.nope",
					"relay.notifier.slack.one.webhook-ur", "relay.notifier.slack.two.timeout",
					"relay.notifier.slack.three", "relay.notifier.slack.four",
					"relay.notifier.pagerduty.one.routing-key", "relay.notifier.pagerduty.two.routing-key",
					"relay.presets[0]", "relay.routes[0].condition", "relay.routes[0].unless", "relay.routes[0].title",
					"relay.routes[0].text", "relay.routes[0].to[1]", "relay.routes[0].to[2]",
					"relay.routes[1].conditon", "relay.routes[1].to[0]", "relay.routes[2].condition",
					"relay.routes[2].severity", "relay.routes[2].mute[0].days[0]", "relay.routes[2].mute[0].from",
					"relay.routes[2].mute[1].zone", "relay.routes[3].condition", "relay.routes[3].to");
	}

	@Test
	void checkWhenSomeValuesCanNotBeReadAlsoListsWhatContradictsEachOther() {
		assertThat(this.runner.run(
				"""
						relay:
						  ingest: {path: /livez, max-body-size: 0B, max-bytes-in-flight: 0B, body-timeout: soon}
						  confirmation.realm-domains: {a: b}
						  redaction.patterns: ['(', 'fine', '[']
						  journal: {duplicate-window: 1h, retention: soon}
						  delivery:
						    lease: 1s
						    initial-backoff: 10m
						    destinations: {slack.ops: {rate: 1/d}, slack.nope: {}, slack.two: {max-backoff: 10, initial-backoff: 9m}}
						  notifier:
						    slack: {ops: {webhook-url: "http://127.0.0.1:1/x", timeout: 10}, two: {webhook-url: "http://127.0.0.1:1/x"}}
						  routes:
						  - {condition: '{', to: [slack/ops]}
						server.port: 8081
						management.server.port: 8081
						""",
				"check"))
			.isOne();
		assertThat(this.runner.err().lines().filter((line) -> line.matches("  \\w.*")).map(CheckCommandTests::name))
			.as(this.runner.err())
			.containsExactlyInAnyOrder("relay.ingest.path", "relay.ingest.max-body-size",
					"relay.ingest.max-bytes-in-flight", "relay.ingest.body-timeout",
					"relay.confirmation.realm-domains.a", "relay.redaction.patterns[0]", "relay.redaction.patterns[2]",
					"relay.journal.duplicate-window", "relay.journal.retention", "relay.delivery.lease",
					"relay.delivery.initial-backoff", "relay.delivery.destinations.slack.ops.rate",
					"relay.delivery.destinations.slack.nope", "relay.delivery.destinations.slack.two.max-backoff",
					"relay.notifier.slack.ops.timeout", "relay.routes[0].condition", "management.server.port");
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
