package io.onsrelay.routing.severity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.boot.context.properties.bind.Bindable;

import io.onsrelay.config.Mistake;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.event.Severity;
import io.onsrelay.routing.condition.ConfiguredCondition;
import io.onsrelay.routing.severity.SeverityTable.SeverityRule;

/**
 * Reads the rules of {@code relay.severity}.
 */
final class SeverityReader {

	private SeverityReader() {
	}

	/**
	 * Reads the rules.
	 * @param binder the properties
	 * @return the rules in their order
	 * @throws io.onsrelay.config.InvalidConfigurationException if there are mistakes,
	 * with all of them
	 */
	static List<SeverityRule> read(StrictBinder binder) {
		Mistakes mistakes = new Mistakes();
		List<SeverityProperties> entries = binder.bind(SeverityTable.PROPERTY,
				Bindable.listOf(SeverityProperties.class), List.of(), mistakes);
		List<SeverityRule> rules = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			String property = "%s[%d]".formatted(SeverityTable.PROPERTY, i);
			SeverityProperties entry = entries.get(i);
			mistakes.of(() -> read(entry, property, mistakes.found()).ifPresent(rules::add));
		}
		mistakes.refuse();
		return rules;
	}

	private static Optional<SeverityRule> read(SeverityProperties entry, String property, List<Mistake> known) {
		Mistakes mistakes = new Mistakes();
		String when = entry.when();
		Severity severity = entry.severity();
		List<SeverityRule> rules = new ArrayList<>();
		if (when == null || when.isBlank()) {
			mistakes.add(missing(property + ".when"));
		}
		// What can't be read is missing too, which needs not be said.
		if (severity == null
				&& known.stream().noneMatch((mistake) -> mistake.property().equals(property + ".severity"))) {
			mistakes.add(missing(property + ".severity"));
		}
		if (when != null && !when.isBlank()) {
			mistakes.of(() -> rules.add(new SeverityRule(ConfiguredCondition.read(when, property + ".when"),
					Objects.requireNonNullElse(severity, Severity.INFO))));
		}
		mistakes.refuse();
		return rules.stream().findFirst();
	}

	private static Mistake missing(String property) {
		return new Mistake(property, "a value is required here.", "Set %s.".formatted(property));
	}

}
