package io.onsrelay.routing.reload;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Shows which routes are loaded.
 */
final class RoutesMetrics {

	private RoutesMetrics() {
	}

	/**
	 * Registers the gauges.
	 * @param registry where
	 * @param status tells what they show
	 */
	static void register(MeterRegistry registry, Supplier<RoutesStatus> status) {
		gauge(registry, RoutesMeters.LOADED, status, (now) -> now.loadedAt().getEpochSecond());
		gauge(registry, RoutesMeters.FAILED, status, (now) -> (now.refusal() != null) ? 1 : 0);
		gauge(registry, RoutesMeters.RESTART_NEEDED, status, (now) -> now.restartNeeded().size());
	}

	private static void gauge(MeterRegistry registry, RoutesMeters meter, Supplier<RoutesStatus> status,
			ToDoubleFunction<RoutesStatus> value) {
		Gauge.builder(meter.getName(), () -> value.applyAsDouble(status.get()))
			.strongReference(true)
			.register(registry);
	}

}
