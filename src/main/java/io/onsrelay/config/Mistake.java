package io.onsrelay.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param property the property's full name, such as {@code relay.routes[0].condition}
 * @param description what is wrong with it, as a sentence; never with a secret in it
 * @param action what to do about it, as a sentence
 */
public record Mistake(String property, String description, String action) {

	/**
	 * Return what is wrong and where, in one line.
	 */
	@Override
	public String toString() {
		return this.property + ": " + this.description;
	}

}
