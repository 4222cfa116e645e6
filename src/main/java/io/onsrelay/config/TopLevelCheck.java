package io.onsrelay.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * Rejects names at the top of the configuration that nothing reads, such as
 * {@code relai}, and a value where the sections of {@code relay} are expected. In files,
 * a name is known if it is the service's or Spring Boot's, or if a placeholder names it;
 * elsewhere it is rejected only if it is nearly one of them.
 */
class TopLevelCheck implements SmartInitializingSingleton {

	private static final String OWN = StrictBindHandler.ROOT.toString();

	private static final List<String> KNOWN = List.of(OWN, "spring", "server", "management", "logging", "info", "debug",
			"trace");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}]+)");

	private final ConfigurableEnvironment environment;

	TopLevelCheck(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		check(this.environment);
	}

	/**
	 * Checks an environment.
	 */
	static void check(ConfigurableEnvironment environment) {
		Mistakes mistakes = new Mistakes();
		Set<String> read = sources(environment).flatMap(TopLevelCheck::placeholders).collect(Collectors.toSet());
		sources(environment).forEach((source) -> {
			boolean file = source instanceof OriginTrackedMapPropertySource;
			if (file || source instanceof CommandLinePropertySource<?>) {
				unread(source, read).stream()
					.filter((name) -> file || Suggestions.nearest(name, KNOWN).isPresent())
					.forEach((name) -> mistakes.add(unknown(name)));
			}
		});
		if (StringUtils.hasText(environment.getProperty(OWN))) {
			mistakes.add(BindingMistakes.oneValue(OWN));
		}
		mistakes.refuse();
	}

	private static Stream<EnumerablePropertySource<?>> sources(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter((source) -> source instanceof EnumerablePropertySource<?>)
			.map((source) -> (EnumerablePropertySource<?>) source);
	}

	private static Stream<String> placeholders(EnumerablePropertySource<?> source) {
		return Arrays.stream(source.getPropertyNames())
			.map((name) -> value(source, name))
			.flatMap((value) -> PLACEHOLDER.matcher(value).results().map(TopLevelCheck::name));
	}

	private static String name(MatchResult placeholder) {
		return placeholder.group(1).strip();
	}

	private static String value(PropertySource<?> source, String name) {
		return (source.getProperty(name) instanceof CharSequence text) ? text.toString() : "";
	}

	private static Set<String> unread(EnumerablePropertySource<?> source, Set<String> read) {
		return Arrays.stream(source.getPropertyNames())
			.filter((name) -> !read.contains(name))
			.map((name) -> name.split("[.\\[]", 2)[0])
			.filter((top) -> !KNOWN.contains(top.toLowerCase(Locale.ROOT)))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static Mistake unknown(String name) {
		return new Mistake(name,
				"nothing reads what is below this name. Known are: %s.".formatted(String.join(", ", KNOWN)),
				Suggestions.nearest(name, KNOWN).map("Did you mean %s? "::formatted).orElse("")
						+ "Correct the name or remove it.");
	}

}
