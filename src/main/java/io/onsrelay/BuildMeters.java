package io.onsrelay;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the build.
 */
enum BuildMeters implements MeterDocumentation {

	/**
	 * Always 1: its tags say what runs.
	 */
	INFO("relay.build.info");

	private final String meterName;

	BuildMeters(String meterName) {
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

	@Override
	public KeyName[] getKeyNames() {
		return BuildTag.values();
	}

	/**
	 * The tags.
	 */
	enum BuildTag implements KeyName {

		/**
		 * The version of the release, {@code dev} where classes run without a build.
		 */
		VERSION("version"),

		/**
		 * The commit, {@code unknown} where the build had none.
		 */
		COMMIT("commit");

		private final String key;

		BuildTag(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
