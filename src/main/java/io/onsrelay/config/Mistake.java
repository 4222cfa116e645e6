package io.onsrelay.config;

/**
 * A mistake in the configuration.
 *
 * @param property the full name of the property, such as
 * {@code relay.routes[0].condition}
 * @param description what is wrong with it, as a sentence without secrets
 * @param action how to correct it, as a sentence
 */
public record Mistake(String property, String description, String action) {

	/**
	 * Return the property and the description in one line.
	 */
	@Override
	public String toString() {
		return this.property + ": " + this.description;
	}

}
