package io.onsrelay.routing.severity;

import io.onsrelay.config.TestSettings;

/**
 * Makes rules of severities for tests of other modules.
 */
public final class SeverityTables {

	private SeverityTables() {
	}

	/**
	 * Return the rules of a configuration.
	 * @param yaml the configuration
	 * @return the rules
	 */
	public static SeverityTable of(String yaml) {
		return SeverityTable.read(TestSettings.ofYaml(yaml).binder());
	}

}
