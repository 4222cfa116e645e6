package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lane whose destination may be called only so often.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class RateTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private LaneFixture lane;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, new ScriptedNotifier(1));
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void callsAreAnIntervalApartAlsoAcrossARestart() {
		ScriptedNotifier notifier = new ScriptedNotifier(1);
		this.lane.serve(notifier, SECOND);
		this.lane.enqueueOfEach(3);
		this.lane.runUntilIdle();
		assertThat(notifier.calls()).hasSize(1);
		this.lane.close();
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, notifier);
		this.lane.serve(notifier, SECOND);
		assertThat(this.lane.run()).contains(this.clock.instant().plus(SECOND));
		this.clock.move(SECOND);
		this.lane.runUntilIdle();
		assertThat(notifier.calls()).hasSize(2);
	}

	@Test
	void mayClaimAgainWhenTheIntervalIsOver() {
		this.lane.serve(new ScriptedNotifier(1), SECOND);
		assertThat(this.lane.lane().mayClaim()).as("before anything is enqueued").isTrue();
		this.lane.enqueueOfEach(2);
		this.lane.runUntilIdle();
		assertThat(this.lane.lane().mayClaim()).as("within the interval").isFalse();
		this.clock.move(SECOND);
		assertThat(this.lane.lane().mayClaim()).as("after the interval").isTrue();
	}

	@Test
	void mayClaimWhenNothingWaitsThoughTheDestinationIsPaused() {
		this.lane.serve(new ScriptedNotifier(1), SECOND);
		this.lane.enqueueOfEach(1);
		this.lane.runUntilIdle();
		assertThat(this.lane.lane().mayClaim()).isTrue();
	}

	@Test
	void callsThatWereLateAreNotMadeUpFor() {
		ScriptedNotifier notifier = new ScriptedNotifier(1);
		this.lane.serve(notifier, SECOND);
		this.lane.enqueueOfEach(1);
		this.lane.runUntilIdle();
		this.clock.move(Duration.ofMinutes(1));
		this.lane.enqueue("late1", "x");
		this.lane.enqueue("late2", "y");
		this.lane.runUntilIdle();
		assertThat(notifier.calls()).hasSize(2);
	}

	@Test
	void fastRateIsReachedThoughTheLaneIsLate() {
		ScriptedNotifier notifier = new ScriptedNotifier(1);
		this.lane.serve(notifier, Duration.ofMillis(5));
		this.lane.enqueueOfEach(100);
		for (int i = 0; i < 20; i++) {
			this.clock.move(Duration.ofMillis(10));
			this.lane.runUntilIdle();
		}
		assertThat(notifier.calls()).hasSizeBetween(40, 80);
	}

	@Test
	void batchesAreMadeOnceTooManyWait() {
		ScriptedNotifier notifier = new ScriptedNotifier(50);
		this.lane.serve(notifier, SECOND);
		this.lane.enqueueOfEach(1);
		this.lane.runUntilIdle();
		assertThat(notifier.calls()).containsExactly(List.of("e0"));
		for (int i = 1; i <= 30; i++) {
			this.lane.enqueue("s" + i, "r" + i);
		}
		this.clock.move(SECOND);
		this.lane.runUntilIdle();
		assertThat(notifier.calls()).hasSize(2);
		assertThat(notifier.calls().getLast()).hasSize(30).startsWith("s1").endsWith("s30");
	}

	@Test
	void batchesWithoutARateAreSpreadOverTheCalls() {
		ScriptedNotifier notifier = new ScriptedNotifier(50);
		this.lane.serve(notifier, Duration.ZERO);
		this.lane.enqueueOfEach(3);
		this.lane.runUntilIdle();
		assertThat(notifier.calls()).hasSize(3);
		for (int i = 0; i < 40; i++) {
			this.lane.enqueue("s" + i, "s" + i);
		}
		this.lane.runUntilIdle();
		assertThat(notifier.calls().subList(3, 7)).extracting(List::size).containsExactly(10, 10, 10, 10);
	}

	@Test
	void batchThatIsRefusedIsTriedOneByOne() {
		ScriptedNotifier notifier = new ScriptedNotifier(50);
		notifier.answers(Outcome.rejected(Reason.CLIENT, "one is bad"), Outcome.delivered(),
				Outcome.rejected(Reason.CLIENT, "this is the one"));
		this.lane.serve(notifier, SECOND);
		this.lane.enqueueOfEach(4);
		List<Instant> times = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			int before = notifier.calls().size();
			this.lane.runUntilIdle();
			if (notifier.calls().size() > before) {
				times.add(this.clock.instant());
			}
			this.clock.move(SECOND);
		}
		assertThat(notifier.calls()).extracting(List::size).containsExactly(4, 1, 1, 1, 1);
		assertThat(times).as("the rate holds for them too").hasSize(5).doesNotHaveDuplicates();
		assertThat(this.lane.states()).containsExactly("delivered", "dead", "delivered", "delivered");
	}

}
