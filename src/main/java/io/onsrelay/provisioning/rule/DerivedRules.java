package io.onsrelay.provisioning.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules without which no event would reach the routes. Alarms and log records reach a
 * topic by other ways, so their routes need none.
 *
 * @param rules the rules
 * @param notes why a route needs none, a sentence each
 */
public record DerivedRules(List<RuleSpec> rules, List<String> notes) {

	/**
	 * The keys at the root of an event. See
	 * https://docs.oracle.com/en-us/iaas/Content/Events/Reference/eventenvelopereference.htm.
	 */
	private static final Set<String> OF_EVENTS = Set.of("cloudEventsVersion", "contentType", "data", "eventID",
			"eventId", "eventTime", "eventType", "eventTypeVersion", "extensions", "source");

	private static final Set<String> OF_ALARMS = Set.of("alarmMetaData", "dedupeKey", "dedupekey", "notificationType",
			"severity", "timestampEpochMillis");

	private static final Set<String> OF_LOG_RECORDS = Set.of("dataschema", "logContent", "oracle", "specversion");

	/**
	 * Keeps copies.
	 */
	public DerivedRules {
		rules = List.copyOf(rules);
		notes = List.copyOf(notes);
	}

	/**
	 * Derives rules from routes.
	 * @param routes the routes in their order, as the name and condition of a rule each
	 * @return one rule for each condition on events
	 */
	public static DerivedRules of(List<RuleSpec> routes) {
		List<RuleSpec> rules = new ArrayList<>();
		List<String> notes = new ArrayList<>();
		for (RuleSpec route : routes) {
			Optional<String> reason = reasonForNone(route, rules);
			reason.ifPresent((why) -> notes.add("The route %s needs no rule: %s.".formatted(route.name(), why)));
			if (reason.isEmpty()) {
				rules.add(new RuleSpec(route.name(), ConditionJson.withTypesInLowerCase(route.condition())));
			}
		}
		return new DerivedRules(rules, notes);
	}

	private static Optional<String> reasonForNone(RuleSpec route, List<RuleSpec> before) {
		List<String> others = ConditionJson.keys(route.condition())
			.stream()
			.filter((key) -> !OF_EVENTS.contains(key))
			.toList();
		if (others.stream().anyMatch(OF_ALARMS::contains)) {
			return Optional.of("it is on alarms, and an alarm names the topic as its destination itself");
		}
		if (others.stream().anyMatch(OF_LOG_RECORDS::contains)) {
			return Optional.of("it is on log records, which a connector of Connector Hub sends to the topic");
		}
		if (!others.isEmpty()) {
			return Optional.of("no event has %s at its root".formatted(String.join(", ", others)));
		}
		String condition = ConditionJson.withTypesInLowerCase(route.condition());
		return before.stream()
			.filter((rule) -> ConditionJson.same(rule.condition(), condition))
			.findFirst()
			.map((rule) -> "its condition is that of " + rule.name());
	}

}
