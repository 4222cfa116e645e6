package io.onsrelay.cli.context;

import org.springframework.context.LifecycleProcessor;

/**
 * Leaves every bean that could be started as it is.
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
