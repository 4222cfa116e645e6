package io.onsrelay.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects mistakes, so that all of them can be corrected at once. What is found twice
 * counts once.
 */
public final class Mistakes {

	private final Set<Mistake> found = new LinkedHashSet<>();

	/**
	 * Does one thing and keeps the mistakes that it finds.
	 * @param attempt what to do, where a mistake keeps nothing else from being done
	 */
	public void of(Runnable attempt) {
		try {
			attempt.run();
		}
		catch (InvalidConfigurationException ex) {
			add(ex);
		}
	}

	/**
	 * Adds what an exception tells.
	 * @param exception what was thrown
	 */
	public void add(InvalidConfigurationException exception) {
		this.found.addAll(exception.getMistakes());
	}

	/**
	 * Return the mistakes that were found.
	 * @return all of them, in the order in which they were found
	 */
	public List<Mistake> found() {
		return List.copyOf(this.found);
	}

	/**
	 * Goes on only where nothing is wrong.
	 * @throws InvalidConfigurationException if there is a mistake, with all of them
	 */
	public void refuse() {
		if (!this.found.isEmpty()) {
			throw new InvalidConfigurationException(found());
		}
	}

}
