package io.onsrelay.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * The names of all properties that users wrote themselves: not those from environment
 * variables and system properties, where others write as well.
 */
class ConfiguredNames {

	private final Environment environment;

	ConfiguredNames(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Checks that everything configured below a name is known.
	 * @param parent the name
	 * @param known what is known
	 * @throws InvalidConfigurationException if something else is configured
	 */
	void requireBelow(ConfigurationPropertyName parent, KnownNames known) {
		Set<ConfigurationPropertyName> unknown = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource names
					&& new UnboundElementsSourceFilter().apply(source)) {
				names.stream().filter((name) -> parent.isAncestorOf(name) && !known.covers(name)).forEach(unknown::add);
			}
		}
		List<Mistake> mistakes = unknown.stream().map(known::explain).toList();
		if (!mistakes.isEmpty()) {
			throw Mistake.exception(mistakes);
		}
	}

}
