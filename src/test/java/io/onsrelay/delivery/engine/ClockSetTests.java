package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.TestClock;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A clock that is set by an hour, either way: nothing is lost, nothing waits an hour
 * longer, no call in flight is made twice.
 */
class ClockSetTests {

	private static final Outcome FAILURE = Outcome.retry(Reason.SERVER, "HTTP 500");

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private LaneFixture lane;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.clock, this.notifier);
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "PT-1H" })
	void clockSetLeavesTheWaitAsItWas(Duration jump) {
		this.notifier.answers(FAILURE);
		this.lane.enqueue("e1", "a");
		Instant next = this.lane.run().orElseThrow();
		Duration wait = Duration.between(this.clock.instant(), next);
		set(jump);
		assertThat(this.lane.run()).contains(this.clock.instant().plus(wait));
		this.clock.move(wait);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("delivered");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "PT-1H" })
	void clockSetWhileCallIsInFlightDoesNotMakeItTwice(Duration jump) {
		this.lane.enqueue("e1", "a");
		this.lane.runHolding();
		set(jump);
		this.lane.runHolding();
		assertThat(this.lane.inFlight).hasSize(1);
		this.lane.finishCalls();
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"));
		assertThat(this.lane.states()).containsExactly("delivered");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "PT-1H" })
	void clockSetDuringAnOutageLeavesTheProbeAsItWas(Duration jump) {
		this.notifier.answersAlways(FAILURE);
		this.lane.enqueueOfEach(30);
		this.lane.runUntilIdle();
		set(jump);
		assertThat(this.lane.run()).contains(this.clock.instant().plus(LaneFixture.PROBE_AFTER));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "PT-1H" })
	void clockSetWhileTheDestinationIsLeftAloneLeavesThatAsItWas(Duration jump) {
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(10)));
		this.lane.enqueue("e1", "a");
		this.lane.run();
		set(jump);
		assertThat(this.lane.run()).contains(this.clock.instant().plus(Duration.ofMinutes(10)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "PT-1H" })
	void clockSetBetweenACallAndItsRecordMakesNothingWait(Duration jump) {
		this.lane.enqueue("e1", "a");
		this.lane.enqueue("e2", "a");
		this.lane.runHolding();
		this.clock.set(jump);
		this.lane.finishCalls();
		set(Duration.ZERO);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("delivered", "delivered");
	}

	@Test
	void clockSetBackWhileNobodyRanMakesNothingWaitLongerThanABackoff() {
		this.notifier.answers(FAILURE);
		this.lane.enqueue("e1", "a");
		this.lane.run();
		this.lane.close();
		this.clock.set(Duration.ofHours(-1));
		this.lane = new LaneFixture(this.directory, this.clock, this.notifier);
		this.lane.wiring.recovery.run(List.of(LaneFixture.OPS));
		assertThat(this.lane.run().orElseThrow()).isBeforeOrEqualTo(this.clock.instant().plus(Duration.ofMinutes(5)));
	}

	@Test
	void clockSetBackWhileNobodyRanLeavesNobodyAloneForLongerThanWasAsked() {
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(10)));
		this.lane.enqueue("e1", "a");
		this.lane.run();
		this.lane.close();
		this.clock.set(Duration.ofHours(-1));
		this.lane = new LaneFixture(this.directory, this.clock, this.notifier);
		this.lane.wiring.recovery.run(List.of(LaneFixture.OPS));
		assertThat(this.lane.run()).contains(this.clock.instant().plus(Duration.ofMinutes(10)));
	}

	@Test
	void clockThatGoesOnIsNotTakenForASetOne() {
		this.clock.move(Duration.ofHours(5));
		assertThat(this.lane.wiring.clockSteps.followClock()).isEmpty();
	}

	private void set(Duration jump) {
		this.clock.set(jump);
		this.lane.wiring.clockSteps.followClock().ifPresent((by) -> this.lane.lane().clockSet(by));
	}

}
