package io.onsrelay.config;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * The names of all properties that users wrote themselves: not those from environment
 * variables and system properties, where others write as well.
 */
class ConfiguredProperties {

	private final Iterable<ConfigurationPropertySource> sources;

	ConfiguredProperties(Iterable<ConfigurationPropertySource> sources) {
		this.sources = sources;
	}

	/**
	 * Refuses names.
	 * @param parent the name that all of them are below
	 * @param unknown which names to refuse
	 * @param known what is known, to say what was meant
	 * @throws InvalidConfigurationException if one of them is configured
	 */
	void refuse(ConfigurationPropertyName parent, Predicate<ConfigurationPropertyName> unknown, KnownProperties known) {
		Set<ConfigurationPropertyName> refused = new TreeSet<>();
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource names
					&& new UnboundElementsSourceFilter().apply(source)) {
				names.stream().filter(parent::isAncestorOf).filter(unknown).forEach(refused::add);
			}
		}
		if (!refused.isEmpty()) {
			throw new InvalidConfigurationException(refused.stream().map(known::explain).toList());
		}
	}

}
