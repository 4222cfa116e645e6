package io.onsrelay.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three replicas on one database, under load: whatever happens to one of them, to the
 * database or to the network, what was acknowledged is kept once, everything is
 * delivered, and in order for each resource.
 */
class ReplicasIT {

	private static final int RESOURCES = 60;

	private static final int EVENTS_OF_EACH = 8;

	private static final int CONNECTIONS = 24;

	private static final int DISTURBED_AT = 150;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * What may be called a second time when the leases of a replica end: the calls that
	 * it had in flight.
	 */
	private static final int IN_FLIGHT = ReplicasExtension.CONCURRENCY;

	@RegisterExtension
	private static final ReplicasExtension RELAY = new ReplicasExtension();

	private static int rounds;

	private final List<SequencedEvent> marks = SequencedEvent.of(RESOURCES, rounds * EVENTS_OF_EACH,
			(rounds + 1) * EVENTS_OF_EACH);

	private final Set<SequencedEvent> acknowledged = new HashSet<>();

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

	@Test
	void nothingIsLostWhenOneIsKilled() {
		Replica victim = RELAY.replicaAt(0);
		disturb(victim::kill);
		postTheRest(RELAY.replicaAt(1), RELAY.replicaAt(2));
		awaitEverythingDelivered();
		assertKeptOnceAndDeliveredInOrder(IN_FLIGHT);
		victim.start();
	}

	@Test
	void lateReportDoesNotCountWhenOneStandsStillForLongerThanItsLease() {
		Replica victim = RELAY.replicaAt(1);
		disturb(victim::freeze);
		postTheRest(RELAY.replicaAt(0), RELAY.replicaAt(2));
		awaitEverythingDelivered();
		victim.thaw();
		victim.awaitReady();
		awaitEverythingDelivered();
		assertKeptOnceAndDeliveredInOrder(IN_FLIGHT);
	}

	@Test
	void nothingIsAcknowledgedThatIsNotKeptWhenTheDatabaseRestarts() {
		disturb(RELAY.store()::restart);
		Stream.of(RELAY.all()).forEach(Replica::awaitReady);
		postTheRest(RELAY.all());
		awaitEverythingDelivered();
		assertKeptOnceAndDeliveredInOrder(ReplicasExtension.REPLICAS * IN_FLIGHT);
	}

	@Test
	void othersGoOnWhenOneLosesTheNetwork() {
		Replica victim = RELAY.replicaAt(2);
		disturb(RELAY.cable()::cut);
		Awaitility.await().atMost(PATIENCE).until(() -> !victim.ready());
		assertThat(RELAY.post(rest(), victim).over(2)).isEmpty();
		postTheRest(RELAY.replicaAt(0), RELAY.replicaAt(1));
		awaitEverythingDelivered();
		RELAY.cable().mend();
		assertKeptOnceAndDeliveredInOrder(IN_FLIGHT);
	}

	@Test
	void rateOfADestinationIsKeptByAllTogether() {
		List<SequencedEvent> paced = IntStream.range(0, 15).mapToObj((i) -> new SequencedEvent(900 + i, 0)).toList();
		assertThat(RELAY.post(paced, RELAY.all()).over(3)).hasSize(15);
		Awaitility.await().atMost(PATIENCE).until(() -> RELAY.paced().posts().size() == 15);
		long[] arrived = RELAY.paced().posts().stream().mapToLong((post) -> post.arrivedNanos()).sorted().toArray();
		assertThat(Duration.ofNanos(arrived[14] - arrived[0])).isGreaterThan(Duration.ofMillis(14 * 200 - 300));
	}

	/**
	 * Posts to all replicas, and does something when a number of messages are
	 * acknowledged, while the others go on.
	 */
	private void disturb(Runnable disturbance) {
		try (ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor()) {
			this.acknowledged.addAll(RELAY.post(this.marks, RELAY.all())
				.atAcknowledgement(DISTURBED_AT, () -> aside.execute(disturbance))
				.over(CONNECTIONS));
		}
		assertThat(RELAY.store().journal()).doesNotHaveDuplicates().containsAll(this.acknowledged);
	}

	/**
	 * ONS sends again what was not acknowledged.
	 */
	private void postTheRest(Replica... replicas) {
		Awaitility.await().atMost(PATIENCE).until(() -> {
			this.acknowledged.addAll(RELAY.post(rest(), replicas).over(CONNECTIONS));
			return rest().isEmpty();
		});
	}

	private List<SequencedEvent> rest() {
		return this.marks.stream().filter((event) -> !this.acknowledged.contains(event)).toList();
	}

	private static void awaitEverythingDelivered() {
		Awaitility.await().atMost(PATIENCE).until(() -> RELAY.store().count("delivery WHERE state = 'pending'") == 0);
	}

	private void assertKeptOnceAndDeliveredInOrder(int inFlight) {
		assertThat(ofThisRound(RELAY.store().journal())).containsExactlyInAnyOrderElementsOf(this.marks);
		assertThat(ofThisRound(RELAY.store().audit())).containsExactlyInAnyOrderElementsOf(this.marks);
		assertThat(RELAY.store().count("delivery WHERE lease IS NOT NULL OR state <> 'delivered'")).isZero();
		assertThat(RELAY.store()
			.count("delivery WHERE attempts <> 1 + (SELECT count(*) FROM attempt WHERE delivery_id = id)"))
			.as("nothing counts twice")
			.isZero();
		assertInOrder("Slack", ofThisRound(RELAY.slackMarks()), inFlight);
		assertInOrder("PagerDuty", ofThisRound(RELAY.pagerDutyMarks()), inFlight);
	}

	private void assertInOrder(String destination, List<SequencedEvent> arrived, int inFlight) {
		List<SequencedEvent> repeated = new ArrayList<>(arrived);
		this.marks.forEach(repeated::remove);
		System.out.printf("%s: %d of %d arrived twice%n", destination, repeated.size(), this.marks.size());
		assertThat(repeated).as("repeated to " + destination).hasSizeLessThanOrEqualTo(inFlight);
		for (int resource = 0; resource < RESOURCES; resource++) {
			int wanted = resource;
			assertThat(arrived.stream().filter((event) -> event.resource() == wanted).distinct())
				.as("%s, resource %d", destination, resource)
				.containsExactlyElementsOf(this.marks.stream().filter((event) -> event.resource() == wanted).toList());
		}
	}

	private static int count(String words, String output) {
		return output.split(Pattern.quote(words), -1).length - 1;
	}

	private List<SequencedEvent> ofThisRound(Collection<SequencedEvent> marks) {
		return marks.stream().filter(this.marks::contains).toList();
	}

}
