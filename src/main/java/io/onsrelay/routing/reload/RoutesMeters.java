package io.onsrelay.routing.reload;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the routes.
 */
enum RoutesMeters implements MeterDocumentation {

	/**
	 * When the routes that apply now were loaded, in seconds since 1970.
	 */
	LOADED("relay.routes.loaded"),

	/**
	 * Whether the files hold something that is refused, so that other routes apply: 1 or
	 * 0.
	 */
	FAILED("relay.routes.failed"),

	/**
	 * How many properties outside of the routes have changed in the files since the
	 * start, and need a restart.
	 */
	RESTART_NEEDED("relay.routes.restart.needed");

	private final String meterName;

	RoutesMeters(String meterName) {
		this.meterName = meterName;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return Meter.Type.GAUGE;
	}

}
