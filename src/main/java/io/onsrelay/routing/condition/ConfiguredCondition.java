package io.onsrelay.routing.condition;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * Reads conditions from the configuration.
 */
public final class ConfiguredCondition {

	private ConfiguredCondition() {
	}

	/**
	 * Reads a condition.
	 * @param text the value of a property
	 * @param property the name of the property
	 * @return the condition
	 * @throws InvalidConfigurationException if the text is not a condition
	 */
	public static Condition read(String text, String property) {
		try {
			return Condition.parse(text);
		}
		catch (ConditionSyntaxException ex) {
			throw new InvalidConfigurationException(property, String.valueOf(ex.getMessage()), """
					Correct the condition. It is the JSON of a condition of an OCI Events rule, see \
					https://docs.oracle.com/en-us/iaas/Content/Events/Concepts/filterevents.htm; \
					in YAML, put it in single quotes.""");
		}
	}

}
