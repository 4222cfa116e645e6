package io.onsrelay.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages of one round, posted to replicas while something happens to them, and what
 * must hold afterwards.
 */
final class ReplicaLoad {

	static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final int CONNECTIONS = 24;

	private static final int FEW_CONNECTIONS = 4;

	private final ReplicasExtension relay;

	private final int resources;

	private final List<SequencedEvent> marks;

	private final Set<SequencedEvent> acknowledged = new HashSet<>();

	/**
	 * Prepares a round.
	 * @param relay the replicas
	 * @param resources how many resources have events
	 * @param fromSequence the number of the first event of each
	 * @param toSequence the number after that of the last one
	 */
	ReplicaLoad(ReplicasExtension relay, int resources, int fromSequence, int toSequence) {
		this.relay = relay;
		this.resources = resources;
		this.marks = SequencedEvent.of(resources, fromSequence, toSequence);
	}

	/**
	 * Posts to all replicas, and does something when a number of messages are
	 * acknowledged, while the others go on.
	 */
	void disturb(int disturbedAt, Runnable disturbance) {
		try (ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor()) {
			this.acknowledged.addAll(this.relay.post(this.marks, this.relay.all())
				.atAcknowledgement(disturbedAt, () -> aside.execute(disturbance))
				.over(CONNECTIONS));
		}
		assertThat(this.relay.store().journal()).doesNotHaveDuplicates().containsAll(this.acknowledged);
	}

	/**
	 * Posts to all replicas, over a few connections, as long as something goes on. A
	 * connection whose replica has gone is opened again, to another one.
	 * @param disturbance what goes on
	 * @param additional a further replica
	 */
	void postWhile(Runnable disturbance, Replica additional) {
		Replica[] all = Stream.concat(Stream.of(this.relay.all()), Stream.of(additional)).toArray(Replica[]::new);
		try (ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<?> going = aside.submit(disturbance);
			while (!going.isDone() && !rest().isEmpty()) {
				List<SequencedEvent> next = rest().stream().limit(this.resources).toList();
				this.acknowledged.addAll(this.relay.post(next, all).over(FEW_CONNECTIONS));
			}
			going.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
		assertThat(this.relay.store().journal()).doesNotHaveDuplicates().containsAll(this.acknowledged);
	}

	/**
	 * ONS sends again what was not acknowledged.
	 */
	void postTheRest(Replica... replicas) {
		Awaitility.await().atMost(PATIENCE).until(() -> {
			this.acknowledged.addAll(this.relay.post(rest(), replicas).over(CONNECTIONS));
			return rest().isEmpty();
		});
	}

	List<SequencedEvent> rest() {
		return this.marks.stream().filter((event) -> !this.acknowledged.contains(event)).toList();
	}

	void awaitEverythingDelivered() {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.relay.store().count("delivery WHERE state = 'pending'") == 0);
	}

	void assertKeptOnceAndDeliveredInOrder(int inFlight) {
		assertThat(ofThisRound(this.relay.store().journal())).containsExactlyInAnyOrderElementsOf(this.marks);
		assertThat(ofThisRound(this.relay.store().audit())).containsExactlyInAnyOrderElementsOf(this.marks);
		assertThat(this.relay.store().count("delivery WHERE lease IS NOT NULL OR state <> 'delivered'")).isZero();
		assertThat(this.relay.store()
			.count("delivery WHERE attempts <> 1 + (SELECT count(*) FROM attempt WHERE delivery_id = id)"))
			.as("nothing counts twice")
			.isZero();
		assertInOrder("Slack", ofThisRound(this.relay.slackMarks()), inFlight);
		assertInOrder("PagerDuty", ofThisRound(this.relay.pagerDutyMarks()), inFlight);
	}

	private void assertInOrder(String destination, List<SequencedEvent> arrived, int inFlight) {
		List<SequencedEvent> repeated = new ArrayList<>(arrived);
		this.marks.forEach(repeated::remove);
		System.out.printf("%s: %d of %d arrived twice%n", destination, repeated.size(), this.marks.size());
		assertThat(repeated).as("repeated to " + destination).hasSizeLessThanOrEqualTo(inFlight);
		for (int resource = 0; resource < this.resources; resource++) {
			int wanted = resource;
			assertThat(arrived.stream().filter((event) -> event.resource() == wanted).distinct())
				.as("%s, resource %d", destination, resource)
				.containsExactlyElementsOf(this.marks.stream().filter((event) -> event.resource() == wanted).toList());
		}
	}

	private List<SequencedEvent> ofThisRound(Collection<SequencedEvent> marks) {
		return marks.stream().filter(this.marks::contains).toList();
	}

}
