package io.onsrelay.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names of all properties that users have configured. System properties are left out,
 * since they have other purposes as well, and so are the environment variables that
 * Kubernetes sets for a Service, and those that a placeholder names.
 */
class ConfiguredProperties {

	/**
	 * See
	 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables.
	 */
	private static final Pattern OF_KUBERNETES = Pattern
		.compile("\\w+_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

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
		Set<Mistake> rejected = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource names) {
				Stream<ConfigurationPropertyName> candidates = names.stream()
					.filter(parent::isAncestorOf)
					.filter(unknown)
					.sorted();
				if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource) {
					candidates.filter((name) -> !known.hasSameLetters(name) && isProperty(variable(name)))
						.map((name) -> ofVariable(known.explain(name), variable(name)))
						.forEach(rejected::add);
				}
				else if (new UnboundElementsSourceFilter().apply(source)) {
					candidates.map(known::explain).forEach(rejected::add);
				}
			}
		}
		if (!rejected.isEmpty()) {
			throw new InvalidConfigurationException(List.copyOf(rejected));
		}
	}

	private boolean isProperty(String variable) {
		return !OF_KUBERNETES.matcher(variable).matches() && !isNamedByPlaceholder(variable);
	}

	private boolean isNamedByPlaceholder(String variable) {
		Pattern placeholder = Pattern.compile("\\$\\{" + variable + "[}:]");
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource names && names.stream()
				.map(names::getConfigurationProperty)
				.anyMatch((property) -> property != null && property.getValue() instanceof CharSequence text
						&& placeholder.matcher(text).find())) {
				return true;
			}
		}
		return false;
	}

	private static Mistake ofVariable(Mistake mistake, String variable) {
		return new Mistake(variable, mistake.description(), mistake.action());
	}

	private static String variable(ConfigurationPropertyName name) {
		return name.toString().toUpperCase(Locale.ROOT).replace("-", "").replace("]", "").replaceAll("[.\\[]", "_");
	}

}
