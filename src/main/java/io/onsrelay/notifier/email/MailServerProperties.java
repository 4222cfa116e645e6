package io.onsrelay.notifier.email;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.core.env.Environment;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.Suggestions;

/**
 * Reads {@code spring.mail} as strictly as what is below {@code relay}: Spring Boot would
 * ignore a misspelt password, and send mails without one.
 */
final class MailServerProperties {

	static final String PREFIX = "spring.mail";

	private static final List<String> KNOWN = List.of("host", "port", "username", "password", "protocol",
			"default-encoding", "properties", "ssl");

	private static final int MAX_PORT = 65535;

	private MailServerProperties() {
	}

	/**
	 * Reads the properties.
	 * @param environment where they are
	 * @return the properties
	 * @throws InvalidConfigurationException if a name is unknown, or a value can't be
	 * read
	 */
	static MailProperties read(Environment environment) {
		Binder binder = Binder.get(environment);
		checkNames(binder);
		MailProperties server;
		try {
			server = binder.bindOrCreate(PREFIX, MailProperties.class);
		}
		catch (BindException ex) {
			throw new InvalidConfigurationException(ex.getName().toString(),
					"its value can't be read as %s."
						.formatted(ex.getTarget().getType().toClass().getSimpleName().toLowerCase(Locale.ROOT)),
					"See https://docs.spring.io/spring-boot/appendix/application-properties/ for what it may be.");
		}
		Integer port = server.getPort();
		if (port != null && (port < 1 || port > MAX_PORT)) {
			throw new InvalidConfigurationException(PREFIX + ".port", "%d is no port.".formatted(port),
					"Write a number from 1 to 65535: 587 for STARTTLS, or 465 with the protocol smtps.");
		}
		return server;
	}

	private static void checkNames(Binder binder) {
		Set<String> known = KNOWN.stream().map(MailServerProperties::uniform).collect(Collectors.toSet());
		Mistakes mistakes = new Mistakes();
		binder.bind(PREFIX, Bindable.mapOf(String.class, Object.class))
			.map(Map::keySet)
			.orElse(Set.of())
			.stream()
			.map((name) -> name.replaceFirst("[.\\[].*", ""))
			.filter((name) -> !known.contains(uniform(name)))
			.distinct()
			.forEach((name) -> mistakes.add(new Mistake(PREFIX + "." + name,
					"nothing is called '%s' below %s for mails. %sKnown there: %s.".formatted(name, PREFIX,
							Suggestions.nearest(name, KNOWN).map("Did you mean %s? "::formatted).orElse(""),
							String.join(", ", KNOWN)),
					"Correct the name or remove it.")));
		mistakes.refuse();
	}

	private static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

}
