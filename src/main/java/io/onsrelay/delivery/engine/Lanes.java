package io.onsrelay.delivery.engine;

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

import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.LaneReports;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicWorker;
import io.onsrelay.timing.PollInterval;

/**
 * Runs each lane on a thread of its own, from the start of the service to its end. What
 * happens, happens in {@link Lane#runOnce}.
 */
final class Lanes implements Dispatcher, SmartLifecycle {

	/**
	 * How long a lane waits before it runs again when the store is unavailable.
	 */
	private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(1);

	private final Logger logger = LoggerFactory.getLogger(Lanes.class);

	private final Map<Destination, Lane> lanes;

	private final Map<Destination, PeriodicWorker> workers;

	private final StartupRecovery recovery;

	private final ClockStepHandler clockSteps;

	private final DestinationPauses pauses;

	private final DeliveryMetrics metrics;

	private final LaneTiming timing;

	private ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private volatile boolean running;

	Lanes(Collection<Lane> lanes, StartupRecovery recovery, ClockStepHandler clockSteps, DestinationPauses pauses,
			DeliveryMetrics metrics, LaneTiming timing) {
		this.lanes = lanes.stream().collect(Collectors.toMap(Lane::destination, Function.identity()));
		this.workers = lanes.stream()
			.collect(Collectors.toMap(Lane::destination,
					(lane) -> new PeriodicWorker("lane-" + lane.destination(), () -> runOnce(lane), timing.clock())));
		this.recovery = recovery;
		this.clockSteps = clockSteps;
		this.pauses = pauses;
		this.metrics = metrics;
		this.timing = timing;
		lanes.forEach((lane) -> {
			metrics.watch(lane.destination(), lane.circuit()::state);
			metrics.watchPauses(lane.destination(), () -> pauses.lasting(lane.destination()));
		});
	}

	/**
	 * Lets operators see what the lanes do.
	 */
	void showIn(LaneReports reports) {
		this.lanes.forEach((destination, lane) -> reports.add(destination, lane::report));
	}

	@Override
	public void dispatch(Collection<Destination> destinations) {
		destinations.forEach((destination) -> {
			this.metrics.enqueued(destination);
			if (mayClaim(destination)) {
				wake(destination);
			}
		});
	}

	private boolean mayClaim(Destination destination) {
		Lane lane = this.lanes.get(destination);
		return lane == null || lane.mayClaim();
	}

	private void wake(Destination destination) {
		PeriodicWorker worker = this.workers.get(destination);
		if (worker != null) {
			worker.wake();
		}
	}

	@Override
	public void start() {
		this.clockSteps.followClock();
		this.recovery.run();
		this.pauses.refresh();
		this.pauses.onChange(this::wake);
		this.executor = Executors.newVirtualThreadPerTaskExecutor();
		this.running = true;
		this.workers.values().forEach(PeriodicWorker::start);
	}

	private Optional<Instant> runOnce(Lane lane) {
		try {
			this.clockSteps.followClock();
			Optional<Instant> due = lane.runOnce(this.executor, () -> wake(lane.destination()));
			return this.timing.pollInterval().next(due, this.timing.clock().instant());
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.timing.clock().instant().plus(UNAVAILABLE_RETRY));
		}
	}

	/**
	 * Claims nothing more, lets the calls in flight end within the grace period, and
	 * releases the others.
	 */
	@Override
	public void stop() {
		this.running = false;
		Duration grace = this.timing.shutdownGrace();
		this.workers.values().forEach((worker) -> worker.stop(grace));
		this.executor.shutdown();
		try {
			this.lanes.values().forEach(Lane::release);
			if (!this.executor.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
				this.lanes.values().forEach(Lane::abandon);
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (StoreUnavailableException ex) {
			this.logger.warn("The store could not release deliveries in flight; the next start releases them");
		}
	}

	/**
	 * Return the phase: lanes start before the web server accepts messages, and stop
	 * after it has accepted the last one.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 4096;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * The times that lanes go by.
	 *
	 * @param shutdownGrace how long calls in flight may go on when the service stops
	 * @param clock tells what is due
	 * @param pollInterval how often to look for what other replicas enqueued or left
	 */
	record LaneTiming(Duration shutdownGrace, Clock clock, PollInterval pollInterval) {
	}

}
