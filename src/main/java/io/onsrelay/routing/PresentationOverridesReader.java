package io.onsrelay.routing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierFactory.MentionSyntax;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.MessageTemplate;

/**
 * Reads what a route overrides in how its messages are shown.
 */
final class PresentationOverridesReader {

	private static final int SHOWN_CHARS = 60;

	private final NotifierRegistry notifiers;

	PresentationOverridesReader(NotifierRegistry notifiers) {
		this.notifiers = notifiers;
	}

	/**
	 * Reads the overrides of a route.
	 * @param entry what is configured
	 * @param to the destinations of the route; none if they can't be read
	 * @param property the name of the route's property
	 * @return the overrides
	 * @throws InvalidConfigurationException if a template is invalid, or if no
	 * destination can read a mention
	 */
	PresentationOverrides read(RouteProperties entry, List<Destination> to, String property) {
		Mistakes mistakes = new Mistakes();
		mistakes.of(() -> template(entry.title(), property + ".title"));
		mistakes.of(() -> template(entry.text(), property + ".text"));
		mistakes.of(() -> mentions(entry.mention(), to, property + ".mention"));
		mistakes.of(() -> requireUse(entry, to, property + ".action"));
		mistakes.refuse();
		return new PresentationOverrides(entry.severity(), template(entry.title(), property + ".title"),
				template(entry.text(), property + ".text"), mentions(entry.mention(), to, property + ".mention"),
				entry.action());
	}

	private void requireUse(RouteProperties entry, List<Destination> to, String property) {
		for (Destination destination : to) {
			this.notifiers.objection(destination, entry.action()).ifPresent((reason) -> {
				throw new InvalidConfigurationException(property, reason,
						"Remove the action, or %s from the destinations of the route.".formatted(destination));
			});
		}
	}

	private static @Nullable String template(@Nullable String text, String property) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		Optional<String> problem = MessageTemplate.syntaxProblem(text);
		if (problem.isPresent()) {
			throw new InvalidConfigurationException(property, problem.get(), """
					Correct the template. It is written in Mustache, see https://mustache.github.io/mustache.5.html; \
					in YAML, put it in quotes.""");
		}
		return text;
	}

	private Map<Severity, String> mentions(@Nullable Mentions configured, List<Destination> to, String property) {
		Map<Severity, String> mentions = (configured != null) ? configured.bySeverity() : Map.of();
		if (configured != null && !mentions.isEmpty()) {
			List<MentionSyntax> syntaxes = syntaxes(to, property);
			mentions.forEach((severity, mention) -> requireReadable(mention, syntaxes,
					configured.isOne() ? property : property + "." + word(severity)));
		}
		return mentions;
	}

	private List<MentionSyntax> syntaxes(List<Destination> to, String property) {
		Set<String> known = this.notifiers.kinds();
		List<String> kinds = to.stream().map(Destination::kind).filter(known::contains).distinct().toList();
		// Unknown destinations are a mistake of their own: any kind's syntax will do.
		List<MentionSyntax> syntaxes = (kinds.isEmpty() ? known : kinds).stream()
			.map(this.notifiers::mentionSyntax)
			.flatMap(Optional::stream)
			.toList();
		if (syntaxes.isEmpty()) {
			String candidates = known.stream()
				.filter((kind) -> this.notifiers.mentionSyntax(kind).isPresent())
				.collect(Collectors.joining(", "));
			throw new InvalidConfigurationException(property, "no destination of the route has mentions.",
					candidates.isEmpty() ? "Remove it."
							: "Remove it, or send the route to a destination with mentions as well, of the kind %s."
								.formatted(candidates));
		}
		return syntaxes;
	}

	private static void requireReadable(String mention, List<MentionSyntax> syntaxes, String property) {
		if (syntaxes.stream().noneMatch((syntax) -> syntax.matches(mention))) {
			throw new InvalidConfigurationException(property,
					"'%s' is not a mention.".formatted(StringUtils.truncate(mention, SHOWN_CHARS)),
					syntaxes.stream().map(MentionSyntax::hint).collect(Collectors.joining(" ")));
		}
	}

	private static String word(Severity severity) {
		return severity.name().toLowerCase(Locale.ROOT);
	}

}
