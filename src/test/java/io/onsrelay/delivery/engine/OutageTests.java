package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.policy.CircuitState;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lane whose destination is down: the circuit opens, is probed, and closes.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class OutageTests {

	private static final Outcome FAILURE = Outcome.retry(Reason.SERVER, "HTTP 500");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private LaneFixture lane;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void openCircuitClaimsNothingAndBurnsNoAttempts() {
		breakDown();
		int calls = this.notifier.calls().size();
		this.clock.move(LaneFixture.PROBE_AFTER.minusMillis(1));
		assertThat(this.lane.run()).contains(this.clock.instant().plusMillis(1));
		assertThat(this.notifier.calls()).hasSize(calls);
		assertThat(this.lane.attempts()).filteredOn((attempts) -> attempts > 0).hasSizeLessThanOrEqualTo(8);
	}

	@Test
	void mayClaimAgainWhenTheProbeIsDue() {
		breakDown();
		this.lane.runHolding();
		assertThat(this.lane.lane().mayClaim()).isFalse();
		this.clock.move(LaneFixture.PROBE_AFTER);
		assertThat(this.lane.lane().mayClaim()).isTrue();
	}

	@Test
	void probeIsMadeWithWhatIsDueFirstWhetherItIsDueOrNot() {
		breakDown();
		long first = this.lane.firstDue();
		this.clock.move(LaneFixture.PROBE_AFTER);
		this.lane.runHolding();
		assertThat(this.lane.inFlight).hasSize(1);
		assertThat(this.lane.runHolding()).as("the probe is in flight").isEmpty();
		this.lane.finishCalls();
		assertThat(this.notifier.calls().getLast()).containsExactly("e" + (first - 1));
	}

	@Test
	void probeWhenItFailsIsMadeAgainAfterTwiceTheTime() {
		breakDown();
		this.clock.move(LaneFixture.PROBE_AFTER);
		this.lane.run();
		assertThat(this.lane.runHolding()).contains(this.clock.instant().plus(LaneFixture.PROBE_AFTER.multipliedBy(2)));
		for (int i = 0; i < 10; i++) {
			this.clock.moveTo(this.lane.runHolding().orElseThrow());
			this.lane.run();
		}
		assertThat(this.lane.runHolding()).as("the longest wait").contains(this.clock.instant().plusSeconds(60));
	}

	@Test
	void probeWhenItSucceedsDeliversEverythingAtOnce() {
		breakDown();
		this.notifier.answersAlways(Outcome.delivered());
		this.clock.move(LaneFixture.PROBE_AFTER);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).hasSize(30).containsOnly("delivered");
	}

	@Test
	void probeWhenNothingIsLeftIsKeptForLater() {
		for (int i = 0; i < 5; i++) {
			this.notifier.answers(FAILURE);
		}
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.enqueue("e0", "a");
		while (this.lane.states().contains("pending")) {
			this.clock.moveTo(this.lane.run().orElse(this.clock.instant()));
		}
		this.lane.lane().circuit().acquire();
		this.lane.enqueue("e1", "a");
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("dead", "delivered");
	}

	@Test
	void refusalsOfMessagesAreNoOutage() {
		this.notifier.answersAlways(Outcome.rejected(Reason.CLIENT, "invalid_blocks"));
		this.lane.enqueueOfEach(30);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).hasSize(30).containsOnly("dead");
	}

	@Test
	void answersOfAProxyAreAnOutage() {
		this.notifier.answersAlways(Outcome.retry(Reason.PROXY, "HTTP 403"));
		this.lane.enqueueOfEach(30);
		this.lane.runUntilIdle();
		assertThat(this.lane.lane().circuit().state()).isEqualTo(CircuitState.OPEN);
		this.notifier.answersAlways(Outcome.delivered());
		this.clock.move(LaneFixture.PROBE_AFTER);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).hasSize(30).containsOnly("delivered");
	}

	@Test
	void answersThatSayNothingAreTriedThreeTimesBesideOtherFailuresAndAreNoOutage() {
		this.notifier.answers(FAILURE, FAILURE, FAILURE);
		this.notifier.answersAlways(Outcome.retry(Reason.UNRECOGNIZED, "HTTP 200"));
		this.lane.enqueue("e0", "a");
		while (this.lane.states().contains("pending")) {
			this.clock.moveTo(this.lane.run().orElse(this.clock.instant()));
		}
		assertThat(this.lane.attempts()).containsExactly(6L);
		assertThat(this.lane.attemptsMade()).last().isEqualTo("1 6 dead unrecognized HTTP 200; given up after 3 tries");
		assertThat(this.lane.lane().circuit().state()).isEqualTo(CircuitState.CLOSED);
	}

	@Test
	void notifierThatThrowsIsNoOutage() {
		Notifier broken = (_) -> {
			throw new IllegalStateException();
		};
		this.lane.serve(broken, Duration.ZERO);
		this.lane.enqueueOfEach(30);
		this.lane.runUntilIdle();
		assertThat(this.lane.attempts()).hasSize(30).containsOnly(1L);
	}

	@Test
	void retryAfterPausesTheWholeDestinationAlsoAfterARestart() {
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(10)));
		this.lane.enqueue("e0", "a");
		this.lane.run();
		this.lane.enqueue("e1", "b");
		this.lane.close();
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
		this.lane.wiring.startUp();
		assertThat(this.lane.run()).contains(this.clock.instant().plus(Duration.ofMinutes(10)));
		this.clock.move(Duration.ofMinutes(10));
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("e0"), List.of("e0"), List.of("e1"));
	}

	@Test
	void retryAfterReleasesWhatWasClaimedAhead() {
		this.lane.enqueueOfEach(20);
		this.lane.run();
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(10)));
		this.lane.run();
		int calls = this.notifier.calls().size();
		assertThat(this.lane.runHolding()).contains(this.clock.instant().plus(Duration.ofMinutes(10)));
		assertThat(this.notifier.calls()).hasSize(calls);
		assertThat(this.lane.leased()).isZero();
	}

	@Test
	void concurrencyGrowsAgainStepByStepAfterABackOff() {
		this.lane.enqueueOfEach(20);
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofSeconds(10)));
		this.lane.run();
		this.clock.move(Duration.ofSeconds(10));
		assertThat(Stream.generate(this::callsAtATime).limit(7)).as("as many as are allowed in the end")
			.containsExactly(1, 1, 2, 2, 3, 3, 4);
	}

	@Test
	void destinationThatTakesEveryOtherCallIsNeverAskedForTwoAtATime() {
		this.lane.enqueueOfEach(20);
		Outcome backOff = new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofSeconds(1));
		this.notifier.answers(backOff);
		this.lane.run();
		for (int i = 0; i < 5; i++) {
			this.notifier.answers(Outcome.delivered(), backOff);
			this.clock.move(Duration.ofSeconds(1));
			assertThat(callsAtATime()).isOne();
			assertThat(callsAtATime()).isOne();
		}
	}

	@Test
	void stateIsShown() {
		assertThat(circuit("closed")).isOne();
		breakDown();
		assertThat(circuit("open")).isOne();
		assertThat(circuit("closed")).isZero();
	}

	private int callsAtATime() {
		this.lane.runHolding();
		this.lane.runHolding();
		int calls = this.lane.inFlight.size();
		this.lane.finishCalls();
		return calls;
	}

	private void breakDown() {
		this.notifier.answersAlways(FAILURE);
		this.lane.enqueueOfEach(30);
		this.lane.runUntilIdle();
		assertThat(this.lane.lane().circuit().state()).hasToString("OPEN");
	}

	private double circuit(String state) {
		return this.lane.meters.get("relay.circuit").tags("destination", "ops", "state", state).gauge().value();
	}

}
