package io.onsrelay.routing;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * Reads how a route wants its messages shown.
 */
final class PresentationOverridesReader {

	/**
	 * Mentions as Slack writes them, see
	 * https://docs.slack.dev/messaging/formatting-message-text#advanced.
	 */
	private static final String MENTION = "(?:<!(?:here|channel|everyone)>|<!subteam\\^S[A-Z0-9]{1,20}>|<@[UW][A-Z0-9]{1,20}>)";

	private static final Pattern MENTIONS = Pattern.compile(MENTION + "(?: +" + MENTION + ")*");

	private static final int SHOWN = 60;

	private PresentationOverridesReader() {
	}

	/**
	 * Reads a treatment.
	 * @param entry what is configured
	 * @param property the name of the route's property
	 * @return the treatment
	 * @throws InvalidConfigurationException if a template or a mention is none
	 */
	static PresentationOverrides read(RouteProperties entry, String property) {
		return new PresentationOverrides(entry.severity(), template(entry.title(), property + ".title"),
				template(entry.text(), property + ".text"), mentions(entry.mention(), property + ".mention"),
				entry.action());
	}

	private static @Nullable String template(@Nullable String text, String property) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		Optional<String> problem = TemplateSyntax.problem(text);
		if (problem.isPresent()) {
			throw new InvalidConfigurationException(property, problem.get(), """
					Correct the template. It is written in Mustache, see https://mustache.github.io/mustache.5.html; \
					in YAML, put it in quotes.""");
		}
		return text;
	}

	private static Map<Severity, String> mentions(@Nullable Mentions configured, String property) {
		if (configured == null) {
			return Map.of();
		}
		Map<Severity, String> mentions = configured.bySeverity();
		mentions.forEach((severity, mention) -> {
			if (!MENTIONS.matcher(mention).matches()) {
				String name = configured.isOne() ? property : property + "." + word(severity);
				throw new InvalidConfigurationException(name,
						"'%s' mentions nobody.".formatted(StringUtils.truncate(mention, SHOWN)),
						"Write <!here>, <!channel>, <!everyone>, <!subteam^S…> with the ID of a user group, or <@U…> "
								+ "with that of a member, or several with spaces between them; in YAML, put them in quotes.");
			}
		});
		return mentions;
	}

	private static String word(Severity severity) {
		return severity.name().toLowerCase(Locale.ROOT);
	}

}
