package io.onsrelay.process;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.event.Fixtures;
import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.OnsDelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No body is refused.
 */
class PayloadsIT {

	private static final List<String> BODIES = Fixtures.names()
		.stream()
		.map((name) -> Fixtures.body(name).text())
		.toList();

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void everyBodyIsAcceptedAndReachesItsDestinations() {
		this.relay.start();
		try (OnsClient ons = this.relay.client()) {
			assertThat(BODIES).allSatisfy((body) -> assertAccepted(ons.post(this.relay.topic().notification(body))));
		}
		this.relay.awaitEverythingDelivered(BODIES.size());
		assertThat(this.relay.store().deadLetters()).isEmpty();
		assertThat(this.relay.store().journal()).containsExactlyElementsOf(BODIES);
		assertThat(this.relay.store().audit()).containsExactlyInAnyOrderElementsOf(BODIES);
		assertThat(this.relay.slack().posts()).hasSameSizeAs(BODIES);
		// The bodies are not posted in the order of their time: what happened before an
		// end
		// that PagerDuty knows already opens nothing.
		int late = this.relay.store().late(RelayExtension.PAGER_DUTY);
		assertThat(late).isBetween(1, BODIES.size() / 4);
		assertThat(this.relay.pagerDuty().events()).hasSize(BODIES.size() - late);
	}

	private static void assertAccepted(OnsDelivery delivery) {
		assertThat(delivery.statuses()).containsExactly(401, 200);
		assertThat(delivery.last().body()).contains("\"accepted\"");
	}

}
