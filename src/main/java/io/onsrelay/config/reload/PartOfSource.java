package io.onsrelay.config.reload;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Those properties of a source that are below certain names.
 */
final class PartOfSource {

	private PartOfSource() {
	}

	/**
	 * Copies the part of a source.
	 * @param whole the source
	 * @param names what the part is below of
	 * @return the part
	 */
	static PropertySource<?> of(PropertySource<?> whole, List<ConfigurationPropertyName> names) {
		Map<String, Object> part = new LinkedHashMap<>();
		if (whole instanceof EnumerablePropertySource<?> source) {
			Arrays.stream(source.getPropertyNames())
				.filter((name) -> isIn(ConfigurationPropertyName.adapt(name, '.'), names))
				.forEach((name) -> part.put(name, Objects.requireNonNull(source.getProperty(name))));
		}
		return new OriginTrackedMapPropertySource(whole.getName(), part, true);
	}

	/**
	 * Return whether a property has one of certain names, or is below it.
	 */
	static boolean isIn(ConfigurationPropertyName name, List<ConfigurationPropertyName> names) {
		return names.stream().anyMatch((one) -> one.equals(name) || one.isAncestorOf(name));
	}

}
