package io.onsrelay.routing.condition;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.onsrelay.routing.RoutedMessages.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Condition}: what matches and what does not.
 */
class ConditionTests {

	private static final String EVENT = """
			{
			  "eventID": "5f1c2a9e-0d3b-4d7a-9a51-0c6f2f5b7a10",
			  "eventType": "com.oraclecloud.objectstorage.createbucket",
			  "source": "ObjectStorage",
			  "data": {
			    "resourceName": "reports_2026",
			    "availabilityDomain": null,
			    "freeformTags": {"team": "blue"},
			    "definedTags": {"Operations": {"CostCenter": "42"}},
			    "additionalDetails": {
			      "publicAccessType": "NoPublicAccess",
			      "shapes": ["small", "large"],
			      "disks": [{"size": 50, "kind": "boot"}, {"size": 100, "kind": "block"}],
			      "none": [],
			      "encrypted": true,
			      "retries": 3,
			      "note": ""
			    }
			  }
			}
			""";

	@Test
	void matchesWhenConditionIsEmptyMatchesEverything() {
		Condition condition = Condition.parse("{}");
		assertThat(condition.matches(json(EVENT))).isTrue();
		assertThat(condition.matches(json("{}"))).isTrue();
		assertThat(condition.matches(json("[1]"))).isTrue();
		assertThat(condition.matches(MissingNode.getInstance())).isTrue();
	}

	@Test
	void matchesWhenContentIsTextMatchesOnlyTheEmptyCondition() {
		assertThat(Condition.parse("""
				{"eventType": "*"}
				""").matches(MissingNode.getInstance())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"eventType": "com.oraclecloud.objectstorage.createbucket"}
			""", """
			{"source": "ObjectStorage", "data": {"resourceName": "reports_2026"}}
			""", """
			{"data": {"definedTags": {"Operations": {"CostCenter": "42"}}}}
			""", """
			{"data": {}}
			""", """
			{"data": {"additionalDetails": {"note": ""}}}
			""" })
	void matchesWhenEveryNamedKeyHasItsValueMatches(String condition) {
		assertMatches(condition);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"eventType": "com.oraclecloud.objectstorage.deletebucket"}
			""", """
			{"source": "ObjectStorage", "data": {"resourceName": "other"}}
			""", """
			{"resourceName": "reports_2026"}
			""", """
			{"data": {"CostCenter": "42"}}
			""", """
			{"data": {"absent": {}}}
			""", """
			{"source": {}}
			""", """
			{"data": "reports_2026"}
			""" })
	void matchesWhenNamedKeyIsElsewhereOrOtherwiseDoesNotMatch(String condition) {
		assertNoMatch(condition);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"source": ["ComputeApi", "ObjectStorage"]}
			""", """
			{"data": {"resourceName": ["x", "reports*"]}}
			""", """
			{"data": [{"resourceName": "x"}, {"definedTags": {"Operations": {"CostCenter": ["41", "42"]}}}]}
			""", """
			{"data": {"additionalDetails": {"retries": ["x", 3]}}}
			""" })
	void matchesWhenArrayHoldsTheValueMatches(String condition) {
		assertMatches(condition);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"source": ["ComputeApi", "Database"]}
			""", """
			{"data": ["reports_2026", {"resourceName": "x"}]}
			""" })
	void matchesWhenArrayDoesNotHoldTheValueDoesNotMatch(String condition) {
		assertNoMatch(condition);
	}

	@ParameterizedTest
	@ValueSource(strings = { "reports*", "*2026", "rep*2026", "*ports*20*", "*", "**", "reports_2026*" })
	void matchesWhenAsteriskStandsForCharactersMatches(String pattern) {
		assertMatches("""
				{"data": {"resourceName": "%s"}}
				""".formatted(pattern));
	}

	@ParameterizedTest
	@ValueSource(strings = { "report", "*2025", "Reports*", "reports*2026*_2026", "reports.2026", "r?ports_2026" })
	void matchesWhenPatternDoesNotFitDoesNotMatch(String pattern) {
		assertNoMatch("""
				{"data": {"resourceName": "%s"}}
				""".formatted(pattern));
	}

	@ParameterizedTest
	@ValueSource(strings = { "additionalDetails", "freeformTags", "resourceName" })
	void matchesWhenAsteriskStandsAloneMatchesAnyValue(String key) {
		assertMatches("""
				{"data": {"%s": "*"}}
				""".formatted(key));
	}

	@Test
	void matchesWhenAsteriskStandsAloneMatchesEmptyValues() {
		assertMatches("""
				{"data": {"additionalDetails": {"none": "*", "note": "*"}}}
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "availabilityDomain", "absent" })
	void matchesWhenAsteriskStandsAloneDoesNotMatchNullOrAbsent(String key) {
		assertNoMatch("""
				{"data": {"%s": "*"}}
				""".formatted(key));
	}

	@Test
	void matchesWhenAsteriskStandsWithOthersDoesNotMatchObject() {
		assertNoMatch("""
				{"data": "*a*"}
				""");
	}

	@Test
	void matchesWhenKeyHasAsteriskTakesItAsItIs() {
		assertNoMatch("""
				{"data": {"resource*": "*"}}
				""");
		assertThat(Condition.parse("""
				{"resource*": "a"}
				""").matches(json("""
				{"resource*": "a"}
				"""))).isTrue();
	}

	@Test
	void matchesWhenKeyHasDotDoesNotReachInside() {
		assertNoMatch("""
				{"data.resourceName": "reports_2026"}
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"COM.OracleCloud.ObjectStorage.CreateBucket\"", "\"*.CREATEBUCKET\"",
			"[\"x\", \"*ObjectStorage*\"]" })
	void matchesWhenEventTypeDiffersInLetterCaseMatches(String value) {
		assertMatches("""
				{"eventType": %s}
				""".formatted(value));
	}

	@Test
	void matchesWhenEventTypeIsNotAtTheRootLetterCaseCounts() {
		assertThat(Condition.parse("""
				{"data": {"eventType": "A"}}
				""").matches(json("""
				{"data": {"eventType": "a"}}
				"""))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"source\": \"objectstorage\"}", "{\"EventType\": \"*\"}",
			"{\"data\": {\"definedTags\": {\"operations\": \"*\"}}}" })
	void matchesWhenOthersDifferInLetterCaseDoesNotMatch(String condition) {
		assertNoMatch(condition);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"42"     | 42
			42       | "42"
			42       | 42
			100      | 1.0e2
			1.50     | 1.5
			0        | -0.0
			"4*"     | 42
			true     | "true"
			"true"   | true
			false    | false
			"*"      | false
			18446744073709551616 | 18446744073709551616
			""")
	void matchesWhenTextOfScalarsIsTheSameMatches(String expected, String value) {
		assertThat(Condition.parse("{\"a\": %s}".formatted(expected)).matches(json("{\"a\": %s}".formatted(value))))
			.isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			42       | 43
			100      | "1.0e2"
			true     | "True"
			true     | 1
			"null"   | null
			"1*"     | null
			1        | true
			"a"      | {"a": "a"}
			1        | {"a": 1}
			""")
	void matchesWhenTextOfScalarsDiffersDoesNotMatch(String expected, String value) {
		assertThat(Condition.parse("{\"a\": %s}".formatted(expected)).matches(json("{\"a\": %s}".formatted(value))))
			.isFalse();
	}

	@Test
	void matchesWhenNumberIsTooLargeForDoubleDoesNotMatch() {
		assertThat(Condition.parse("{\"a\": 1e400}").matches(json("{\"a\": 1e400}"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"shapes\": \"large\"}", "{\"shapes\": [\"x\", \"sm*\"]}",
			"{\"disks\": {\"size\": 100}}", "{\"disks\": {\"kind\": \"boot\", \"size\": 50}}",
			"{\"disks\": [{\"size\": 1}, {\"kind\": \"block\"}]}" })
	void matchesWhenElementOfMessagesArrayFitsMatches(String details) {
		assertMatches("{\"data\": {\"additionalDetails\": %s}}".formatted(details));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"shapes\": \"medium\"}", "{\"none\": \"x\"}", "{\"none\": {}}",
			"{\"disks\": {\"kind\": \"boot\", \"size\": 100}}", "{\"disks\": \"boot\"}" })
	void matchesWhenNoElementOfMessagesArrayFitsDoesNotMatch(String details) {
		assertNoMatch("{\"data\": {\"additionalDetails\": %s}}".formatted(details));
	}

	@ParameterizedTest
	@CsvSource({ "freeformTags,freeFormTags", "freeFormTags,freeformTags", "eventID,eventId", "eventId,eventID",
			"dedupeKey,dedupekey", "dedupekey,dedupeKey", "resourceId,resourceID", "resourceID,resourceId" })
	void matchesWhenKeyIsSpeltTheOtherWayMatches(String written, String sent) {
		assertThat(Condition.parse("{\"data\": {\"%s\": \"x\"}}".formatted(written))
			.matches(json("{\"data\": {\"%s\": \"x\"}}".formatted(sent)))).isTrue();
	}

	@Test
	void matchesWhenBothSpellingsAreThereTakesTheExactOne() {
		assertThat(Condition.parse("{\"eventId\": \"b\"}").matches(json("{\"eventID\": \"b\", \"eventId\": \"a\"}")))
			.isFalse();
	}

	@Test
	void matchesWhenContentIsAlarmMatches() {
		assertThat(Condition.parse("""
				{"type": ["OK_TO_FIRING", "REPEAT"], "alarmMetaData": {"namespace": "oci_compute*"}}
				""").matches(json("""
				{"type": "REPEAT", "alarmMetaData": [{"namespace": "oci_lbaas"}, {"namespace": "oci_computeagent"}]}
				"""))).isTrue();
	}

	@Test
	void matchesWhenContentIsLogRecordMatches() {
		assertThat(Condition.parse("""
				{"data": {"request": {"headers": {"Accept": "application/*"}}}}
				""").matches(json("""
				{"specversion": "1.0", "data": {"request": {"headers": {"Accept": ["text/plain", "application/json"]}}}}
				"""))).isTrue();
	}

	@Test
	void toStringReturnsConditionAsWritten() {
		assertThat(Condition.parse("{ \"a\":\n1 }")).hasToString("{ \"a\":\n1 }");
	}

	private static void assertMatches(String condition) {
		assertThat(Condition.parse(condition).matches(json(EVENT))).isTrue();
	}

	private static void assertNoMatch(String condition) {
		assertThat(Condition.parse(condition).matches(json(EVENT))).isFalse();
	}

}
