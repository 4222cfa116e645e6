package io.onsrelay.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.onsrelay.event.Fixtures;
import io.onsrelay.standin.OciUser;
import io.onsrelay.standin.OnsDelivery;
import io.onsrelay.standin.StandInOci;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole way: a command sets OCI up, the service confirms its subscription, and an
 * event reaches Slack.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class ProvisionIT {

	private static final String COMPARTMENT = "ocid1.compartment.oc1..aaaatest";

	private static final String TOPIC = StandInOci.FIRST_TOPIC;

	private static final String PASSWORD = "an/invented password";

	private static final String PREVIOUS = "the-one-before-it";

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private final OciUser user = new OciUser();

	private final StandInOci oci = new StandInOci(this.user);

	@AfterEach
	void close() {
		this.oci.close();
	}

	@Test
	void eventReachesSlackAfterProvision() throws IOException, InterruptedException {
		RelayProcess process = start();
		assertThat(sdkClasses(process)).as("the service has no credentials").isEmpty();
		CommandRun run = provision("--rule", "instances", "--condition",
				"{\"eventType\": \"com.oraclecloud.computeapi.*\"}", "--retry-duration", "30m");
		assertThat(run.status()).as(run.out() + run.err()).isZero();
		assertThat(run.err()).as("neither the SDK nor its clients log").isEmpty();
		assertThat(run.out()).contains("Everything is set up, and the subscription is active.")
			.doesNotContain("INFO", "WARN", "invented");
		emit("computeapi.terminateinstance.end");
		this.relay.awaitDelivered(RelayExtension.SLACK, 1);
		assertThat(this.relay.slack().posts()).hasSize(1);
		CommandRun again = provision("--rule", "instances", "--condition",
				"{\"eventType\":\"com.oraclecloud.computeapi.*\"}");
		assertThat(again.out()).contains("0 to create (+), 0 to change (~), 0 to delete (-), 3 kept (=)");
		assertThat(process.output()).doesNotContain("invented");
	}

	@Test
	void rotationThatIsInterruptedLosesAndRepeatsNothing() throws IOException {
		String tags = "\"freeformTags\": {\"ons-relay\": \"infra-alerts\"}";
		this.oci.create("topics", "{\"name\": \"infra-alerts\", %s}".formatted(tags));
		this.oci.create("subscriptions", """
				{"topicId": "%s", "protocol": "CUSTOM_HTTPS", "endpoint": "https://ons:%s@relay.example.com/ons", %s}
				""".formatted(TOPIC, PREVIOUS, tags));
		start();
		publish("computeapi.instanceaction.stop.end");
		StubMapping refusal = this.oci.server()
			.stubFor(WireMock.delete(WireMock.anyUrl()).willReturn(StandInOci.failure(412, "NoEtagMatch", "no")));
		CommandRun interrupted = provision("--rotate");
		assertThat(interrupted.status()).as(interrupted.out()).isOne();
		assertThat(interrupted.err()).startsWith("OCI can't delete the subscription ocid1.onssubscription.");
		assertThat(publish("computeapi.instanceaction.start.end")).as("both deliver").hasSize(2);
		this.oci.server().removeStub(refusal);
		CommandRun continued = provision("--rotate");
		assertThat(continued.status()).as(continued.err()).isZero();
		assertThat(this.oci.resources("subscriptions")).singleElement()
			.matches((each) -> each.path("endpoint").asText().contains("an%2Finvented%20password"));
		publish("computeapi.terminateinstance.end");
		this.relay.awaitDelivered(RelayExtension.SLACK, 3);
		assertThat(this.relay.slack().posts()).hasSize(3);
	}

	private RelayProcess start() {
		this.oci.host("relay.example.com", this.relay.address("/"));
		return this.relay.start("""
				relay:
				  ingest: {password: "%s", previous-password: %s, topics: ["%s"]}
				  confirmation.allowed-origins: ["%s"]
				""".formatted(PASSWORD, PREVIOUS, TOPIC, this.oci.origin()));
	}

	private CommandRun provision(String... more) {
		Path configuration = this.user.write(this.relay.directory());
		List<String> arguments = new ArrayList<>(List.of("provision", "--compartment", COMPARTMENT, "--topic",
				"infra-alerts", "--endpoint", "https://relay.example.com/ons", "--yes"));
		arguments.addAll(List.of(more));
		arguments.addAll(List.of("--spring.config.additional-location=relay.yaml", "--relay.oci.auth=config-file",
				"--relay.oci.config-file=" + configuration, "--relay.oci.profile=" + OciUser.PROFILE,
				"--relay.oci.endpoint=" + this.oci.origin(), "--relay.oci.events-endpoint=" + this.oci.origin()));
		return this.relay.run(arguments.toArray(String[]::new));
	}

	private void emit(String fixture) {
		assertThat(this.oci.emit(Fixtures.body(fixture).text())).singleElement().matches(OnsDelivery::acknowledged);
	}

	private List<OnsDelivery> publish(String fixture) {
		List<OnsDelivery> deliveries = this.oci.publish(TOPIC, Fixtures.body(fixture).text());
		assertThat(deliveries).isNotEmpty().allMatch(OnsDelivery::acknowledged);
		return deliveries;
	}

	private static List<String> sdkClasses(RelayProcess process) throws IOException, InterruptedException {
		Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				Long.toString(process.pid()), "VM.class_hierarchy")
			.start();
		String classes = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(jcmd.waitFor()).isZero();
		assertThat(classes).contains("io.onsrelay.OnsRelayApplication");
		return classes.lines()
			.filter((line) -> line.contains("com.oracle.bmc."))
			.map((line) -> line.replaceFirst(".*?(com\\.oracle\\.bmc\\.[\\w.$]+).*", "$1"))
			.toList();
	}

}
