package io.onsrelay.cli.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * A property that users have set, as it may be shown.
 *
 * @param name the full name
 * @param text the value in one line, without secrets, and where it comes from
 */
public record ConfiguredValue(String name, String text) {

	private static final List<ConfigurationPropertyName> ROOTS = Stream.of("relay", "server", "management", "spring")
		.map(ConfigurationPropertyName::of)
		.toList();

	/**
	 * What commands set for themselves.
	 */
	private static final Pattern OWN = Pattern.compile("spring\\.(main|config|application|output)\\..*");

	/**
	 * The last parts of names whose values are secrets, in the service and in Spring
	 * Boot.
	 */
	private static final Pattern SECRET = Pattern
		.compile("(?i).*(pass|pwd|secret|token|key|webhook|credential|private|certificate).*");

	private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.:-]*:.*[/?@].*");

	private static final String MASK = "******";

	private static final int SHOWN_CHARS = 60;

	static List<ConfiguredValue> in(ConfigurableEnvironment environment, SecretProperties secrets) {
		Map<String, ConfiguredValue> values = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.stream()
					.filter((name) -> ROOTS.stream().anyMatch((root) -> root.isAncestorOf(name)))
					.filter((name) -> !OWN.matcher(name.toString()).matches())
					.forEach((name) -> {
						ConfigurationProperty property = source.getConfigurationProperty(name);
						if (property != null && !isDefault(origin(property))) {
							values.putIfAbsent(name.toString(), of(property, environment, secrets));
						}
					});
			}
		}
		return List.copyOf(values.values());
	}

	/**
	 * The defaults of Spring Boot's properties come with the jar.
	 */
	private static boolean isDefault(@Nullable Origin origin) {
		return origin instanceof TextResourceOrigin text && text.getResource() != null
				&& text.getResource().getDescription().startsWith("class path resource");
	}

	private static @Nullable Origin origin(ConfigurationProperty property) {
		Origin origin = property.getOrigin();
		return (origin instanceof PropertySourceOrigin source && source.getOrigin() != null) ? source.getOrigin()
				: origin;
	}

	private static String place(@Nullable Origin origin) {
		return switch (origin) {
			case TextResourceOrigin text when text.getResource() != null && text.getLocation() != null ->
				", from %s, line %d".formatted(text.getResource().getFilename(), text.getLocation().getLine() + 1);
			case SystemEnvironmentOrigin variable -> ", from the variable " + variable.getProperty();
			case PropertySourceOrigin source when source.getPropertySource() instanceof CommandLinePropertySource<?> ->
				", from the command line";
			case null, default -> "";
		};
	}

	private static ConfiguredValue of(ConfigurationProperty property, ConfigurableEnvironment environment,
			SecretProperties secrets) {
		String name = property.getName().toString();
		String text = secrets.contain(property.getName()) ? MASK
				: shown(name, String.valueOf(property.getValue()), environment);
		return new ConfiguredValue(name, text + place(origin(property)));
	}

	private static String shown(String name, String value, ConfigurableEnvironment environment) {
		String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		if (SECRET.matcher(last).matches()) {
			return MASK;
		}
		String text = environment.resolvePlaceholders(value).replaceAll("\\s+", " ");
		if (URL.matcher(text).matches() && !text.startsWith("jdbc:sqlite:")) {
			text = text.replaceFirst("//[^/@]*@", "//******@").replaceFirst("\\?.*", "?******");
		}
		return StringUtils.truncate(text, SHOWN_CHARS);
	}

}
