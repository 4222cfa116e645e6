package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
import io.onsrelay.notifier.Notification;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Keeps every lane going on a thread of its own, from the start of the service to its
 * end. The threads are thin: what happens, happens in {@link Lane#runOnce}.
 */
final class Lanes implements Dispatcher, SmartLifecycle {

	/**
	 * How long a lane waits before it looks again when the store can't be asked.
	 */
	private static final Duration STORE_AWAY = Duration.ofSeconds(1);

	private final Logger logger = LoggerFactory.getLogger(Lanes.class);

	private final Map<Destination, RunningLane> lanes;

	private final Outbox outbox;

	private final Duration grace;

	private final Clock clock;

	private ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean running;

	Lanes(Collection<Lane> lanes, Outbox outbox, Duration grace, Clock clock) {
		this.lanes = lanes.stream()
			.collect(Collectors.toMap(Lane::destination, (lane) -> new RunningLane(lane, new Wakeup())));
		this.outbox = outbox;
		this.grace = grace;
		this.clock = clock;
	}

	@Override
	public void dispatch(List<Notification> notifications) {
		for (Notification notification : notifications) {
			RunningLane lane = this.lanes.get(notification.destination());
			if (lane != null) {
				lane.wakeup().wake();
			}
		}
	}

	@Override
	public void start() {
		this.outbox.releaseAll();
		warnOfStrangers();
		this.executor = Executors.newVirtualThreadPerTaskExecutor();
		this.running = true;
		this.lanes.forEach((destination, lane) -> this.threads
			.add(Thread.ofVirtual().name("lane-" + destination).start(() -> run(lane))));
	}

	private void warnOfStrangers() {
		Map<Destination, Backlog> backlogs = this.outbox.backlogs()
			.stream()
			.collect(Collectors.toMap(Backlog::destination, Function.identity()));
		backlogs.values()
			.stream()
			.filter((backlog) -> backlog.pending() > 0 && !this.lanes.containsKey(backlog.destination()))
			.forEach((backlog) -> this.logger.warn("{} deliveries wait for {}, which is not configured any more",
					backlog.pending(), backlog.destination()));
	}

	private void run(RunningLane lane) {
		while (this.running) {
			try {
				Optional<Instant> next = runOnce(lane);
				if (next.isPresent()) {
					lane.wakeup().sleep(Duration.between(this.clock.instant(), next.get()));
				}
				else {
					lane.wakeup().sleep();
				}
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private Optional<Instant> runOnce(RunningLane lane) {
		try {
			return lane.lane().runOnce(this.executor, lane.wakeup()::wake);
		}
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(STORE_AWAY));
		}
		// The boundary of the thread: a lane never ends before the service does.
		catch (RuntimeException ex) {
			this.logger.error("The lane of {} failed and goes on", lane.lane().destination(), ex);
			return Optional.of(this.clock.instant().plus(STORE_AWAY));
		}
	}

	/**
	 * Claims nothing more, lets the calls that are under way come to their end within the
	 * grace period, and gives back the rest.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.threads.forEach(Thread::interrupt);
		this.executor.shutdown();
		try {
			joinThreads();
			if (!this.executor.awaitTermination(this.grace.toMillis(), TimeUnit.MILLISECONDS)) {
				this.lanes.values().forEach((lane) -> lane.lane().abandon());
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (StoreUnavailableException ex) {
			this.logger.warn("Deliveries under way could not be given back; the next start does it", ex);
		}
		this.threads.clear();
	}

	private void joinThreads() throws InterruptedException {
		for (Thread thread : this.threads) {
			thread.join();
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

	private record RunningLane(Lane lane, Wakeup wakeup) {
	}

}
