package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;

/**
 * A simulated destination: takes messages, refuses some for good, is away at times, takes
 * part of a batch, and sometimes takes a message although its answer is lost.
 */
final class SimulatedReceiver implements Notifier {

	private final Random random;

	private final Batching batching;

	private final List<String> received = new ArrayList<>();

	private final Map<String, Integer> unexcused = new HashMap<>();

	private final List<String> inThisCall = new ArrayList<>();

	private int partial;

	private boolean away;

	private boolean dying;

	SimulatedReceiver(Random random, Batching batching) {
		this.random = random;
		this.batching = batching;
	}

	@Override
	public Batching batching() {
		return this.batching;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		if (batch.stream().anyMatch(SimulatedReceiver::isPoison)) {
			return Outcome.rejected(Reason.CLIENT, "poison");
		}
		int fate = this.random.nextInt(100);
		if (this.away || fate < 5) {
			return Outcome.retry(Reason.SERVER, "HTTP 500");
		}
		if (fate < 9) {
			return new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429",
					(fate < 7) ? Duration.ofSeconds(1 + this.random.nextInt(30)) : null);
		}
		if (batch.size() > 1 && fate >= 70) {
			return takeSome(batch);
		}
		batch.forEach((notification) -> this.received.add(id(notification)));
		if (this.dying) {
			throw new ProcessDied();
		}
		if (fate < 12) {
			return Outcome.retry(Reason.TIMEOUT, "the answer was lost");
		}
		batch.forEach((notification) -> this.inThisCall.add(id(notification)));
		return Outcome.delivered();
	}

	/**
	 * Carries the first messages only, and judges each of them by itself.
	 */
	private Outcome takeSome(List<Notification> batch) {
		List<Outcome.OfOne> outcomes = new ArrayList<>();
		List<String> taken = new ArrayList<>();
		for (Notification notification : batch.subList(0, 1 + this.random.nextInt(batch.size()))) {
			boolean takes = this.random.nextInt(3) > 0;
			outcomes.add(takes ? Outcome.delivered() : Outcome.retry(Reason.SERVER, "refused by itself"));
			if (takes) {
				taken.add(id(notification));
			}
		}
		this.received.addAll(taken);
		if (this.dying) {
			throw new ProcessDied();
		}
		this.inThisCall.addAll(taken);
		this.partial++;
		return Outcome.each(outcomes);
	}

	/**
	 * How many calls ended with an outcome for each message.
	 */
	int partial() {
		return this.partial;
	}

	/**
	 * Ends a call. What it delivered must not arrive again, unless something happened
	 * that excuses it.
	 */
	void endCall(boolean excused) {
		if (!excused) {
			this.inThisCall.forEach((id) -> this.unexcused.merge(id, 1, Integer::sum));
		}
		this.inThisCall.clear();
	}

	void setAway(boolean away) {
		this.away = away;
	}

	void setDying(boolean dying) {
		this.dying = dying;
	}

	/**
	 * The ids of what was received, with its repetitions.
	 */
	List<String> received() {
		return this.received;
	}

	/**
	 * How often each message was delivered by a call after which nothing should have been
	 * left to do.
	 */
	Map<String, Integer> unexcused() {
		return this.unexcused;
	}

	static boolean isPoison(Notification notification) {
		return id(notification).hashCode() % 17 == 0;
	}

	private static String id(Notification notification) {
		return notification.message().headers().messageId().orElseThrow();
	}

	/**
	 * The process is killed between the call and its record.
	 */
	static final class ProcessDied extends Error {

		private static final long serialVersionUID = 1L;

	}

}
