package io.onsrelay.provisioning.rule;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DerivedRulesTests {

	@Test
	void conditionOnEventsBecomesARuleWithTypesInLowerCase() {
		DerivedRules derived = of("""
				{"eventType": ["com.oraclecloud.ComputeApi.*"], "data": {"resourceName": "Web-*"}}
				""");
		assertThat(derived.notes()).isEmpty();
		assertThat(derived.rules()).extracting(RuleSpec::condition)
			.containsExactly(
					"{\"eventType\":[\"com.oraclecloud.computeapi.*\"],\"data\":{\"resourceName\":\"Web-*\"}}");
	}

	@Test
	void conditionThatMatchesEverythingIsARule() {
		assertThat(of("{}").rules()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"dedupeKey": "*"}                     | it is on alarms
			{"severity": "CRITICAL"}               | it is on alarms
			{"alarmMetaData": {"namespace": "a"}}  | it is on alarms
			{"oracle": {"loggroupid": "*"}}        | it is on log records
			{"logContent": {}}                     | it is on log records
			{"deployment": "*"}                    | no event has deployment at its root
			""")
	void otherConditionsNeedNoRule(String condition, String why) {
		DerivedRules derived = of(condition);
		assertThat(derived.rules()).isEmpty();
		assertThat(derived.notes()).singleElement().asString().contains("The route r needs no rule: " + why);
	}

	@Test
	void routesWithOneConditionShareARule() {
		DerivedRules derived = DerivedRules.of(List.of(new RuleSpec("a", "{\"source\": [\"x\", \"y\"]}"),
				new RuleSpec("b", "{\"source\": [\"y\", \"x\"]}")));
		assertThat(derived.rules()).extracting(RuleSpec::name).containsExactly("a");
		assertThat(derived.notes()).containsExactly("The route b needs no rule: its condition is that of a.");
	}

	private static DerivedRules of(String condition) {
		return DerivedRules.of(List.of(new RuleSpec("r", condition)));
	}

}
