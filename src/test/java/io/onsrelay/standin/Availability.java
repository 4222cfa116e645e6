package io.onsrelay.standin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.onsrelay.standin.LoopbackServer.Answer;

/**
 * Whether a stand-in serves its requests, and what it does to them while it does not.
 */
public final class Availability {

	private final AtomicInteger refused = new AtomicInteger();

	private volatile Disturbance disturbance = Optional::empty;

	private volatile CountDownLatch recovery = new CountDownLatch(0);

	/**
	 * Answers everything with a status until {@link #recover()}.
	 * @param status the status
	 */
	public void failWith(int status) {
		this.disturbance = () -> Optional.of(Answer.text(status, "unavailable"));
	}

	/**
	 * Answers everything with {@code 429} until {@link #recover()}.
	 * @param retryAfter how long to ask for, in whole seconds
	 */
	public void limitRate(Duration retryAfter) {
		Map<String, String> headers = Map.of("Retry-After", Long.toString(retryAfter.toSeconds()));
		this.disturbance = () -> Optional.of(new Answer(429, "text/plain; charset=utf-8", headers, "rate_limited"));
	}

	/**
	 * Answers nothing until {@link #recover()}, and then what has waited with
	 * {@code 503}.
	 */
	public void hang() {
		CountDownLatch until = new CountDownLatch(1);
		this.recovery = until;
		this.disturbance = () -> {
			until.await();
			return Optional.of(Answer.text(503, "unavailable"));
		};
	}

	/**
	 * Serves requests again.
	 */
	public void recover() {
		this.disturbance = Optional::empty;
		this.recovery.countDown();
	}

	/**
	 * Return how many requests were not served.
	 * @return a number of requests
	 */
	public int refused() {
		return this.refused.get();
	}

	Answer orElse(LoopbackServer.Handler handler, LoopbackServer.Request request) throws InterruptedException {
		Optional<Answer> refusal = this.disturbance.refusal();
		if (refusal.isPresent()) {
			this.refused.incrementAndGet();
			return refusal.get();
		}
		return handler.handle(request);
	}

	/**
	 * What happens to a request before it is served.
	 */
	private interface Disturbance {

		Optional<Answer> refusal() throws InterruptedException;

	}

}
