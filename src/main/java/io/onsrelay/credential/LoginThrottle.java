package io.onsrelay.credential;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Slows down the search for a password. After a failed login, the next one of the same
 * source waits before its password is checked: 100 ms, then twice as long with each
 * further failure, up to 2 s. That is less than the 5 s after which ONS gives up, so that
 * no source is ever locked out: the right password gets in after the wait, and forgets
 * the failures.
 * <p>
 * Waiting costs a request, so few may wait; the others are rejected at once and
 * unchecked. A source without failures never waits.
 */
final class LoginThrottle {

	static final Duration MAX_DELAY = Duration.ofSeconds(2);

	private static final Duration FIRST_DELAY = Duration.ofMillis(100);

	private static final int MAX_DOUBLINGS = 5;

	/** A source with twenty failures checks five passwords a second, at most. */
	private static final int MAX_WAITING_OF_SOURCE = 10;

	private static final int MAX_WAITING = 100;

	private static final int MAX_SOURCES = 10_000;

	private static final Duration MEMORY = Duration.ofMinutes(15);

	private final Cache<LoginSource, Failures> sources;

	private final Semaphore waiting = new Semaphore(MAX_WAITING);

	private final Consumer<Duration> pause;

	/**
	 * Creates a throttle that knows of no failure.
	 * @param ticker the time that failures are forgotten by
	 * @param pause lets the current thread wait
	 */
	LoginThrottle(Ticker ticker, Consumer<Duration> pause) {
		this.sources = Caffeine.newBuilder()
			.maximumSize(MAX_SOURCES)
			.expireAfterAccess(MEMORY)
			.ticker(ticker)
			.executor(Runnable::run)
			.build();
		this.pause = pause;
	}

	/**
	 * Waits as long as the failures of a source demand.
	 * @param source the source of the login
	 * @return {@code true} if the password may be checked now; {@code false} if too many
	 * logins wait already
	 */
	boolean admit(LoginSource source) {
		Failures failures = this.sources.getIfPresent(source);
		return failures == null || await(failures);
	}

	private boolean await(Failures failures) {
		if (!this.waiting.tryAcquire()) {
			return false;
		}
		try {
			return failures.await(this.pause);
		}
		finally {
			this.waiting.release();
		}
	}

	void failed(LoginSource source) {
		this.sources.get(source, (_) -> new Failures()).add();
	}

	void succeeded(LoginSource source) {
		this.sources.invalidate(source);
	}

	long rememberedSources() {
		this.sources.cleanUp();
		return this.sources.estimatedSize();
	}

	/**
	 * The failures of one source.
	 */
	private static final class Failures {

		private final Semaphore waiting = new Semaphore(MAX_WAITING_OF_SOURCE);

		private int count;

		boolean await(Consumer<Duration> pause) {
			if (!this.waiting.tryAcquire()) {
				return false;
			}
			try {
				pause.accept(delay());
				return true;
			}
			finally {
				this.waiting.release();
			}
		}

		synchronized void add() {
			this.count++;
		}

		private synchronized Duration delay() {
			int doublings = Math.clamp(this.count - 1L, 0, MAX_DOUBLINGS);
			Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
			return (delay.compareTo(MAX_DELAY) < 0) ? delay : MAX_DELAY;
		}

	}

}
