package io.onsrelay.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.Lane.LaneSettings;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageParser;
import io.onsrelay.event.Messages;
import io.onsrelay.event.Severity;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.Treatment;
import io.onsrelay.store.TestStore;
import io.onsrelay.timing.Backoff;

import static org.assertj.core.api.Assertions.assertThat;

class LaneTests {

	private static final Destination OPS = Destination.of("slack/ops");

	private static final Duration LEASE = Duration.ofMinutes(2);

	private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

	private static final Map<String, Treatment> TREATMENTS = Map.of("lifecycle", Treatment.of(Severity.CRITICAL));

	private static final Outcome FAILURE = Outcome.retry(Reason.SERVER, "HTTP 500");

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private final Queue<Runnable> underWay = new ArrayDeque<>();

	private TestStore store;

	private Journal journal;

	private Outbox outbox;

	private Lane lane;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory);
		this.journal = new Journal(this.store, new MessageParser(), Duration.ofDays(7));
		this.outbox = new Outbox(this.store, this.clock);
		this.lane = lane(this.notifier);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void runOnceWhenSomethingIsDueDeliversIt() {
		enqueue("e1", "a");
		assertThat(run()).isEmpty();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"));
		assertThat(this.outbox.backlogs()).isEmpty();
		assertThat(states()).containsExactly("delivered");
	}

	@Test
	void runOnceHandsOverWhatTheRouteSays() {
		Message message = event("e1", "a");
		enqueue(new Notification(message, OPS, "lifecycle", Treatment.of(Severity.CRITICAL)));
		run();
		assertThat(this.notifier.notifications())
			.containsExactly(new Notification(message, OPS, "lifecycle", Treatment.of(Severity.CRITICAL)));
	}

	@Test
	void runOnceWhenAttemptFailsTriesAgainLater() {
		this.notifier.answers(FAILURE);
		enqueue("e1", "a");
		Instant next = run().orElseThrow();
		assertThat(next).isBetween(this.clock.instant().plusMillis(1), this.clock.instant().plusSeconds(1));
		run();
		assertThat(this.notifier.calls()).as("it is not due yet").hasSize(1);
		this.clock.moveTo(next);
		run();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e1"));
		assertThat(this.notifier.notifications()).extracting(Notification::idempotencyKey)
			.as("the key is the same on every attempt")
			.hasSize(2)
			.containsOnly(this.notifier.notifications().getFirst().idempotencyKey());
	}

	@Test
	void runOnceWhenDestinationAsksForPatienceWaitsThatLong() {
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(10)));
		enqueue("e1", "a");
		assertThat(run()).contains(this.clock.instant().plus(Duration.ofMinutes(10)));
	}

	@Test
	void runOnceWhenRejectedMakesDeadLetterAndGoesOnWithTheSequence() {
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "invalid_payload"));
		enqueue("e1", "a");
		enqueue("e2", "a");
		runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e2"));
		assertThat(states()).containsExactly("dead", "delivered");
		assertThat(this.outbox.backlogs()).containsExactly(new Backlog(OPS, 0, null, 1));
	}

	@Test
	void runOnceWhenTooOldGivesUp() {
		this.notifier.answers(FAILURE, FAILURE);
		enqueue("e1", "a");
		run();
		this.clock.move(GIVE_UP_AFTER);
		run();
		assertThat(states()).containsExactly("dead");
	}

	@Test
	void runOnceWhenHeadOfSequenceFailsHoldsBackTheSequenceAndNothingElse() {
		this.notifier.answers(FAILURE);
		enqueue("a1", "a");
		enqueue("a2", "a");
		enqueue("b1", "b");
		runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("a1"), List.of("b1"));
		this.clock.move(Duration.ofSeconds(1));
		runUntilIdle();
		assertThat(this.notifier.calls().subList(2, 4)).containsExactly(List.of("a1"), List.of("a2"));
	}

	@Test
	void runOnceWhenSeveralOfSequenceWaitDeliversThemByTheTimeTheyHappened() {
		enqueue("first", "a");
		enqueue(event("late", "a", this.clock.instant().plusSeconds(9)));
		enqueue(event("early", "a", this.clock.instant().plusSeconds(1)));
		runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("first"), List.of("early"), List.of("late"));
	}

	@Test
	void runOnceWhenUpperAndLowerCaseNameOneResourceKeepsThemInOneSequence() {
		enqueue("e1", "OCID1.INSTANCE.OC1.IAD.AAAA");
		enqueue("e2", "ocid1.instance.oc1.iad.aaaa");
		runHolding();
		assertThat(this.underWay).hasSize(1);
	}

	@Test
	void runOnceWhenAllCallsAreTakenClaimsNothing() {
		for (String resource : List.of("a", "b", "c", "d", "e")) {
			enqueue(resource + "1", resource);
		}
		runHolding();
		assertThat(this.underWay).as("the concurrency").hasSize(4);
		assertThat(runHolding()).isEmpty();
		finishCalls();
		runHolding();
		assertThat(this.underWay).hasSize(1);
	}

	@Test
	void runOnceWhenNotifierTakesBatchesHandsThemOver() {
		ScriptedNotifier batches = new ScriptedNotifier(3);
		this.lane = lane(batches);
		for (String resource : List.of("a", "b", "c", "d")) {
			enqueue(resource + "1", resource);
		}
		runUntilIdle();
		assertThat(batches.calls()).containsExactly(List.of("a1", "b1", "c1"), List.of("d1"));
	}

	@Test
	void runOnceWhenNotifierThrowsTriesAgain() {
		this.lane = lane((_) -> {
			throw new IllegalArgumentException("https://hooks.example.com/secret");
		});
		enqueue("e1", "a");
		assertThat(run()).isPresent();
		assertThat(details()).containsExactly("IllegalArgumentException");
	}

	@Test
	void runOnceWhenHolderDiedDeliversAgainAfterTheLease() {
		enqueue("e1", "a");
		runHolding();
		assertThat(runHolding()).contains(this.clock.instant().plus(LEASE));
		this.underWay.clear();
		this.clock.move(LEASE);
		run();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"));
		assertThat(states()).containsExactly("delivered");
	}

	@Test
	void runOnceWhenLeaseWasLostIgnoresTheFormerHolder() {
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "from the former holder"));
		enqueue("e1", "a");
		runHolding();
		this.clock.move(LEASE);
		runHolding();
		assertThat(this.underWay).as("the former and the new holder").hasSize(2);
		finishCalls();
		assertThat(states()).containsExactly("delivered");
		assertThat(this.meters.find("relay.deliveries").tags("outcome", "dead").timer()).isNull();
	}

	@Test
	void abandonGivesBackWhatIsUnderWayWithoutCountingAnAttempt() {
		enqueue("e1", "a");
		runHolding();
		this.lane.abandon();
		this.notifier.answers(FAILURE);
		finishCalls();
		assertThat(attempts()).containsExactly(0L);
		run();
		assertThat(states()).containsExactly("delivered");
	}

	@Test
	void releaseAllWhenProcessStartsMakesEverythingDueThatWasClaimed() {
		enqueue("e1", "a");
		enqueue("e2", "a");
		runHolding();
		this.underWay.clear();
		close();
		open();
		this.outbox.releaseAll();
		runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e2"));
	}

	@Test
	void runOnceTellsWhatCameOfIt() {
		this.notifier.answers(FAILURE);
		enqueue("e1", "a");
		this.clock.moveTo(run().orElseThrow());
		run();
		assertThat(this.meters.get("relay.deliveries").tags("outcome", "retry", "reason", "server").timer().count())
			.isEqualTo(1);
		assertThat(this.meters.get("relay.deliveries").tags("outcome", "delivered", "reason", "none").timer().count())
			.isEqualTo(1);
		assertThat(
				this.meters.get("relay.delivery.lag").tags("notifier", "slack", "destination", "ops").timer().count())
			.isEqualTo(1);
	}

	@Test
	void gaugesTellWhatIsLeft() {
		this.notifier.answers(Outcome.rejected(Reason.AUTH, "no"), FAILURE);
		enqueue("e1", "a");
		enqueue("e2", "b");
		enqueue("e3", "b");
		runUntilIdle();
		this.clock.move(Duration.ofSeconds(30));
		assertThat(gauge("relay.delivery.pending")).isEqualTo(2);
		assertThat(gauge("relay.delivery.oldest")).isEqualTo(30);
		assertThat(gauge("relay.delivery.dead")).isEqualTo(1);
	}

	private Lane lane(Notifier notifier) {
		DeliveryMeters deliveryMeters = new DeliveryMeters(this.meters, this.outbox, this.clock);
		deliveryMeters.watch(List.of(OPS));
		RetryPolicy policy = new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)), GIVE_UP_AFTER,
				new Random(42));
		Deliverer deliverer = new Deliverer(this.journal, this.outbox,
				(route) -> TREATMENTS.getOrDefault(route, Treatment.USUAL), policy, deliveryMeters, this.clock);
		return new Lane(OPS, notifier, this.outbox, deliverer, new LaneSettings(4, LEASE), this.clock);
	}

	private Message event(String eventId, String resource) {
		return event(eventId, resource, this.clock.instant());
	}

	private Message event(String eventId, String resource, Instant occurredAt) {
		return Messages.event(eventId, resource, occurredAt, this.clock.instant());
	}

	private void enqueue(String eventId, String resource) {
		enqueue(event(eventId, resource));
	}

	private void enqueue(Message message) {
		enqueue(new Notification(message, OPS, "all", Treatment.USUAL));
	}

	private void enqueue(Notification notification) {
		this.store.write((jdbc) -> {
			long seq = this.journal.append(jdbc, notification.message()).orElseThrow();
			this.outbox.enqueue(jdbc, seq, List.of(notification));
			return seq;
		});
	}

	private Optional<Instant> run() {
		Optional<Instant> next = runHolding();
		if (this.underWay.isEmpty()) {
			return next;
		}
		finishCalls();
		return this.outbox.nextDue(OPS);
	}

	private void runUntilIdle() {
		do {
			run();
		}
		while (this.outbox.nextDue(OPS).filter((due) -> !due.isAfter(this.clock.instant())).isPresent());
	}

	/**
	 * Runs the lane, but leaves its calls under way.
	 */
	private Optional<Instant> runHolding() {
		return this.lane.runOnce(this.underWay::add, () -> {
		});
	}

	private void finishCalls() {
		while (!this.underWay.isEmpty()) {
			this.underWay.remove().run();
		}
	}

	private List<String> states() {
		return this.store.read((jdbc) -> jdbc.sql("SELECT state FROM delivery ORDER BY id").query(String.class).list());
	}

	private List<Long> attempts() {
		return this.store
			.read((jdbc) -> jdbc.sql("SELECT attempts FROM delivery ORDER BY id").query(Long.class).list());
	}

	private List<String> details() {
		return this.store
			.read((jdbc) -> jdbc.sql("SELECT detail FROM delivery ORDER BY id").query(String.class).list());
	}

	private double gauge(String name) {
		return this.meters.get(name).tags("notifier", "slack", "destination", "ops").gauge().value();
	}

}
