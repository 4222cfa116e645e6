package io.onsrelay.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Mistakes in the configuration that the service can't start with. They are shown to the
 * user as a description and an action, without a stack trace.
 */
public class InvalidConfigurationException extends RuntimeException {

	private final transient List<Mistake> mistakes;

	/**
	 * Creates the exception for one mistake.
	 * @param property the property's full name, such as {@code relay.routes[0].condition}
	 * @param description what is wrong with it, as a sentence; never with a secret in it
	 * @param action what to do about it, as a sentence
	 */
	public InvalidConfigurationException(String property, String description, String action) {
		this(List.of(new Mistake(property, description, action)));
	}

	/**
	 * Creates the exception for several mistakes, so that all of them can be corrected at
	 * once.
	 * @param mistakes at least one
	 */
	public InvalidConfigurationException(List<Mistake> mistakes) {
		super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
		this.mistakes = List.copyOf(mistakes);
	}

	/**
	 * Return the full name of the property that is wrong.
	 * @return the name; the first where there are several
	 */
	public String getProperty() {
		return this.mistakes.getFirst().property();
	}

	/**
	 * Return what to do about it.
	 * @return a sentence, or a line for each
	 */
	public String getAction() {
		return this.mistakes.stream().map(Mistake::action).distinct().collect(Collectors.joining("\n"));
	}

	/**
	 * Return what is wrong.
	 * @return at least one mistake
	 */
	public List<Mistake> getMistakes() {
		return this.mistakes;
	}

}
