package io.onsrelay.delivery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.event.MessageParser;
import io.onsrelay.event.Messages;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Treatment;
import io.onsrelay.store.TestStore;
import io.onsrelay.timing.Backoff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads around the lanes, with the real clock: what they do is tested in
 * {@link LaneTests}.
 */
class LanesTests {

	private static final Destination FAST = Destination.of("stub/fast");

	private static final Destination STUCK = Destination.of("stub/stuck");

	@TempDir
	private Path directory;

	private final Clock clock = Clock.systemUTC();

	private final ScriptedNotifier fast = new ScriptedNotifier(1);

	private final StuckNotifier stuck = new StuckNotifier();

	private TestStore store;

	private Journal journal;

	private Outbox outbox;

	private Lanes lanes;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory);
		this.journal = new Journal(this.store, new MessageParser(), Duration.ofDays(7));
		this.outbox = new Outbox(this.store, this.clock);
		this.lanes = new Lanes(List.of(lane(FAST, this.fast), lane(STUCK, this.stuck)), this.outbox,
				Duration.ofMillis(200), this.clock);
		this.lanes.start();
	}

	@AfterEach
	void close() {
		this.stuck.release();
		this.lanes.stop();
		this.store.close();
	}

	@Test
	void dispatchWakesTheLane() {
		send("e1", FAST);
		Awaitility.await().untilAsserted(() -> assertThat(this.fast.calls()).containsExactly(List.of("e1")));
	}

	@Test
	void startFindsWhatWasLeft() {
		this.lanes.stop();
		send("e1", FAST);
		assertThat(this.fast.calls()).isEmpty();
		this.lanes.start();
		Awaitility.await().untilAsserted(() -> assertThat(this.fast.calls()).containsExactly(List.of("e1")));
	}

	@Test
	void dispatchWhenOneDestinationIsStuckServesTheOthers() throws InterruptedException {
		send("s1", STUCK);
		this.stuck.awaitCall();
		send("e1", FAST);
		Awaitility.await().untilAsserted(() -> assertThat(this.fast.calls()).containsExactly(List.of("e1")));
	}

	@Test
	void stopWhenCallIsUnderWayGivesItBackAfterTheGrace() throws InterruptedException {
		send("s1", STUCK);
		this.stuck.awaitCall();
		this.lanes.stop();
		assertThat(this.outbox.claim(STUCK, "another", Duration.ofMinutes(1), 10)).singleElement()
			.satisfies((claim) -> assertThat(claim.attempts()).isZero());
	}

	@Test
	void dispatchWhenRetryIsDueNeedsNoFurtherWaking() {
		this.fast.answers(Outcome.retry(Outcome.Reason.SERVER, "HTTP 500"));
		send("e1", FAST);
		Awaitility.await().untilAsserted(() -> assertThat(this.fast.calls()).hasSize(2));
	}

	private Lane lane(Destination destination, Notifier notifier) {
		DeliveryMeters meters = new DeliveryMeters(new SimpleMeterRegistry(), this.outbox, this.clock);
		RetryPolicy policy = new RetryPolicy(new Backoff(Duration.ofMillis(10), Duration.ofMillis(10)),
				Duration.ofHours(1), new Random(42));
		Deliverer deliverer = new Deliverer(this.journal, this.outbox, (_) -> Treatment.USUAL, policy, meters,
				this.clock);
		return new Lane(destination, notifier, this.outbox, deliverer, new Lane.LaneSettings(4, Duration.ofMinutes(1)),
				this.clock);
	}

	private void send(String eventId, Destination destination) {
		List<Notification> notifications = List
			.of(new Notification(Messages.event(eventId, eventId, this.clock.instant(), this.clock.instant()),
					destination, "all", Treatment.USUAL));
		this.store.write((jdbc) -> {
			long seq = this.journal.append(jdbc, notifications.getFirst().message()).orElseThrow();
			this.outbox.enqueue(jdbc, seq, notifications);
			return seq;
		});
		this.lanes.dispatch(notifications);
	}

	/**
	 * Does not come back until it is released.
	 */
	private static final class StuckNotifier implements Notifier {

		private final CountDownLatch called = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		@Override
		public Outcome deliver(List<Notification> batch) {
			this.called.countDown();
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Outcome.delivered();
		}

		void awaitCall() throws InterruptedException {
			assertThat(this.called.await(10, TimeUnit.SECONDS)).isTrue();
		}

		void release() {
			this.released.countDown();
		}

	}

}
