package io.onsrelay.process;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.StandInOns;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way from a signature of which nothing is known to one that is enforced.
 */
class SignatureIT {

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void signatureIsLearntFromMessagesAndThenEnforced() throws InterruptedException {
		try (StandInOns ons = new StandInOns(this.relay.topic(), this.relay.client(), List.of())) {
			assertThatNothingIsEnforcedUnknown(ons);
			RelayProcess reporting = this.relay.start(configuration(ons, "report"));
			ons.requestConfirmation();
			assertThat(ons.awaitConfirmed(Duration.ofSeconds(30))).isTrue();
			assertThat(ons.publish("first").acknowledged()).isTrue();
			RelayExtension.await("the signature").until(() -> reporting.output().contains(OnsTopic.CONSTRUCTION));
			assertThatCommandSaysSo();
			reporting.terminate();
			this.relay.start(configuration(ons, "enforce"));
			assertThat(ons.publish("second").statuses()).endsWith(200);
			// Signed at random, with a certificate of another origin
			assertThat(this.relay.client().post(this.relay.topic().notification("forged")).statuses()).endsWith(403);
			this.relay.awaitDelivered(RelayExtension.SLACK, 2);
		}
	}

	private void assertThatNothingIsEnforcedUnknown(StandInOns ons) {
		RelayProcess refused = this.relay.launch(configuration(ons, "enforce"));
		assertThat(refused.awaitEnd()).isOne();
		assertThat(refused.output()).contains("relay.ingest.signature", "no construction has verified one of them yet")
			.doesNotContain("at io.onsrelay");
	}

	private void assertThatCommandSaysSo() {
		CommandRun check = this.relay.run("signature", "check", "--spring.config.additional-location=relay.yaml");
		assertThat(check.status()).as(check.out() + check.err()).isZero();
		assertThat(check.out()).contains("verified     1 by " + OnsTopic.CONSTRUCTION);
	}

	private String configuration(StandInOns ons, String mode) {
		return """
				relay:
				  ingest: {signature: %s}
				  confirmation.allowed-origins: ["%s"]
				---
				""".formatted(mode, ons.origin()) + this.relay.usual();
	}

}
