package io.onsrelay.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A destination that is down delays no other, and gets everything in order afterwards.
 */
@Isolated("it compares how long deliveries take")
class BulkheadIT {

	private static final int RESOURCES = 30;

	private static final int EVENTS_OF_EACH = 10;

	private static final int ROUND = RESOURCES * EVENTS_OF_EACH;

	private static final int CONNECTIONS = 4;

	/**
	 * How long Slack fails: as long as one round takes, or longer where it is asked for.
	 */
	private static final Duration OUTAGE = Duration.parse(System.getProperty("relay.outage", "PT0S"));

	private static final List<String> OTHERS = List.of(RelayExtension.PAGER_DUTY);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void othersAreAsFastAsBeforeAndOrderIsKeptWhenOneDestinationFails() {
		RelayProcess process = this.relay.start();
		playRound(0);
		playRound(1);
		this.relay.awaitDelivered(RelayExtension.SLACK, 2 * ROUND);
		List<LatencySamples> before = OTHERS.stream().map((destination) -> lags(destination, 1)).toList();
		this.relay.slack().availability().failWith(500);
		int rounds = playRounds(2, OUTAGE);
		assertThat(process.ready()).isTrue();
		assertThat(this.relay.slack().availability().refused()).isPositive();
		assertThat(this.relay.slack().posts()).hasSize(2 * ROUND);
		IntStream.range(0, OTHERS.size())
			.forEach((i) -> assertAsFast(OTHERS.get(i), before.get(i), lags(OTHERS.get(i), 2)));
		this.relay.slack().availability().recover();
		this.relay.awaitDelivered(RelayExtension.SLACK, rounds * ROUND);
		assertInOrder(this.relay.slackMarks(), rounds * EVENTS_OF_EACH);
	}

	/**
	 * Posts rounds until the time is over, at least one.
	 */
	private int playRounds(int first, Duration time) {
		long start = System.nanoTime();
		int round = first;
		do {
			playRound(round++);
		}
		while (System.nanoTime() - start < time.toNanos());
		return round;
	}

	/**
	 * Posts one round of events and waits until those have it that do not fail. The first
	 * round warms up.
	 */
	private void playRound(int round) {
		List<SequencedEvent> marks = SequencedEvent.of(RESOURCES, round * EVENTS_OF_EACH, (round + 1) * EVENTS_OF_EACH);
		assertThat(this.relay.post(marks).over(CONNECTIONS)).hasSameSizeAs(marks);
		OTHERS.forEach((destination) -> this.relay.awaitDelivered(destination, (round + 1) * ROUND));
	}

	private LatencySamples lags(String destination, int round) {
		return this.relay.store().lags(destination, round * ROUND);
	}

	private static void assertAsFast(String destination, LatencySamples before, LatencySamples during) {
		System.out.printf("%s: before %s; while Slack fails %s; p95 ratio %.2f%n", destination, before, during,
				during.percentile(0.95) / (double) Math.max(1, before.percentile(0.95)));
		assertThat(during.percentile(0.95)).as(destination).isLessThanOrEqualTo(2 * before.percentile(0.95) + 100);
	}

	private static void assertInOrder(List<SequencedEvent> arrived, int eventsOfEach) {
		for (int resource = 0; resource < RESOURCES; resource++) {
			int wanted = resource;
			assertThat(arrived.stream().filter((event) -> event.resource() == wanted).map(SequencedEvent::sequence))
				.as("resource %d", resource)
				.containsExactlyElementsOf(IntStream.range(0, eventsOfEach).boxed().toList());
		}
	}

}
