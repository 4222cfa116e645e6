package io.onsrelay.process;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three replicas on a PostgreSQL that fails over: the primary is killed under load, and
 * its synchronous standby is promoted. The replicas find it by themselves.
 */
@Execution(value = ExecutionMode.SAME_THREAD, reason = "it takes the processors")
class FailoverIT {

	private static final int RESOURCES = 60;

	private static final int EVENTS_OF_EACH = 8;

	private static final int DISTURBED_AT = 150;

	private static final Duration RECOVERY = Duration.ofSeconds(30);

	@RegisterExtension
	private static final ReplicasExtension RELAY = new ReplicasExtension(true);

	private final ReplicaLoad load = new ReplicaLoad(RELAY, RESOURCES, 0, EVENTS_OF_EACH);

	@Test
	void nothingThatWasAcknowledgedIsLostInAFailover() {
		this.load.disturb(DISTURBED_AT, RELAY::failOver);
		long start = System.nanoTime();
		Stream.of(RELAY.all()).forEach(Replica::awaitReady);
		this.load.postTheRest(RELAY.all());
		Duration recovery = Duration.ofNanos(System.nanoTime() - start);
		System.out.printf("All replicas accepted messages again after %d ms%n", recovery.toMillis());
		assertThat(recovery).isLessThan(RECOVERY);
		this.load.awaitEverythingDelivered();
		this.load.assertKeptOnceAndDeliveredInOrder(ReplicasExtension.REPLICAS * ReplicasExtension.CONCURRENCY);
		Stream.of(RELAY.all()).forEach((replica) -> assertThat(replica.output()).doesNotContain("\tat "));
	}

}
