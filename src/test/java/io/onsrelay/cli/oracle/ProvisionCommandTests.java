package io.onsrelay.cli.oracle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import io.onsrelay.cli.CommandRunner;
import io.onsrelay.provisioning.Tenancy;
import io.onsrelay.standin.StandInOci;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link ProvisionCommand} prints, asks and does, against the stand-in of OCI.
 */
class ProvisionCommandTests {

	private static final String PASSWORD = "inv/ented pass+word";

	private static final String CONFIGURATION = "relay.ingest.password: \"%s\"".formatted(PASSWORD);

	private static final List<String> USUAL = List.of("provision", "--compartment", Tenancy.COMPARTMENT, "--topic",
			"infra-alerts", "--endpoint", "https://127.0.0.1/ons");

	private static final List<String> RULE = List.of("--rule", "instances", "--condition",
			"{\"eventType\": \"com.oraclecloud.computeapi.*\"}");

	@RegisterExtension
	private final CommandRunner runner = new CommandRunner();

	@RegisterExtension
	private final Tenancy tenancy = new Tenancy();

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void planIsPrintedWithoutSecretsAndChangesNothing() {
		assertThat(run(CONFIGURATION, "--plan", "--retry-duration", "30m")).isZero();
		assertThat(this.runner.out()).isEqualToNormalizingNewlines("""
				Pipeline infra-alerts in us-phoenix-1, ocid1.compartment.oc1..aaaatest

				  + topic infra-alerts
				      the compartment has no topic of this name
				  + subscription https://ons:***@127.0.0.1/ons
				      the topic has no subscription of this address
				  + rule infra-alerts: instances
				      no rule has the tag ons-relay-rule: instances
				      condition {"eventType":"com.oraclecloud.computeapi.*"}
				      calls the topic
				  … until the subscription is active
				      the relay has to run at the endpoint: it confirms the subscription by itself
				  ~ retry duration of the subscription
				      30m instead of Oracle's default of 2h

				3 to create (+), 1 to change (~), 0 to delete (-), 0 kept (=)
				""");
		assertThat(this.runner.err()).isEmpty();
		assertThat(this.tenancy.oci().state()).isEmpty();
	}

	@Test
	void provisionWhenThereIsNoTerminalSaysWhatToAdd() {
		assertThat(run(CONFIGURATION)).isOne();
		assertThat(this.runner.err()).isEqualToNormalizingNewlines(
				"Nothing is changed: there is no terminal to ask at. Add --yes to make these changes.\n");
		assertThat(this.tenancy.oci().state()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "yes, 0, 3", "' yes ', 0, 3", "y, 1, 0", "no, 1, 0", "none, 1, 0" })
	void provisionAsksAtATerminal(String answer, int status, int resources) {
		ProvisionCommand command = new ProvisionCommand(properties(), new Question(() -> answer, true), this::confirm);
		assertThat(execute(command)).isEqualTo(status);
		assertThat(this.out.toString()).contains("Make these changes? Only 'yes' is taken for it: ");
		assertThat(this.tenancy.oci().state()).hasSize(resources);
	}

	@Test
	void provisionTellsEachStepAndWhatIsLeftToDo() {
		assertThat(provision()).isZero();
		assertThat(this.out.toString()).contains("Creating the topic infra-alerts",
				"Creating the subscription https://ons:***@", "Creating the rule infra-alerts: instances",
				"still PENDING (0 s)", "is ACTIVE", "let relay.ingest.topics name it",
				"Allow service cloudEvents to use ons-topics in compartment id " + Tenancy.COMPARTMENT);
		assertThat(this.err.toString()).isEmpty();
		assertThat(this.out.toString()).doesNotContain("inv/ented", "inv%2Fented");
	}

	@Test
	void provisionWhenEverythingIsThereDoesNotAsk() {
		provision();
		assertThat(run(CONFIGURATION)).isZero();
		assertThat(this.runner.out()).contains("0 to create (+), 0 to change (~), 0 to delete (-), 3 kept (=)",
				"Nothing to change: the subscription is active.");
	}

	@Test
	void provisionWhenSubscriptionStaysPendingProbesTheEndpointAndSaysWhatToDo() {
		ProvisionCommand command = new ProvisionCommand(properties(), new Question(() -> "yes", true), (_) -> {
		});
		assertThat(execute(command)).isOne();
		assertThat(this.err.toString())
			.contains("is not ACTIVE after 2 minutes",
					"Probing the endpoint once from this machine: POST https://127.0.0.1/ons", "is the private address",
					"run the same command again")
			.doesNotContain("Exception", "inv/ented", "inv%2Fented");
	}

	@Test
	void provisionFromRoutesDerivesTheRules() {
		String configuration = """
				relay:
				  ingest.password: an-invented-password
				  notifier.slack.ops.webhook-url: https://hooks.slack.com/services/T0/B0/x
				  presets: [cis]
				  routes:
				    - {name: instances, condition: '{"eventType": "com.oraclecloud.ComputeApi.*Instance*"}', to: [slack/ops]}
				    - {name: alarms, condition: '{"dedupeKey": "*"}', to: [slack/ops]}
				    - {name: logs, condition: '{"oracle": {"loggroupid": "*"}}', to: [slack/ops]}
				    - {name: own, condition: '{"deployment": "*"}', to: [slack/ops]}
				    - {name: again, condition: '{"eventType": ["com.oraclecloud.ComputeApi.*Instance*"]}', to: [slack/ops]}
				""";
		List<String> arguments = new ArrayList<>(USUAL);
		arguments.addAll(List.of("--from-routes", "--plan"));
		arguments.addAll(this.tenancy.options());
		assertThat(this.runner.run(configuration, arguments.toArray(String[]::new))).as(this.runner.err()).isZero();
		assertThat(this.runner.out()).contains("+ rule infra-alerts: instances",
				"com.oraclecloud.computeapi.*instance*", "+ rule infra-alerts: cis-iam",
				"+ rule infra-alerts: cis-cloud-guard",
				"The route alarms needs no rule: it is on alarms, and an alarm names the topic as its destination itself.",
				"The route logs needs no rule: it is on log records, which a connector of Connector Hub sends to the topic.",
				"The route own needs no rule: no event has deployment at its root.");
	}

	@Test
	void provisionWhenMessagesAreSentAgainForLongerThanTheRelayExpectsSaysSo() {
		assertThat(run(CONFIGURATION, "--plan", "--retry-duration", "3h")).isZero();
		assertThat(this.runner.out()).contains("Set relay.journal.max-retry-duration to 3h too");
	}

	@Test
	void terraformIsPrintedWithoutACall() {
		List<String> arguments = new ArrayList<>(USUAL);
		arguments.addAll(RULE);
		arguments.addAll(List.of("--terraform", "--retry-duration", "30m", "--function", "ocid1.fnfunc.oc1.phx.a"));
		assertThat(this.runner.run("", arguments.toArray(String[]::new))).as(this.runner.err()).isZero();
		assertThat(this.runner.out()).contains("resource \"oci_ons_notification_topic\" \"this\"",
				"endpoint       = \"https://ons:${replace(urlencode(var.ons_relay_password), \"+\", \"%20\")}@127.0.0.1/ons\"",
				"maxRetryDuration = 1800000",
				"condition      = \"{\\\"eventType\\\":\\\"com.oraclecloud.computeapi.*\\\"}\"",
				"#   Allow group <group> to manage cloudevents-rules",
				"\"Allow service cloudEvents to use fn-invocation in compartment id " + Tenancy.COMPARTMENT + "\"");
		assertThat(this.tenancy.oci().server().getAllServeEvents()).isEmpty();
	}

	@Test
	void provisionWhenOciRefusesSaysWhyAndNothingElse() {
		this.tenancy.oci()
			.server()
			.stubFor(WireMock.get(WireMock.urlPathEqualTo("/20181201/topics"))
				.willReturn(StandInOci.failure(401, "NotAuthenticated", "no")));
		assertThat(run(CONFIGURATION)).isOne();
		assertThat(this.runner.err()).startsWith("OCI can't list the topics: 401 NotAuthenticated\n  ")
			.contains("fingerprint", "five minutes", "opc-request-id: ")
			.doesNotContain("Exception", "\tat ");
	}

	@Test
	void provisionWhenPasswordIsMissingNamesTheProperty() {
		assertThat(run("")).isOne();
		assertThat(this.runner.err()).contains("relay.ingest.password: the URL of the subscription needs it");
	}

	@Test
	void provisionWhenNoCredentialsAreConfiguredNamesTheProperty() {
		assertThat(this.runner.run(CONFIGURATION, USUAL.toArray(String[]::new))).isOne();
		assertThat(this.runner.err()).contains("relay.oci.auth: this command calls OCI, and needs credentials");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			--endpoint http://relay.test/ons         | is no HTTPS URL
			--endpoint https://relay.test/ons?a=b    | has a query
			--endpoint https://a:secret@relay.test/  | leave the credentials out
			--topic a.b                              | is no name of a topic
			--compartment ocid1.tenant.a             | is no OCID of a compartment
			--function ocid1.stream.oc1.a            | is no OCID of a function
			--stream x                               | is no OCID of a stream
			--retry-duration 2x                      | is no duration
			--retry-duration 0s                      | must be positive
			--rule a --condition {eventType="a"}     | HCL is not accepted
			--rule a --condition {"a":[]}            | an empty array matches nothing
			""")
	void provisionWhenAnOptionIsWrongSaysWhichAndCallsNothing(String option, String message) {
		List<String> arguments = new ArrayList<>(USUAL);
		String[] parts = option.strip().split(" ");
		int replaced = arguments.indexOf(parts[0]);
		if (replaced > 0) {
			arguments.set(replaced + 1, parts[1]);
		}
		else {
			arguments.addAll(List.of(parts));
		}
		assertThat(this.runner.run(CONFIGURATION, arguments.toArray(String[]::new))).isEqualTo(2);
		assertThat(this.runner.err()).contains(message).doesNotContain("secret", "Usage");
		assertThat(this.runner.out()).isEmpty();
	}

	@Test
	void provisionWhenARuleWouldHaveElevenActionsIsRefused() {
		List<String> arguments = new ArrayList<>(USUAL);
		Stream.iterate(0, (i) -> i + 1)
			.limit(10)
			.forEach((i) -> arguments.addAll(List.of("--function", "ocid1.fnfunc.oc1.phx.a" + i)));
		assertThat(this.runner.run(CONFIGURATION, arguments.toArray(String[]::new))).isEqualTo(2);
		assertThat(this.runner.err()).contains("at most 10 actions", "at most 9 functions and streams, not 10");
	}

	@Test
	void provisionWhenUrlWithCredentialsIsTooLongIsRefusedWithoutShowingThem() {
		assertThat(run("relay.ingest.password: " + "ü".repeat(90))).isEqualTo(2);
		assertThat(this.runner.err()).contains("and Notifications takes 512").doesNotContain("ü", "%C3");
	}

	private int run(String configuration, String... more) {
		List<String> arguments = new ArrayList<>(USUAL);
		arguments.addAll(RULE);
		arguments.addAll(List.of(more));
		arguments.addAll(this.tenancy.options());
		return this.runner.run(configuration, arguments.toArray(String[]::new));
	}

	private int provision() {
		return execute(new ProvisionCommand(properties(), new Question(() -> "yes", true), this::confirm));
	}

	private int execute(ProvisionCommand command) {
		List<String> arguments = new ArrayList<>(USUAL.subList(1, USUAL.size()));
		arguments.addAll(RULE);
		return new CommandLine(command).setOut(new PrintWriter(this.out, true))
			.setErr(new PrintWriter(this.err, true))
			.execute(arguments.toArray(String[]::new));
	}

	private List<String> properties() {
		List<String> properties = new ArrayList<>(this.tenancy.options());
		properties.add("--relay.ingest.password=" + PASSWORD);
		return properties;
	}

	private void confirm(Duration pause) {
		this.tenancy.oci()
			.resources("subscriptions")
			.forEach((each) -> this.tenancy.oci()
				.set("subscriptions", each.path("id").asText(), "lifecycleState", "\"ACTIVE\""));
	}

}
