package io.onsrelay.process;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.onsrelay.standin.SlackPost;
import io.onsrelay.standin.StandInSlack;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Destinations that take one message a second, and say so to a sender of more. One is
 * called at the rate that is usual for Slack, the other as often as it lets itself be
 * called.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class RateLimitIT {

	private static final List<SequencedEvent> MARKS = SequencedEvent.of(30, 1);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final String UNPACED = "slack/unpaced";

	private final StandInSlack unpaced = new StandInSlack();

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@AfterEach
	void close() {
		this.unpaced.close();
	}

	@Test
	void everythingArrivesAndNoCallIsMadeBeforeRetryAfterIsOver() {
		this.relay.slack().availability().serveOneEach(SECOND);
		this.unpaced.availability().serveOneEach(SECOND);
		this.relay.start(configuration());
		assertThat(this.relay.post(MARKS).over(4)).hasSameSizeAs(MARKS);
		this.relay.awaitDelivered(RelayExtension.SLACK, MARKS.size());
		this.relay.awaitDelivered(UNPACED, MARKS.size());
		assertThat(this.relay.slackMarks()).containsExactlyInAnyOrderElementsOf(MARKS);
		assertThat(this.unpaced.posts()).hasSameSizeAs(MARKS);
		assertThat(this.unpaced.availability().refused()).isGreaterThanOrEqualTo(MARKS.size() - 1);
		assertLeftAlone(this.relay.slack());
		assertLeftAlone(this.unpaced);
		assertThat(this.relay.store().deadLetters()).isEmpty();
	}

	/**
	 * One call at a time, or those that are in flight when the first is rejected could
	 * not know. The rate is a little lower than the one that Slack keeps here, whose
	 * clock starts when a call arrives: at the very same, every second call would be too
	 * early.
	 */
	private String configuration() {
		return """
				relay:
				  ingest.password: an-invented-password
				  notifier.slack.unpaced: {webhook-url: "%s", digest-from: 0}
				  routes: [{name: all, condition: '{}', to: [slack/ops, slack/unpaced]}]
				  delivery.destinations:
				    slack.ops: {rate: 55/m, concurrency: 1}
				    slack.unpaced: {rate: unlimited, concurrency: 1}
				""".formatted(this.unpaced.webhookUrl());
	}

	private static void assertLeftAlone(StandInSlack slack) {
		List<Long> refusals = slack.availability().refusals();
		List<Long> posts = slack.posts().stream().map(SlackPost::arrivedNanos).toList();
		assertThat(refusals).allSatisfy((refusal) -> assertThat(posts)
			.noneMatch((post) -> post > refusal && post - refusal < SECOND.toNanos()));
		assertThat(refusals).allSatisfy((refusal) -> assertThat(refusals)
			.noneMatch((other) -> other > refusal && other - refusal < SECOND.toNanos()));
	}

}
