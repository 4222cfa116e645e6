package io.onsrelay.routing.severity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import io.onsrelay.config.StrictBinder;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.SeverityRules;
import io.onsrelay.routing.condition.Condition;

/**
 * The rules of {@code relay.severity} in their order, of which the first that applies
 * gives the severity.
 */
public final class SeverityTable implements SeverityRules {

	static final String PROPERTY = "relay.severity";

	private volatile List<SeverityRule> rules;

	SeverityTable(List<SeverityRule> rules) {
		this.rules = List.copyOf(rules);
	}

	/**
	 * Reads the rules.
	 * @param binder the properties
	 * @return the rules, which apply to nothing yet
	 * @throws io.onsrelay.config.InvalidConfigurationException if there are mistakes,
	 * with all of them
	 */
	public static SeverityTable read(StrictBinder binder) {
		return new SeverityTable(SeverityReader.read(binder));
	}

	/**
	 * Puts other rules in place of these.
	 * @param other the rules
	 */
	public void replaceBy(SeverityTable other) {
		this.rules = other.rules;
	}

	@Override
	public Optional<Severity> of(Content content) {
		return this.rules.stream().filter((rule) -> rule.appliesTo(content)).map(SeverityRule::severity).findFirst();
	}

	/**
	 * Describes the rules.
	 * @return a line for each, in their order
	 */
	public List<RuleLine> describe() {
		List<SeverityRule> now = this.rules;
		return IntStream.range(0, now.size()).mapToObj((i) -> {
			SeverityRule rule = now.get(i);
			return new RuleLine(name(i), "%s if %s".formatted(rule.word(), rule.when()));
		}).toList();
	}

	/**
	 * Explains for each rule whether it gives a message its severity.
	 * @param message the message
	 * @return a line for each, in their order
	 */
	public List<RuleLine> explain(Message message) {
		List<Content> open = new ArrayList<>(message.contents());
		List<RuleLine> lines = new ArrayList<>();
		List<SeverityRule> now = this.rules;
		for (int i = 0; i < now.size(); i++) {
			lines.add(new RuleLine(name(i), explain(now.get(i), open, message)));
		}
		return lines;
	}

	private static String explain(SeverityRule rule, List<Content> open, Message message) {
		int before = open.size();
		open.removeIf(rule::appliesTo);
		int applied = before - open.size();
		int all = message.contents().size();
		if (applied > 0) {
			return rule.word() + ((all == 1) ? "" : " for %d of %d".formatted(applied, all));
		}
		if (message.contents().stream().anyMatch(rule::appliesTo)) {
			return "an earlier rule applies";
		}
		String mismatch = rule.when().mismatch(message.first().json()).orElse("it does not fit");
		return ((all == 1) ? "does not apply: " : "applies to none of %d: in the first, ".formatted(all)) + mismatch;
	}

	private static String name(int index) {
		return "%s[%d]".formatted(PROPERTY, index);
	}

	/**
	 * A line about a rule.
	 *
	 * @param rule the name of its property, such as {@code relay.severity[0]}
	 * @param text what there is to say
	 */
	public record RuleLine(String rule, String text) {
	}

	/**
	 * A rule.
	 *
	 * @param when what it applies to
	 * @param severity what it gives
	 */
	record SeverityRule(Condition when, Severity severity) {

		private boolean appliesTo(Content content) {
			return this.when.matches(content.json());
		}

		private String word() {
			return this.severity.name().toLowerCase(Locale.ROOT);
		}

	}

}
