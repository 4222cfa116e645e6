package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.onsrelay.notifier.Destination;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicWorker;
import io.onsrelay.timing.PollInterval;

/**
 * Keeps every lane going on a thread of its own, from the start of the service to its
 * end. The threads are thin: what happens, happens in {@link Lane#runOnce}.
 */
final class Lanes implements Dispatcher, SmartLifecycle {

	/**
	 * How long a lane waits before it looks again when the store can't be asked.
	 */
	private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(1);

	private final Logger logger = LoggerFactory.getLogger(Lanes.class);

	private final Map<Destination, Lane> lanes;

	private final Map<Destination, PeriodicWorker> threads;

	private final Recovery recovery;

	private final DeliveryMeters meters;

	private final Duration grace;

	private final Clock clock;

	private final PollInterval polling;

	private ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private volatile boolean running;

	Lanes(Collection<Lane> lanes, Recovery recovery, DeliveryMeters meters, Duration grace, Clock clock,
			PollInterval polling) {
		this.lanes = lanes.stream().collect(Collectors.toMap(Lane::destination, Function.identity()));
		this.threads = lanes.stream()
			.collect(Collectors.toMap(Lane::destination,
					(lane) -> new PeriodicWorker("lane-" + lane.destination(), () -> runOnce(lane), clock)));
		this.recovery = recovery;
		this.meters = meters;
		this.grace = grace;
		this.clock = clock;
		this.polling = polling;
		meters.watch(lanes);
	}

	@Override
	public void dispatch(Collection<Destination> destinations) {
		destinations.forEach((destination) -> {
			this.meters.enqueued(destination);
			wake(destination);
		});
	}

	private void wake(Destination destination) {
		PeriodicWorker thread = this.threads.get(destination);
		if (thread != null) {
			thread.wake();
		}
	}

	@Override
	public void start() {
		this.recovery.recoverAfterCrash(this.lanes.keySet());
		this.executor = Executors.newVirtualThreadPerTaskExecutor();
		this.running = true;
		this.threads.values().forEach(PeriodicWorker::start);
	}

	private Optional<Instant> runOnce(Lane lane) {
		try {
			followClock();
			Optional<Instant> due = lane.runOnce(this.executor, () -> wake(lane.destination()));
			return this.polling.next(due, this.clock.instant());
		}
		// The store says itself that it is away, once.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(UNAVAILABLE_RETRY));
		}
	}

	/**
	 * All lanes at once, or one of them could claim what another has under way.
	 */
	private synchronized void followClock() {
		this.recovery.followClock().ifPresent((jump) -> this.lanes.values().forEach((lane) -> {
			lane.clockSet(jump);
			wake(lane.destination());
		}));
	}

	/**
	 * Claims nothing more, lets the calls that are under way come to their end within the
	 * grace period, and gives back the rest.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.threads.values().forEach((thread) -> thread.stop(this.grace));
		this.executor.shutdown();
		try {
			this.lanes.values().forEach(Lane::release);
			if (!this.executor.awaitTermination(this.grace.toMillis(), TimeUnit.MILLISECONDS)) {
				this.lanes.values().forEach(Lane::abandon);
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (StoreUnavailableException ex) {
			this.logger.warn("Deliveries under way could not be given back; the next start does it", ex);
		}
	}

	/**
	 * Starts before the web server lets messages in, and stops after it has let in the
	 * last.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 4096;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
