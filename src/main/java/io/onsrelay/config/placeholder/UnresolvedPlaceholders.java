package io.onsrelay.config.placeholder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.SystemPropertyUtils;

import io.onsrelay.config.Mistake;

/**
 * Finds the placeholders that have no value. Spring Boot binds such a property to the
 * text of the placeholder: a password would be the name of a variable that the
 * documentation publishes.
 * <p>
 * Every source of properties is searched: files, variables, options of the command line.
 * What another source overrides is left out, as in the binding itself.
 */
public final class UnresolvedPlaceholders {

	/** Of this service, and of the parts of Spring Boot that it configures. */
	private static final List<ConfigurationPropertyName> ROOTS = Stream.of("relay", "server", "management", "spring")
		.map(ConfigurationPropertyName::of)
		.toList();

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.\\[\\]-]*");

	/**
	 * What shells and Compose write for a variable that is required. To Spring, the text
	 * after the colon is the value.
	 */
	private static final Pattern REQUIRED = Pattern.compile("(?<!\\\\)\\$\\{(?<name>[^:${}]+):\\?");

	private final ConfigurableEnvironment environment;

	private final PropertySourcesPlaceholdersResolver strict;

	// The owner of a list is the source that defines it; the binder ignores elements of
	// other sources
	private final Map<ConfigurationPropertyName, ConfigurationPropertySource> owners = new HashMap<>();

	private final List<Mistake> mistakes = new ArrayList<>();

	private UnresolvedPlaceholders(ConfigurableEnvironment environment) {
		this.environment = environment;
		this.strict = new PropertySourcesPlaceholdersResolver(environment.getPropertySources(),
				new PropertyPlaceholderHelper(SystemPropertyUtils.PLACEHOLDER_PREFIX,
						SystemPropertyUtils.PLACEHOLDER_SUFFIX, SystemPropertyUtils.VALUE_SEPARATOR,
						SystemPropertyUtils.ESCAPE_CHARACTER, false));
	}

	/**
	 * Finds the placeholders below {@code relay}, {@code server}, {@code management} and
	 * {@code spring} that have no value.
	 * @param environment the environment with all properties
	 * @return a mistake for each property, with its name and that of the placeholder, and
	 * without any value
	 */
	public static List<Mistake> in(ConfigurableEnvironment environment) {
		UnresolvedPlaceholders placeholders = new UnresolvedPlaceholders(environment);
		placeholders.findInNames();
		placeholders.findInValues();
		return placeholders.mistakes;
	}

	private void findInNames() {
		this.environment.getPropertySources()
			.stream()
			.filter((source) -> !(source instanceof SystemEnvironmentPropertySource))
			.flatMap((source) -> (source instanceof EnumerablePropertySource<?> names)
					? Stream.of(names.getPropertyNames()) : Stream.empty())
			.filter((name) -> name.contains(SystemPropertyUtils.PLACEHOLDER_PREFIX)
					&& isBelowRoot(ConfigurationPropertyName.adapt(name, '.')))
			.distinct()
			.map((name) -> new Mistake(name, "placeholders have no meaning in the name of a property.",
					"Write the name itself."))
			.forEach(this.mistakes::add);
	}

	private void findInValues() {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.stream()
					.filter(UnresolvedPlaceholders::isBelowRoot)
					.filter((name) -> isEffective(name, source))
					.sorted()
					.forEach((name) -> check(name, source));
			}
		}
	}

	private static boolean isBelowRoot(ConfigurationPropertyName name) {
		return ROOTS.stream().anyMatch((root) -> root.isAncestorOf(name));
	}

	private boolean isEffective(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		return Stream
			.concat(Stream.of(name),
					IntStream.range(1, name.getNumberOfElements()).filter(name::isNumericIndex).mapToObj(name::chop))
			.filter((part) -> !source.equals(this.owners.computeIfAbsent(part, (_) -> source)))
			.toList()
			.isEmpty();
	}

	private void check(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		if (property != null && property.getValue() instanceof String value) {
			unresolved(value).map((placeholder) -> explain(name, placeholder, isShown(placeholder, value, source)))
				.ifPresent(this.mistakes::add);
		}
	}

	private Optional<String> unresolved(String value) {
		try {
			this.strict.resolvePlaceholders(value);
		}
		catch (PlaceholderResolutionException ex) {
			return Optional.of(ex.getPlaceholder());
		}
		return REQUIRED.matcher(value)
			.results()
			.map((match) -> match.group("name"))
			.filter((name) -> !this.environment.containsProperty(name))
			.findFirst();
	}

	/**
	 * A placeholder is shown only where the user has written it: what a variable, a file
	 * or another placeholder holds may be a secret that looks like one.
	 */
	private static boolean isShown(String placeholder, String value, ConfigurationPropertySource source) {
		boolean data = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
				|| source.getUnderlyingSource() instanceof ConfigTreeText;
		String written = SystemPropertyUtils.PLACEHOLDER_PREFIX + placeholder;
		return NAME.matcher(placeholder).matches() && (data
				? value.strip().equals(written + SystemPropertyUtils.PLACEHOLDER_SUFFIX) : value.contains(written));
	}

	private static Mistake explain(ConfigurationPropertyName name, String placeholder, boolean shown) {
		if (shown) {
			return new Mistake(name.toString(), "the placeholder ${%s} has no value.".formatted(placeholder),
					"Set %1$s, or write ${%1$s:} where it may be empty.".formatted(placeholder));
		}
		return new Mistake(name.toString(), "a part of the value is read as a placeholder, and has no value.",
				"Write \\${ for a ${ that belongs to the value, also in variables and files that the value comes from.");
	}

}
