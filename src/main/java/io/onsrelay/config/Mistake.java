package io.onsrelay.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with the configuration.
 *
 * @param property the property's full name
 * @param description what is wrong, as a sentence
 * @param action what to do about it, as a sentence
 */
record Mistake(String property, String description, String action) {

	/**
	 * Puts several mistakes into one exception, so that all of them can be corrected at
	 * once.
	 * @param mistakes at least one
	 * @return the exception
	 */
	static InvalidConfigurationException exception(List<Mistake> mistakes) {
		Mistake first = mistakes.getFirst();
		String others = mistakes.stream()
			.skip(1)
			.map((mistake) -> "\n" + mistake.property() + ": " + mistake.description())
			.collect(Collectors.joining());
		String actions = mistakes.stream().map(Mistake::action).distinct().collect(Collectors.joining("\n"));
		return new InvalidConfigurationException(first.property(), first.description() + others, actions);
	}

}
