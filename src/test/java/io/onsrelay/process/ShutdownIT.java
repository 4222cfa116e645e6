package io.onsrelay.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.onsrelay.process.StoreFile.Attempts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A relay that is asked to end while Slack holds back its answers.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class ShutdownIT {

	// 128 plus the number of SIGTERM, as the JVM exits on it.
	private static final int TERMINATED = 143;

	private static final int CONNECTIONS = 8;

	private static final List<SequencedEvent> MARKS = SequencedEvent.of(50, 4);

	private final CountDownLatch answers = new CountDownLatch(1);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@AfterEach
	void answer() {
		this.answers.countDown();
	}

	@Test
	void whatIsUnderWayIsFinishedAndTheRestIsLeftForTheNextStart() {
		RelayProcess first = start("");
		Set<SequencedEvent> acknowledged = postUntilAskedToEnd(first);
		awaitNoMoreConnections(first);
		this.answers.countDown();
		assertThat(first.awaitEnd()).isEqualTo(TERMINATED);
		int delivered = this.relay.store().delivered(RelayExtension.SLACK);
		assertThat(delivered).isEqualTo(this.relay.slack().posts().size()).isPositive();
		assertNoAttemptsBut(delivered);
		deliverTheRest(acknowledged);
		assertThat(this.relay.slackMarks()).containsExactlyInAnyOrderElementsOf(MARKS);
	}

	@Test
	void whatOutlastsTheGraceIsNoFailedAttempt() {
		RelayProcess first = start("relay.delivery.shutdown-grace: 500ms");
		Set<SequencedEvent> acknowledged = postUntilAskedToEnd(first);
		assertThat(first.awaitEnd()).isEqualTo(TERMINATED);
		assertThat(this.relay.store().delivered(RelayExtension.SLACK)).isZero();
		assertNoAttemptsBut(0);
		int abandoned = this.relay.slack().posts().size();
		assertThat(abandoned).isBetween(1, RelayExtension.CONCURRENCY);
		this.answers.countDown();
		deliverTheRest(acknowledged);
		new Arrivals(RelayExtension.SLACK, this.relay.slackMarks()).areAllOf(MARKS).areInOrder();
		assertThat(this.relay.slackMarks()).hasSize(MARKS.size() + abandoned);
	}

	/**
	 * Starts the relay, which waits for Slack's answers however slow this machine is.
	 */
	private RelayProcess start(String more) {
		return this.relay.start("%s\nrelay.notifier.slack.ops.timeout: 60s\n%s".formatted(this.relay.usual(), more));
	}

	/**
	 * Posts until some messages are acknowledged and Slack has been called, then asks the
	 * relay to end while more is posted.
	 */
	private Set<SequencedEvent> postUntilAskedToEnd(RelayProcess process) {
		this.relay.slack().onPost((post) -> await());
		return this.relay.post(MARKS).atAcknowledgement(MARKS.size() / 4, () -> {
			RelayExtension.await("a call").until(() -> !this.relay.slack().posts().isEmpty());
			process.askToEnd();
		}).over(CONNECTIONS);
	}

	private void await() {
		try {
			this.answers.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitNoMoreConnections(RelayProcess process) {
		RelayExtension.await("the end of the web server").until(() -> !process.ready());
	}

	private void assertNoAttemptsBut(int delivered) {
		assertThat(this.relay.store().leased()).isZero();
		assertThat(this.relay.store().attempts(RelayExtension.SLACK)).isEqualTo(new Attempts(0, delivered));
	}

	private void deliverTheRest(Set<SequencedEvent> acknowledged) {
		this.relay.start();
		List<SequencedEvent> rest = MARKS.stream().filter((event) -> !acknowledged.contains(event)).toList();
		assertThat(this.relay.post(rest).over(CONNECTIONS)).hasSameSizeAs(rest);
		this.relay.awaitEverythingDelivered(MARKS.size());
	}

}
