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
		assertThat(this.lane.run()).contains(this.lane.steady.instant().plus(wait));
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
		assertThat(this.lane.run()).contains(this.lane.steady.instant().plus(LaneFixture.PROBE_AFTER));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "PT-1H" })
	void clockSetWhileTheDestinationIsPausedLeavesThePauseAsItWas(Duration jump) {
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(10)));
		this.lane.enqueue("e1", "a");
		this.lane.run();
		set(jump);
		assertThat(this.lane.run()).contains(this.lane.steady.instant().plus(Duration.ofMinutes(10)));
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
	void clockSetBackWhileStoppedMakesNothingWaitLongerThanABackoff() {
		this.notifier.answers(FAILURE);
		this.lane.enqueue("e1", "a");
		this.lane.run();
		this.lane.close();
		this.clock.set(Duration.ofHours(-1));
		restart();
		assertThat(this.lane.run().orElseThrow()).isBeforeOrEqualTo(this.clock.instant().plus(Duration.ofMinutes(5)));
	}

	@Test
	void clockSetBackWhileStoppedPausesNoDestinationForLongerThanItAsked() {
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(10)));
		this.lane.enqueue("e1", "a");
		this.lane.run();
		this.lane.close();
		this.clock.set(Duration.ofHours(-1));
		restart();
		assertThat(this.lane.run()).contains(this.clock.instant().plus(Duration.ofMinutes(10)));
	}

	@Test
	void clockThatGoesOnIsNotTakenForASetOne() {
		this.clock.move(Duration.ofHours(5));
		this.lane.wiring.clockSteps.followClock();
		assertThat(this.lane.steady.instant()).isEqualTo(this.clock.instant());
	}

	@Test
	void clockSetForwardByMoreThanTheGiveUpAgeKillsNoYoungMessage() {
		this.notifier.answers(FAILURE, FAILURE);
		this.lane.enqueue("e1", "a");
		Instant next = this.lane.run().orElseThrow();
		set(Duration.ofHours(25));
		this.clock.move(Duration.between(this.lane.steady.instant(), next));
		this.lane.run();
		assertThat(this.lane.attempts()).containsExactly(2L);
		assertThat(this.lane.states()).containsExactly("pending");
	}

	@Test
	void clockSetForwardByMoreThanTheGiveUpAgeKillsNoYoungMessageAfterARestart() {
		this.notifier.answers(FAILURE, FAILURE);
		this.lane.enqueue("e1", "a");
		this.lane.run();
		set(Duration.ofHours(25));
		restart();
		this.clock.move(Duration.ofMinutes(5));
		this.lane.run();
		assertThat(this.lane.attempts()).containsExactly(2L);
		assertThat(this.lane.states()).containsExactly("pending");
	}

	@Test
	void recordedTimesAreThoseThatTheClockShows() {
		set(Duration.ofHours(25));
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.enqueue("e1", "a");
		this.lane.run();
		assertThat(this.lane.store.<List<Long>>read((jdbc) -> jdbc.sql("""
				SELECT finished_at FROM delivery UNION SELECT started_at FROM attempt
				""").query(Long.class).list())).containsExactly(this.clock.millis());
	}

	private void set(Duration jump) {
		this.clock.set(jump);
		this.lane.wiring.clockSteps.followClock();
	}

	private void restart() {
		this.lane.close();
		this.lane = new LaneFixture(this.directory, this.clock, this.notifier);
		this.lane.wiring.startUp();
	}

}
