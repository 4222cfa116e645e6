package io.onsrelay.access;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * Rejects a management port that is the port of senders: who can post could read the
 * metrics, and a flood of requests would delay the probes.
 */
final class PortCheck {

	private static final String PROPERTY = "management.server.port";

	private PortCheck() {
	}

	static void requireTwo(Environment environment) {
		if (environment.containsProperty(PROPERTY) && ManagementPortType.get(environment) == ManagementPortType.SAME) {
			throw new InvalidConfigurationException(PROPERTY,
					"it is the port of senders, server.port: metrics would be public.",
					"Set it to another port, such as 8081, which only monitoring reaches; -1 switches it off.");
		}
	}

}
