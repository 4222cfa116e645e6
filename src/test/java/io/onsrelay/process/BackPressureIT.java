package io.onsrelay.process;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More senders than the store keeps waiting, a destination that is dead, and little
 * memory.
 */
@Execution(value = ExecutionMode.SAME_THREAD, reason = "it takes the processors")
class BackPressureIT {

	private static final int CONNECTIONS = 48;

	private static final int RESOURCES = 500;

	/**
	 * How many messages wait for the dead destination in the end.
	 */
	private static final int BACKLOG = Integer.getInteger("relay.backlog", 3_000);

	private static final List<SequencedEvent> MARKS = SequencedEvent.of(RESOURCES, BACKLOG / RESOURCES);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void sendersAreToldToComeAgainWhileLanesGoOnAndMemoryIsBounded() {
		this.relay.slack().availability().failWith(503);
		this.relay.use(Launcher.ofHeap("128m"));
		RelayProcess process = this.relay
			.start(this.relay.usual() + "\nrelay.store: {queue-capacity: 8, group-limit: 4}");
		Load load = this.relay.post(MARKS).again();
		assertThat(load.over(CONNECTIONS)).hasSameSizeAs(MARKS);
		assertThat(load.refusals()).isPositive();
		this.relay.awaitDelivered(RelayExtension.PAGER_DUTY, MARKS.size());
		assertArrivedOnce(this.relay.pagerDutyMarks());
		assertThat(this.relay.slack().posts()).isEmpty();
		this.relay.slack().availability().recover();
		this.relay.awaitDelivered(RelayExtension.SLACK, MARKS.size());
		assertArrivedOnce(this.relay.slackMarks());
		assertThat(process.output()).doesNotContain("OutOfMemoryError");
		System.out.printf("%d messages over %d connections; %d posts were answered 503%n", MARKS.size(), CONNECTIONS,
				load.refusals());
	}

	private static void assertArrivedOnce(Collection<SequencedEvent> arrived) {
		assertThat(arrived).containsExactlyInAnyOrderElementsOf(MARKS);
	}

}
