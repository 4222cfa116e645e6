package io.onsrelay.config.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.config.ConfigDataResource;
import org.springframework.core.Ordered;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * Rejects files of the configuration whose type is unknown, before Spring Boot does so
 * with a stack trace. It resolves nothing.
 */
class FileTypeCheck implements ConfigDataLocationResolver<ConfigDataResource>, Ordered {

	/**
	 * A location of another kind, such as {@code configtree:}; a drive of Windows has one
	 * letter.
	 */
	private static final Pattern OTHER_KIND = Pattern.compile("(?!file:|classpath:)\\p{Alpha}[\\p{Alnum}+.-]+:.*");

	private static final Pattern KNOWN_TYPE = Pattern.compile(".*(\\.(ya?ml|properties|xml)|[/\\\\]|\\])");

	@Override
	public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
		for (ConfigDataLocation part : location.split()) {
			check(part.getNonPrefixedValue(ConfigDataLocation.OPTIONAL_PREFIX));
		}
		return false;
	}

	private static void check(String location) {
		if (location.isEmpty() || OTHER_KIND.matcher(location).matches()
				|| KNOWN_TYPE.matcher(location.toLowerCase(Locale.ROOT)).matches()) {
			return;
		}
		if (Files.isDirectory(Path.of(location.replaceFirst("^file:", "")))) {
			throw new InvalidConfigurationException(location, "this is a directory.",
					"Write a / at its end to read its application.yaml, or name a file in it.");
		}
		throw new InvalidConfigurationException(location,
				"a file of the configuration ends in .yaml, .yml or .properties.",
				"Rename the file, or write %s[.yaml] if it holds YAML; JSON is YAML as well.".formatted(location));
	}

	@Override
	public List<ConfigDataResource> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
		return List.of();
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
