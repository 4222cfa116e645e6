package io.onsrelay.standin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.onsrelay.standin.LoopbackServer.Answer;

/**
 * Whether a stand-in serves its requests, and what it does to them while it does not.
 */
public final class Availability {

	private final List<Long> refusals = Collections.synchronizedList(new ArrayList<>());

	private volatile Disturbance disturbance = Optional::empty;

	private volatile CountDownLatch recovery = new CountDownLatch(0);

	/**
	 * Answers everything with a status, in words that are not the vendor's, until
	 * {@link #recover()}.
	 * @param status the status
	 */
	public void failWith(int status) {
		failWith(status, "unavailable");
	}

	/**
	 * Answers everything with a status until {@link #recover()}.
	 * @param status the status
	 * @param words what the vendor says to it
	 */
	public void failWith(int status, String words) {
		this.disturbance = () -> Optional.of(Answer.text(status, words));
	}

	/**
	 * Answers everything with {@code 429} until {@link #recover()}.
	 * @param retryAfter how long to ask for, in whole seconds
	 */
	public void limitRate(Duration retryAfter) {
		this.disturbance = () -> Optional.of(tooMany(retryAfter));
	}

	/**
	 * Serves one request, answers everything with {@code 429} until the interval is over,
	 * then serves the next, until {@link #recover()}.
	 * @param interval how long to ask for too, in whole seconds
	 */
	public void serveOneEach(Duration interval) {
		AtomicLong nextNanos = new AtomicLong(System.nanoTime());
		this.disturbance = () -> {
			long now = System.nanoTime();
			long next = nextNanos.get();
			boolean served = now - next >= 0 && nextNanos.compareAndSet(next, now + interval.toNanos());
			return served ? Optional.empty() : Optional.of(tooMany(interval));
		};
	}

	/**
	 * Serves some requests, answers some with {@code 503}, and so on, until
	 * {@link #recover()}.
	 * @param served how many in a row are served
	 * @param failed how many in a row are not
	 */
	public void flap(int served, int failed) {
		AtomicInteger requests = new AtomicInteger();
		this.disturbance = () -> (requests.getAndIncrement() % (served + failed) < served) ? Optional.empty()
				: Optional.of(Answer.text(503, "unavailable"));
	}

	/**
	 * Answers some requests with a status and serves the rest, until {@link #recover()}.
	 * @param status the status
	 * @param words what the vendor says to it
	 * @param every one of how many is answered with it
	 */
	public void failWithNowAndThen(int status, String words, int every) {
		AtomicInteger requests = new AtomicInteger();
		this.disturbance = () -> (requests.incrementAndGet() % every == 0) ? Optional.of(Answer.text(status, words))
				: Optional.empty();
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
		return this.refusals.size();
	}

	/**
	 * Return when requests were not served.
	 * @return times as {@link System#nanoTime()} tells them
	 */
	public List<Long> refusals() {
		return List.copyOf(this.refusals);
	}

	Answer orElse(LoopbackServer.Handler handler, LoopbackServer.Request request) throws InterruptedException {
		Optional<Answer> refusal = this.disturbance.refusal();
		if (refusal.isPresent()) {
			this.refusals.add(System.nanoTime());
			return refusal.get();
		}
		return handler.handle(request);
	}

	private static Answer tooMany(Duration retryAfter) {
		Map<String, String> headers = Map.of("Retry-After", Long.toString(retryAfter.toSeconds()));
		return new Answer(429, "text/plain; charset=utf-8", headers, "rate_limited");
	}

	/**
	 * What happens to a request before it is served.
	 */
	private interface Disturbance {

		Optional<Answer> refusal() throws InterruptedException;

	}

}
