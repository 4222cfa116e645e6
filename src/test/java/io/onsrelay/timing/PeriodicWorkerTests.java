package io.onsrelay.timing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class PeriodicWorkerTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	private final Semaphore runs = new Semaphore(0);

	private volatile Supplier<Optional<Instant>> work = Optional::empty;

	private final PeriodicWorker worker = new PeriodicWorker("test", this::runOnce, Clock.fixed(NOW, ZoneOffset.UTC));

	@AfterEach
	void stop() {
		this.worker.stop(STOP_TIMEOUT);
	}

	@Test
	void startRunsOnceAndSleepsWhileNothingIsDue() throws InterruptedException {
		start(Optional::empty);
		this.runs.acquire();
		assertThat(this.runs.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
	}

	@Test
	void isRunningFromStartToStop() {
		start(Optional::empty);
		assertThat(this.worker.isRunning()).isTrue();
		this.worker.stop(STOP_TIMEOUT);
		assertThat(this.worker.isRunning()).isFalse();
	}

	@Test
	void wakeRunsAgain() throws InterruptedException {
		start(Optional::empty);
		this.runs.acquire();
		this.worker.wake();
		this.runs.acquire();
	}

	@Test
	void startWhenSomethingIsDueRunsAgain() throws InterruptedException {
		AtomicInteger left = new AtomicInteger(3);
		start(() -> (left.decrementAndGet() > 0) ? Optional.of(NOW) : Optional.empty());
		this.runs.acquire(3);
	}

	@Test
	void startWhenWorkFailsGoesOn() throws InterruptedException {
		start(() -> {
			throw new IllegalStateException("the store is unavailable");
		});
		this.runs.acquire();
		this.worker.wake();
		this.runs.acquire();
	}

	@Test
	void failureIsLoggedOnceUntilTheWorkRunsAgain(CapturedOutput output) throws InterruptedException {
		AtomicInteger run = new AtomicInteger();
		start(() -> {
			if (run.incrementAndGet() <= 3) {
				throw new IllegalStateException("number " + run);
			}
			return Optional.empty();
		});
		this.runs.acquire();
		for (int i = 0; i < 4; i++) {
			this.worker.wake();
			this.runs.acquire();
		}
		assertThat(output).containsOnlyOnce("test failed and is tried again every 5 s")
			.contains("number 1")
			.doesNotContain("number 2")
			.containsOnlyOnce("test runs again");
	}

	@Test
	void stopEndsTheThread() throws InterruptedException {
		start(Optional::empty);
		this.runs.acquire();
		this.worker.stop(STOP_TIMEOUT);
		this.worker.wake();
		assertThat(this.runs.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
	}

	private void start(Supplier<Optional<Instant>> work) {
		this.work = work;
		this.worker.start();
	}

	private Optional<Instant> runOnce() {
		this.runs.release();
		return this.work.get();
	}

}
