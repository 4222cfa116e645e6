package io.onsrelay.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects mistakes, so that the user can correct all of them at once. Equal mistakes are
 * kept once.
 */
public final class Mistakes {

	private final Set<Mistake> found = new LinkedHashSet<>();

	/**
	 * Runs checks of which none depends on another.
	 * @param checks the checks
	 * @throws InvalidConfigurationException if there are mistakes, with those of each
	 */
	public static void refuseAll(Runnable... checks) {
		Mistakes mistakes = new Mistakes();
		for (Runnable check : checks) {
			mistakes.of(check);
		}
		mistakes.refuse();
	}

	/**
	 * Runs a check and collects the mistakes that it throws.
	 * @param attempt the check, which others do not depend on
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
	 * Adds a mistake.
	 * @param mistake the mistake
	 */
	public void add(Mistake mistake) {
		this.found.add(mistake);
	}

	/**
	 * Adds the mistakes of an exception.
	 * @param exception the exception
	 */
	public void add(InvalidConfigurationException exception) {
		this.found.addAll(exception.getMistakes());
	}

	/**
	 * Return the mistakes.
	 * @return the mistakes in the order in which they were found
	 */
	public List<Mistake> found() {
		return List.copyOf(this.found);
	}

	/**
	 * Fails if there are mistakes.
	 * @throws InvalidConfigurationException if there are mistakes, with all of them
	 */
	public void refuse() {
		if (!this.found.isEmpty()) {
			throw new InvalidConfigurationException(found());
		}
	}

}
