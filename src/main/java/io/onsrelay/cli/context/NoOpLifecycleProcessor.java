package io.onsrelay.cli.context;

import org.springframework.context.LifecycleProcessor;

/**
 * Starts and stops no beans.
 */
final class NoOpLifecycleProcessor implements LifecycleProcessor {

	@Override
	public void onRefresh() {
	}

	@Override
	public void onClose() {
	}

	@Override
	public void start() {
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return false;
	}

}
