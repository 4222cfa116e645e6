package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.queue.ClockOffset;
import io.onsrelay.store.SimulatedStore;
import io.onsrelay.store.SimulatedStore.Fault;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.SteadyClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClockStepHandlerTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final TestClock clock = TestClock.standing();

	private final SteadyClock steady = new SteadyClock(this.clock, this.clock::nanoTime);

	private Fault fault = Fault.NONE;

	private ClockOffset offsets;

	private ClockStepHandler handler;

	@BeforeEach
	void open() {
		SimulatedStore store = new SimulatedStore();
		store.reset(() -> this.fault);
		this.offsets = new ClockOffset(store);
		this.handler = new ClockStepHandler(this.offsets, this.steady);
	}

	@Test
	void followClockKeepsTheTimeThatDueTimesAreComparedWith() {
		Instant before = this.steady.instant();
		this.clock.set(HOUR);
		this.handler.followClock();
		this.clock.move(Duration.ofSeconds(1));
		assertThat(this.steady.instant()).isEqualTo(before.plusSeconds(1));
		assertThat(this.offsets.read()).isEqualTo(HOUR);
	}

	@Test
	void followClockWhenTheCommitComesLateCountsTheStepOnce() {
		Instant before = this.steady.instant();
		this.clock.set(HOUR);
		this.fault = Fault.AFTER;
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.handler::followClock);
		assertThat(this.steady.instant()).isEqualTo(before);
		this.fault = Fault.NONE;
		this.handler.followClock();
		assertThat(this.offsets.read()).isEqualTo(HOUR);
		assertThat(this.steady.instant()).isEqualTo(before);
	}

	@Test
	void followClockWhenNothingIsCommittedFollowsNextTime() {
		Instant before = this.steady.instant();
		this.clock.set(HOUR.negated());
		this.fault = Fault.BEFORE;
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.handler::followClock);
		this.fault = Fault.NONE;
		this.handler.followClock();
		assertThat(this.offsets.read()).isEqualTo(HOUR.negated());
		assertThat(this.steady.instant()).isEqualTo(before);
	}

	@Test
	void followClockAddsUpSteps() {
		this.clock.set(HOUR);
		this.handler.followClock();
		this.clock.set(HOUR);
		this.handler.followClock();
		this.clock.set(HOUR.negated());
		this.handler.followClock();
		assertThat(this.offsets.read()).isEqualTo(HOUR);
	}

}
