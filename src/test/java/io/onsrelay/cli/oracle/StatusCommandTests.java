package io.onsrelay.cli.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.cli.CommandRunner;
import io.onsrelay.provisioning.Tenancy;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands about what exists: {@link StatusCommand}, {@link ResendCommand} and
 * {@link UnprovisionCommand}.
 */
class StatusCommandTests {

	@RegisterExtension
	private final CommandRunner runner = new CommandRunner();

	@RegisterExtension
	private final Tenancy tenancy = new Tenancy();

	@Test
	void statusWhenEverythingWorksSaysSo() {
		exists("ACTIVE", "ACTIVE", true);
		assertThat(run("status")).as(this.runner.out() + this.runner.err()).isZero();
		assertThat(this.runner.out()).contains("Topics", "infra-alerts  ACTIVE, ocid1.onstopic.",
				"last message: unknown. There is no store", "https://relay.test/ons  ACTIVE, ocid1.onssubscription.",
				"messages are sent again for 30m", "instances  ACTIVE, ocid1.eventrule.", "condition {}",
				"calls topic t", "Nothing is wrong as far as OCI shows.");
		assertThat(this.runner.out()).doesNotContain("invented");
	}

	@Test
	void statusWhenTheStoreIsHereTellsWhenTheTopicSpoke() throws IOException {
		String topic = exists("ACTIVE", "ACTIVE", true);
		Path directory = Objects.requireNonNull(this.runner.store().getParent());
		Files.createDirectories(directory);
		try (TestStore store = TestStore.in(directory)) {
			store.write((jdbc) -> jdbc.sql("""
					INSERT INTO message (id, received_at, occurred_at, kind, malformed, topic)
					VALUES ('a', 1000, 0, 'PLAIN', FALSE, :topic), ('b', 2000, 0, 'PLAIN', FALSE, :topic),
						('c', 3000, 0, 'PLAIN', FALSE, 'another')
					""").param("topic", topic).update());
			assertThat(run("status")).as(this.runner.err()).isZero();
		}
		assertThat(this.runner.out()).contains("last message: 1970-01-01T00:00:02Z");
	}

	@Test
	void statusWhenSomethingIsWrongSaysWhatToDo() {
		exists("PENDING", "INACTIVE", false);
		assertThat(run("status", "--topic", "infra-alerts")).isOne();
		assertThat(this.runner.out()).contains("the topic does not exist", "disabled",
				"! https://relay.test/ons is PENDING and gets no messages", "! The rule instances is disabled");
	}

	@Test
	void statusWhenThereIsNoTopicSaysSo() {
		assertThat(run("status")).isOne();
		assertThat(this.runner.err()).contains("No topic of this compartment has the tag ons-relay");
		assertThat(run("status", "--topic", "infra-alerts")).isOne();
		assertThat(this.runner.err()).contains("This compartment has no topic infra-alerts.");
	}

	@Test
	void resendHasTheConfirmationOfPendingSubscriptionsSentAgain() {
		exists("PENDING", "ACTIVE", true);
		assertThat(run("resend", "--topic", "infra-alerts")).isZero();
		assertThat(this.runner.out()).contains("Resending the confirmation of ocid1.onssubscription.");
		this.tenancy.oci()
			.server()
			.verify(1, WireMock.postRequestedFor(WireMock.urlPathMatching(".*/resendConfirmation")));
	}

	@Test
	void resendWhenNoneIsPendingSaysSo() {
		exists("ACTIVE", "ACTIVE", true);
		assertThat(run("resend", "--topic", "infra-alerts")).isZero();
		assertThat(this.runner.out()).contains("No HTTPS subscription of the topic infra-alerts is pending.");
	}

	@Test
	void unprovisionDeletesWhatHasTheTagAfterAsking() {
		exists("ACTIVE", "ACTIVE", true);
		assertThat(run("unprovision", "--topic", "infra-alerts")).isOne();
		assertThat(this.runner.err()).contains("Add --yes");
		assertThat(this.tenancy.oci().state()).hasSize(3);
		assertThat(run("unprovision", "--topic", "infra-alerts", "--yes")).isZero();
		assertThat(this.runner.out()).contains("- rule instances", "- subscription https://relay.test/ons",
				"- topic infra-alerts", "Everything of the plan is deleted.");
		assertThat(this.tenancy.oci().state()).isEmpty();
	}

	@Test
	void unprovisionWhenNothingHasTheTagSaysSo() {
		assertThat(run("unprovision", "--topic", "infra-alerts")).isZero();
		assertThat(this.runner.out()).contains("Nothing in this compartment has the tag ons-relay: infra-alerts.");
	}

	private String exists(String subscription, String rule, boolean enabled) {
		String tags = "\"freeformTags\": {\"ons-relay\": \"infra-alerts\", \"ons-relay-rule\": \"instances\"}";
		String topic = this.tenancy.oci().create("topics", "{\"name\": \"infra-alerts\", %s}".formatted(tags));
		this.tenancy.oci()
			.create("subscriptions",
					"""
							{"topicId": "%s", "protocol": "CUSTOM_HTTPS", "endpoint": "https://ons:invented@relay.test/ons", "lifecycleState": "%s",
							 "deliverPolicy": "{\\"backoffRetryPolicy\\": {\\"maxRetryDuration\\": 1800000, \\"policyType\\": \\"EXPONENTIAL\\"}}", %s}
							"""
						.formatted(topic, subscription, tags));
		this.tenancy.oci()
			.create("rules",
					"""
							{"displayName": "instances", "condition": "{}", "lifecycleState": "%s", "isEnabled": %s,
							 "lifecycleMessage": "%s", "actions": {"actions": [{"actionType": "ONS", "topicId": "t", "isEnabled": true}]}, %s}
							"""
						.formatted(rule, enabled, enabled ? "" : "the topic does not exist", tags));
		return topic;
	}

	private int run(String command, String... more) {
		List<String> arguments = new ArrayList<>(List.of(command, "--compartment", Tenancy.COMPARTMENT));
		arguments.addAll(List.of(more));
		arguments.addAll(this.tenancy.options());
		return this.runner.run("", arguments.toArray(String[]::new));
	}

}
