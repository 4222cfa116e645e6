package io.onsrelay.presentation.template;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.onsrelay.presentation.template.RenderThreads.RenderingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RenderThreads}.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RenderThreadsTests {

	@AutoClose
	private final RenderThreads threads = new RenderThreads(Duration.ofMillis(20));

	@Test
	void callRunsOnPlatformThread() throws RenderingException {
		assertThat(this.threads.call(() -> Thread.currentThread().isVirtual())).isFalse();
	}

	@Test
	void callWhenRenderingTakesTooLongInterruptsIt() throws Exception {
		CountDownLatch interrupted = new CountDownLatch(1);
		assertThatExceptionOfType(RenderingException.class)
			.isThrownBy(() -> this.threads.call(() -> spinUntilInterrupted(interrupted)))
			.withMessage("it takes more than 20 ms of CPU time");
		interrupted.await();
	}

	@Test
	void callWhenRenderingThrowsNamesTheClassOnly() {
		assertThatExceptionOfType(RenderingException.class).isThrownBy(() -> this.threads.call(() -> {
			throw new IllegalStateException("hush");
		})).withMessage("it fails with IllegalStateException");
		assertThatExceptionOfType(RenderingException.class).isThrownBy(() -> this.threads.call(() -> {
			throw new StackOverflowError();
		})).withMessage("it fails with StackOverflowError");
	}

	@Test
	void callWhenRenderingWaitsDoesNotCountIt() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch waits = new CountDownLatch(1);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<String> waiting = callers.submit(() -> this.threads.call(() -> {
				waits.countDown();
				awaitUninterruptibly(go);
				return "done";
			}));
			waits.await();
			// Each of these takes the other thread for longer than the limit.
			IntStream.range(0, 3)
				.forEach((_) -> assertThatExceptionOfType(RenderingException.class)
					.isThrownBy(() -> this.threads.call(() -> spinUntilInterrupted(new CountDownLatch(1)))));
			go.countDown();
			assertThat(waiting.get()).isEqualTo("done");
		}
	}

	@Test
	void callWhenOthersTakeTooLongStillHasItsTurn() throws Exception {
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<String>> hostile = IntStream.range(0, 20)
				.mapToObj((_) -> callers
					.submit(() -> this.threads.call(() -> spinUntilInterrupted(new CountDownLatch(1)))))
				.toList();
			assertThat(this.threads.call(() -> "shown")).isEqualTo("shown");
			assertThat(hostile).allSatisfy((call) -> assertThat(call).failsWithin(Duration.ofSeconds(50)));
		}
	}

	@Test
	void callWhenCallerIsInterruptedEnds() throws Exception {
		Thread.currentThread().interrupt();
		CountDownLatch never = new CountDownLatch(1);
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> this.threads.call(() -> awaitUninterruptibly(never)));
		assertThat(Thread.interrupted()).isTrue();
	}

	private static String spinUntilInterrupted(CountDownLatch interrupted) {
		while (!Thread.currentThread().isInterrupted()) {
			Thread.onSpinWait();
		}
		interrupted.countDown();
		throw new CancellationException();
	}

	private static boolean awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException ex) {
			throw new CancellationException();
		}
	}

}
