package io.onsrelay.process;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three replicas on one database, under load: whatever happens to one of them, to the
 * database or to the network, what was acknowledged is kept once, everything is
 * delivered, and in order for each resource.
 */
@Execution(value = ExecutionMode.SAME_THREAD, reason = "it takes the processors")
@Tag("long")
class ReplicasIT {

	private static final int RESOURCES = 60;

	private static final int EVENTS_OF_EACH = 8;

	private static final int DISTURBED_AT = 150;

	/**
	 * What may be called a second time when the leases of a replica end: the calls that
	 * it had in flight.
	 */
	private static final int IN_FLIGHT = ReplicasExtension.CONCURRENCY;

	/**
	 * The exit status of a process that SIGTERM has ended.
	 */
	private static final int TERMINATED = 143;

	@RegisterExtension
	private static final ReplicasExtension RELAY = new ReplicasExtension(false);

	private static int rounds;

	private final ReplicaLoad load = new ReplicaLoad(RELAY, RESOURCES, rounds * EVENTS_OF_EACH,
			(rounds + 1) * EVENTS_OF_EACH);

	@BeforeEach
	void nextRound() {
		rounds++;
	}

	@AfterEach
	void everyReplicaIsReady() {
		Stream.of(RELAY.all()).forEach(Replica::awaitReady);
	}

	/**
	 * A stack trace says nothing that an operator could do about a database that is away.
	 */
	@AfterEach
	void everyReplicaLogsOneLineWhenTheDatabaseGoesAndOneWhenItIsBack() {
		for (Replica replica : RELAY.all()) {
			String output = replica.output();
			assertThat(output).doesNotContain("\tat ");
			int back = count("The store accepts writes again", output);
			// It may have gone once more
			assertThat(count("so nothing is acknowledged until it can", output)).isBetween(back, back + 1);
		}
	}

	@Test
	void startWhenTheDatabaseIsReadOnlyFailsInWords() {
		Replica reader = RELAY.reader("reader");
		reader.start();
		assertThat(reader.awaitEnd()).isOne();
		assertThat(reader.output())
			.contains("spring.datasource.url: the database is read-only", "Name the primary server")
			.doesNotContain("\tat ");
	}

	/**
	 * Another process has broken the database, which can be written otherwise.
	 */
	@Test
	void noneIsReadyWhileMessagesCantBeStored() {
		RELAY.store().rename("message_key", "elsewhere");
		Stream.of(RELAY.all())
			.forEach((replica) -> Awaitility.await().atMost(ReplicaLoad.PATIENCE).until(() -> !replica.ready()));
		assertThat(RELAY.post(this.load.rest(), RELAY.all()).over(3)).isEmpty();
		RELAY.store().rename("elsewhere", "message_key");
		Stream.of(RELAY.all()).forEach(Replica::awaitReady);
		this.load.postTheRest(RELAY.all());
		this.load.awaitEverythingDelivered();
		this.load.assertKeptOnceAndDeliveredInOrder(0);
	}

	@Test
	void nothingIsLostWhenOneIsKilled() {
		Replica victim = RELAY.replicaAt(0);
		this.load.disturb(DISTURBED_AT, victim::kill);
		this.load.postTheRest(RELAY.replicaAt(1), RELAY.replicaAt(2));
		this.load.awaitEverythingDelivered();
		this.load.assertKeptOnceAndDeliveredInOrder(IN_FLIGHT);
		victim.start();
	}

	@Test
	void lateReportDoesNotCountWhenOneStandsStillForLongerThanItsLease() {
		Replica victim = RELAY.replicaAt(1);
		this.load.disturb(DISTURBED_AT, victim::freeze);
		this.load.postTheRest(RELAY.replicaAt(0), RELAY.replicaAt(2));
		this.load.awaitEverythingDelivered();
		victim.thaw();
		victim.awaitReady();
		this.load.awaitEverythingDelivered();
		this.load.assertKeptOnceAndDeliveredInOrder(IN_FLIGHT);
	}

	@Test
	void nothingIsAcknowledgedThatIsNotKeptWhenTheDatabaseRestarts() {
		this.load.disturb(DISTURBED_AT, RELAY.store()::restart);
		Stream.of(RELAY.all()).forEach(Replica::awaitReady);
		this.load.postTheRest(RELAY.all());
		this.load.awaitEverythingDelivered();
		this.load.assertKeptOnceAndDeliveredInOrder(ReplicasExtension.REPLICAS * IN_FLIGHT);
	}

	/**
	 * As a Deployment does it: a new replica first, then one less of the old ones.
	 */
	@Test
	void nothingIsLostInARollingUpdate() {
		ReplicaLoad steady = new ReplicaLoad(RELAY, RESOURCES, 1000, 1020);
		Replica first = RELAY.additional("new");
		steady.postWhile(() -> {
			first.start();
			first.awaitReady();
			for (Replica replica : List.of(RELAY.replicaAt(0), RELAY.replicaAt(1))) {
				assertThat(replica.terminate()).isEqualTo(TERMINATED);
				replica.start();
				replica.awaitReady();
			}
			assertThat(first.terminate()).isEqualTo(TERMINATED);
		}, first);
		steady.postTheRest(RELAY.all());
		steady.awaitEverythingDelivered();
		steady.assertKeptOnceAndDeliveredInOrder(0);
	}

	@Test
	void othersGoOnWhenOneLosesTheNetwork() {
		Replica victim = RELAY.replicaAt(2);
		this.load.disturb(DISTURBED_AT, RELAY.cable()::cut);
		Awaitility.await().atMost(ReplicaLoad.PATIENCE).until(() -> !victim.ready());
		assertThat(RELAY.post(this.load.rest(), victim).over(2)).isEmpty();
		this.load.postTheRest(RELAY.replicaAt(0), RELAY.replicaAt(1));
		this.load.awaitEverythingDelivered();
		RELAY.cable().mend();
		this.load.assertKeptOnceAndDeliveredInOrder(IN_FLIGHT);
	}

	@Test
	void rateOfADestinationIsKeptByAllTogether() {
		List<SequencedEvent> paced = IntStream.range(0, 15).mapToObj((i) -> new SequencedEvent(900 + i, 0)).toList();
		assertThat(RELAY.post(paced, RELAY.all()).over(3)).hasSize(15);
		Awaitility.await().atMost(ReplicaLoad.PATIENCE).until(() -> RELAY.paced().posts().size() == 15);
		long[] arrived = RELAY.paced().posts().stream().mapToLong((post) -> post.arrivedNanos()).sorted().toArray();
		// The first calls of a process take longer, so what arrived first may have left
		// long before
		assertThat(IntStream.range(0, 5))
			.anyMatch((first) -> arrived[14] - arrived[first] > Duration.ofMillis((14 - first) * 200L - 300).toNanos());
	}

	private static int count(String words, String output) {
		return output.split(Pattern.quote(words), -1).length - 1;
	}

}
