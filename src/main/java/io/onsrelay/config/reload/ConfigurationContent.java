package io.onsrelay.config.reload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PlaceholderResolutionException;

/**
 * What a configuration says, as digests: of a part of it by all sources, and of each
 * other property by the files. No value is kept.
 *
 * @param part the SHA-256 of the part, in hexadecimal
 * @param others the SHA-256 of each other property, by its name
 */
public record ConfigurationContent(String part, Map<String, String> others) {

	private static final int VERSION_CHARS = 12;

	private static final List<ConfigurationPropertyName> ROOTS = Stream
		.of("relay", "server", "management", "spring", "logging")
		.map(ConfigurationPropertyName::of)
		.toList();

	/**
	 * Keeps a copy of the map.
	 */
	public ConfigurationContent {
		others = Map.copyOf(others);
	}

	/**
	 * Digests what an environment says.
	 * @param environment the environment
	 * @param parts the names of the part
	 * @return the digests
	 */
	public static ConfigurationContent of(ConfigurableEnvironment environment, Collection<String> parts) {
		List<ConfigurationPropertyName> names = parts.stream().map(ConfigurationPropertyName::of).toList();
		Map<String, String> part = new TreeMap<>();
		Map<String, String> others = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource properties) {
				boolean file = source.getUnderlyingSource() instanceof PropertySource<?> underlying
						&& ConfigurationFiles.isFile(underlying);
				properties.forEach((name) -> {
					if (PartOfSource.isIn(name, names)) {
						part.putIfAbsent(name.toString(), value(name, source, environment));
					}
					else if (file && PartOfSource.isIn(name, ROOTS)) {
						others.computeIfAbsent(name.toString(), (_) -> digest(value(name, source, environment)));
					}
				});
			}
		}
		return new ConfigurationContent(digest(part.toString()), others);
	}

	private static String value(ConfigurationPropertyName name, ConfigurationPropertySource source,
			ConfigurableEnvironment environment) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		String value = (property != null) ? String.valueOf(property.getValue()) : "";
		try {
			return environment.resolvePlaceholders(value);
		}
		catch (PlaceholderResolutionException ex) {
			return value;
		}
	}

	private static String digest(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a short name of what the part says.
	 * @return 12 hexadecimal digits
	 */
	public String version() {
		return this.part.substring(0, VERSION_CHARS);
	}

	/**
	 * Return what else differs in the files of another configuration.
	 * @param other the other configuration
	 * @return the names of the properties outside of the part, in alphabetical order
	 */
	public List<String> differences(ConfigurationContent other) {
		return Stream.concat(this.others.keySet().stream(), other.others.keySet().stream())
			.distinct()
			.filter((name) -> !Objects.equals(this.others.get(name), other.others.get(name)))
			.sorted()
			.toList();
	}

}
