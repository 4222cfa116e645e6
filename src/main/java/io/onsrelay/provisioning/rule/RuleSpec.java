package io.onsrelay.provisioning.rule;

/**
 * A rule that should exist.
 *
 * @param name its name within the pipeline
 * @param condition its condition, as JSON
 */
public record RuleSpec(String name, String condition) {

	/**
	 * Checks the condition by the parser of routes, and writes it on one line.
	 * @throws io.onsrelay.routing.condition.ConditionSyntaxException if it is none
	 */
	public RuleSpec {
		condition = ConditionJson.checked(condition);
	}

}
