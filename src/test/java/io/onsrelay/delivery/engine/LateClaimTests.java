package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Claims that the store comes to when no lane waits for them any more.
 */
class LateClaimTests {

	private static final Duration CLAIM_DEADLINE = Duration.ofSeconds(3);

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final CountDownLatch busy = new CountDownLatch(1);

	private LaneFixture lane;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.clock, new ScriptedNotifier(1));
		this.lane.enqueueOfEach(3);
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void claimThatComesTooLateLeavesEverythingToTheNext() throws InterruptedException {
		claimWhileStoreIsBusyFor(CLAIM_DEADLINE.plusMillis(1));
		assertThat(this.lane.leased()).isZero();
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsOnly("delivered");
	}

	@Test
	void claimThatComesInTimeClaims() throws InterruptedException {
		claimWhileStoreIsBusyFor(CLAIM_DEADLINE);
		assertThat(this.lane.leased()).isEqualTo(3);
	}

	private void claimWhileStoreIsBusyFor(Duration time) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		Thread writing = Thread.ofVirtual().start(() -> this.lane.store.write((_) -> {
			begun.countDown();
			await();
			return 0;
		}));
		begun.await();
		Thread claiming = Thread.ofVirtual().start(this.lane::runHolding);
		Awaitility.await().until(() -> this.lane.store.waiting() == 1);
		this.clock.move(time);
		this.busy.countDown();
		writing.join();
		claiming.join();
	}

	private void await() {
		try {
			this.busy.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
