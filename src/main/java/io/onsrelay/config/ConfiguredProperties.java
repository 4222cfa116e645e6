package io.onsrelay.config;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * The names of all properties that users have configured. Environment variables and
 * system properties are left out, since they have other purposes as well.
 */
class ConfiguredProperties {

	private final Iterable<ConfigurationPropertySource> sources;

	ConfiguredProperties(Iterable<ConfigurationPropertySource> sources) {
		this.sources = sources;
	}

	/**
	 * Rejects unknown names.
	 * @param parent the name below which to look
	 * @param unknown which names to reject
	 * @param known the known names, for suggestions
	 * @throws InvalidConfigurationException if an unknown name is configured
	 */
	void rejectUnknown(ConfigurationPropertyName parent, Predicate<ConfigurationPropertyName> unknown,
			KnownProperties known) {
		Set<ConfigurationPropertyName> rejected = new TreeSet<>();
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource names
					&& new UnboundElementsSourceFilter().apply(source)) {
				names.stream().filter(parent::isAncestorOf).filter(unknown).forEach(rejected::add);
			}
		}
		if (!rejected.isEmpty()) {
			throw new InvalidConfigurationException(rejected.stream().map(known::explain).toList());
		}
	}

}
