package io.onsrelay.process;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.event.Fixtures;
import io.onsrelay.standin.Incident;
import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.StandInSlackApi;
import io.onsrelay.standin.StandInSlackApi.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to one resource is one story, also where the process dies in the middle of
 * it.
 */
class ThreadIT {

	private static final String BOT = "slack/bot";

	private final StandInSlackApi slack = new StandInSlackApi();

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@AfterEach
	void close() {
		this.slack.close();
	}

	@Test
	void stopAndStartAreOneThreadAndOneIncidentAcrossKill() {
		RelayProcess first = start();
		publish("computeapi.instanceaction.stop.end", 1);
		assertThat(this.relay.pagerDuty().incidents()).singleElement().matches(Incident::open);
		first.kill();
		start();
		publish("computeapi.instanceaction.start.end", 2);
		assertThat(this.slack.messages()).hasSize(2).first().matches((message) -> message.threadTs().isEmpty());
		Message stopped = this.slack.messages().getFirst();
		assertThat(this.slack.messages().getLast().threadTs()).isEqualTo(stopped.ts());
		assertThat(this.slack.updates()).singleElement()
			.matches((update) -> update.ts().equals(stopped.ts()) && update.text().contains("started"));
		assertThat(this.relay.pagerDuty().incidents()).singleElement().matches((incident) -> !incident.open());
		publish("computeapi.instanceaction.stop.begin", 3);
		assertThat(this.relay.pagerDuty().incidents()).as("what is late opens nothing")
			.singleElement()
			.matches((incident) -> !incident.open());
		assertThat(this.slack.messages().getLast().text()).startsWith("Late: ");
		assertThat(this.slack.messages().getLast().threadTs()).isEqualTo(stopped.ts());
	}

	private RelayProcess start() {
		return this.relay.start("""
				relay:
				  ingest.password: an-invented-password
				  notifier.slack.bot: {token: "xoxb-1-2-invented", channel: %s, endpoint: "%s"}
				  routes: [{name: lifecycle, condition: '{}', to: [%s, %s]}]
				""".formatted(StandInSlackApi.CHANNEL, this.slack.endpoint(), BOT, RelayExtension.PAGER_DUTY));
	}

	private void publish(String fixture, int messages) {
		try (OnsClient ons = this.relay.client()) {
			ons.post(this.relay.topic().notification(Fixtures.body(fixture).text()));
		}
		this.relay.awaitDelivered(BOT, messages);
		this.relay.awaitDelivered(RelayExtension.PAGER_DUTY, messages);
	}

}
