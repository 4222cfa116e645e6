package io.onsrelay.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when the service can't start because of mistakes in its configuration. The user
 * sees a description and an action, without a stack trace.
 */
public class InvalidConfigurationException extends RuntimeException {

	private final transient List<Mistake> mistakes;

	/**
	 * Creates the exception for one mistake.
	 * @param property the full name of the property, such as
	 * {@code relay.routes[0].condition}
	 * @param description what is wrong with it, as a sentence without secrets
	 * @param action how to correct it, as a sentence
	 */
	public InvalidConfigurationException(String property, String description, String action) {
		this(List.of(new Mistake(property, description, action)));
	}

	/**
	 * Creates the exception for several mistakes, so that the user can correct all of
	 * them at once.
	 * @param mistakes at least one
	 */
	public InvalidConfigurationException(List<Mistake> mistakes) {
		super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
		this.mistakes = List.copyOf(mistakes);
	}

	/**
	 * Return the full name of the property that is wrong.
	 * @return the name, that of the first mistake where there are several
	 */
	public String getProperty() {
		return this.mistakes.getFirst().property();
	}

	/**
	 * Return how to correct the mistakes.
	 * @return a line for each different action
	 */
	public String getAction() {
		return this.mistakes.stream().map(Mistake::action).distinct().collect(Collectors.joining("\n"));
	}

	/**
	 * Return the mistakes.
	 * @return at least one mistake
	 */
	public List<Mistake> getMistakes() {
		return this.mistakes;
	}

}
