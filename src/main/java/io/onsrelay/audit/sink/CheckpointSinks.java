package io.onsrelay.audit.sink;

import java.util.List;

import org.springframework.context.SmartLifecycle;

/**
 * The workers of all sinks, which start and stop together.
 */
final class CheckpointSinks implements SmartLifecycle {

	private final List<SinkWorker> workers;

	CheckpointSinks(List<SinkWorker> workers) {
		this.workers = List.copyOf(workers);
	}

	@Override
	public void start() {
		this.workers.forEach(SinkWorker::start);
	}

	@Override
	public void stop() {
		this.workers.forEach(SinkWorker::stop);
	}

	@Override
	public boolean isRunning() {
		return this.workers.stream().anyMatch(SinkWorker::isRunning);
	}

}
