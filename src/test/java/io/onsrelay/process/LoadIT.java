package io.onsrelay.process;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A load test in two phases: everything is sent, then the receivers are asked for every
 * message. What the relay counts must add up to what there was.
 */
@Execution(value = ExecutionMode.SAME_THREAD, reason = "it takes the processors")
class LoadIT {

	private static final int CONNECTIONS = 16;

	private static final int RESOURCES = 300;

	private static final int MESSAGES = Integer.getInteger("relay.load", 3_000);

	private static final List<SequencedEvent> MARKS = SequencedEvent.of(RESOURCES, MESSAGES / RESOURCES);

	private static final String INVALID = """
			{"status":"invalid event","message":"Event object is invalid","errors":["'payload' is missing"]}
			""";

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void receiversHaveEveryMessageAndNothingIsUnaccountedFor() {
		this.relay.start();
		this.relay.slack().availability().flap(200, 8);
		this.relay.pagerDuty().availability().failWithNowAndThen(400, INVALID, 100);
		assertThat(this.relay.post(MARKS).over(CONNECTIONS)).hasSameSizeAs(MARKS);
		this.relay.awaitDelivered(RelayExtension.SLACK, MARKS.size());
		RelayExtension.await("the end").until(() -> this.relay.store().pending() == 0);
		assertThat(this.relay.slackMarks()).containsExactlyInAnyOrderElementsOf(MARKS);
		assertThat(this.relay.store().audit().stream().map(SequencedEvent::in))
			.containsExactlyInAnyOrderElementsOf(MARKS);
		assertThat(this.relay.slack().availability().refused()).isPositive();
		assertPagerDutyHasAllButDeadLetters();
		assertNothingIsUnaccountedFor();
	}

	private void assertPagerDutyHasAllButDeadLetters() {
		Set<SequencedEvent> arrived = new HashSet<>(this.relay.pagerDutyMarks());
		assertThat(this.relay.pagerDuty().events()).hasSameSizeAs(arrived);
		assertThat(this.relay.store().deadLetters()).hasSize(MARKS.size() - arrived.size())
			.isNotEmpty()
			.allMatch((letter) -> letter.startsWith(RelayExtension.PAGER_DUTY + ": HTTP 400"));
	}

	private void assertNothingIsUnaccountedFor() {
		Scrape scrape = this.relay.scrape();
		assertThat(scrape.sum("relay_messages_total", "outcome=\"accepted\"")).isEqualTo(MARKS.size());
		assertThat(scrape.sum("relay_routed_total", "outcome=\"routed\"")).isEqualTo(MARKS.size());
		assertThat(scrape.sum("relay_appended_total", labels("audit", "default"))).isEqualTo(MARKS.size());
		for (String[] labels : List.of(labels("slack", "ops"), labels("pagerduty", "primary"))) {
			long pending = scrape.sum("relay_delivery_pending", labels);
			assertThat(scrape.sum("relay_delivery_enqueued_total", labels)).isEqualTo(MARKS.size())
				.isEqualTo(ended(scrape, "delivered", labels) + ended(scrape, "dead", labels) + pending);
		}
	}

	private static long ended(Scrape scrape, String outcome, String[] labels) {
		return scrape.sum("relay_delivery_attempts_seconds_count", labels[0], labels[1], "outcome=\"" + outcome + "\"");
	}

	private static String[] labels(String notifier, String destination) {
		return new String[] { "notifier=\"" + notifier + "\"", "destination=\"" + destination + "\"" };
	}

}
