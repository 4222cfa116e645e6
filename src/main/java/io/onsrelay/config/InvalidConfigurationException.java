package io.onsrelay.config;

/**
 * A mistake in the configuration that the service can't start with. It is shown to the
 * user as a description and an action, without a stack trace.
 */
public class InvalidConfigurationException extends RuntimeException {

	private final String property;

	private final String action;

	/**
	 * Creates the exception.
	 * @param property the property's full name, such as {@code relay.routes[0].condition}
	 * @param description what is wrong with it, as a sentence; never with a secret in it
	 * @param action what to do about it, as a sentence
	 */
	public InvalidConfigurationException(String property, String description, String action) {
		super(property + ": " + description);
		this.property = property;
		this.action = action;
	}

	/**
	 * Return the property's full name.
	 * @return the name
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
