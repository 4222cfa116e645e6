package io.onsrelay.notifier.alertmanager;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.context.SmartLifecycle;

import io.onsrelay.timing.PeriodicWorker;

/**
 * Repeats the firing alerts of every Alertmanager, each on a thread of its own, while the
 * service runs.
 */
final class AlertRepetition implements SmartLifecycle {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

	private final Supplier<List<AlertmanagerNotifier>> notifiers;

	private final Clock clock;

	private volatile List<PeriodicWorker> workers = List.of();

	AlertRepetition(Supplier<List<AlertmanagerNotifier>> notifiers, Clock clock) {
		this.notifiers = notifiers;
		this.clock = clock;
	}

	@Override
	public void start() {
		this.workers = this.notifiers.get().stream().map(this::worker).toList();
		this.workers.forEach(PeriodicWorker::start);
	}

	private PeriodicWorker worker(AlertmanagerNotifier notifier) {
		return new PeriodicWorker("repeat-" + notifier.destination(), () -> {
			notifier.repeat();
			return Optional.of(this.clock.instant().plus(notifier.repeatEvery()));
		}, this.clock);
	}

	@Override
	public void stop() {
		this.workers.forEach((worker) -> worker.stop(STOP_TIMEOUT));
		this.workers = List.of();
	}

	@Override
	public boolean isRunning() {
		return !this.workers.isEmpty();
	}

}
