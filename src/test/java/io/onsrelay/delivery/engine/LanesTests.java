package io.onsrelay.delivery.engine;

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

import io.onsrelay.delivery.engine.Lanes.LaneTiming;
import io.onsrelay.delivery.policy.CircuitSettings;
import io.onsrelay.delivery.policy.LaneSettings;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.TestStore;
import io.onsrelay.timing.Backoff;
import io.onsrelay.timing.PollInterval;
import io.onsrelay.timing.SteadyClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads around the lanes, with the real clock: what they do is tested in
 * {@link LaneTests}.
 */
class LanesTests {

	private static final Destination FAST = Destination.of("stub/fast");

	private static final Destination STUCK = Destination.of("stub/stuck");

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final LaneSettings SETTINGS = new LaneSettings(4, Duration.ZERO, Batching.NONE,
			Duration.ofMinutes(1));

	@TempDir
	private Path directory;

	private final Clock clock = Clock.systemUTC();

	private final ScriptedNotifier fast = new ScriptedNotifier(1);

	private final StuckNotifier stuck = new StuckNotifier();

	private TestStore store;

	private LaneWiring wiring;

	private Lanes lanes;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory);
		this.wiring = new LaneWiring(this.store, new Journal(this.store, new MessageParser(), Duration.ofDays(7)),
				new SteadyClock(this.clock, System::nanoTime), new SimpleMeterRegistry(),
				(_) -> PresentationOverrides.NONE);
		this.lanes = new Lanes(List.of(lane(FAST, this.fast), lane(STUCK, this.stuck)), this.wiring.recovery,
				this.wiring.clockSteps, this.wiring.pauses, this.wiring.metrics,
				new LaneTiming(Duration.ofMillis(200), this.clock, PollInterval.none()));
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
	void stopWhenCallIsInFlightReleasesItAfterTheGrace() throws InterruptedException {
		send("s1", STUCK);
		this.stuck.awaitCall();
		this.lanes.stop();
		assertThat(this.wiring.claims.claim(STUCK, SETTINGS, 4, 4)).singleElement()
			.satisfies((batch) -> assertThat(batch.getFirst().attempts()).isZero());
	}

	@Test
	void dispatchWhenRetryIsDueNeedsNoFurtherWaking() {
		this.fast.answers(Outcome.retry(Outcome.Reason.SERVER, "HTTP 500"));
		send("e1", FAST);
		Awaitility.await().untilAsserted(() -> assertThat(this.fast.calls()).hasSize(2));
	}

	private Lane lane(Destination destination, Notifier notifier) {
		RetryPolicy policy = new RetryPolicy(new Backoff(Duration.ofMillis(10), Duration.ofMillis(10)),
				Duration.ofHours(1), new Random(42));
		return this.wiring.lane(destination, notifier, SETTINGS, policy, new CircuitSettings(10, SECOND, SECOND));
	}

	private void send(String eventId, Destination destination) {
		this.wiring.accept(
				new Notification(MessageFixtures.event(eventId, eventId, this.clock.instant(), this.clock.instant()),
						destination, "all", PresentationOverrides.NONE));
		this.lanes.dispatch(List.of(destination));
	}

	/**
	 * Blocks until it is released.
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
