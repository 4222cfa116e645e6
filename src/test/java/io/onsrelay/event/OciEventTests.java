package io.onsrelay.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OciEvent} and its reader: one for each quirk of the envelope.
 */
class OciEventTests {

	@Test
	void readWhenEventIsCompleteReadsEveryField() {
		OciEvent event = fixture("computeapi.launchinstance.end");
		assertThat(event.eventId()).isEqualTo("5f0c1e2a-0000-4a00-8b00-000000000002");
		assertThat(event.eventType()).isEqualTo("com.oraclecloud.computeapi.launchinstance.end");
		assertThat(event.source()).isEqualTo("ComputeApi");
		assertThat(event.compartmentId()).isEqualTo("ocid1.compartment.oc1..aaaaaaaaharbour");
		assertThat(event.compartmentName()).isEqualTo("harbour");
		assertThat(event.resourceName()).isEqualTo("heron-01");
		assertThat(event.resource()).isEqualTo("ocid1.instance.oc1.eu-frankfurt-1.antheljsheron");
		assertThat(event.availabilityDomain()).isEqualTo("QxTz:EU-FRANKFURT-1-AD-1");
		assertThat(event.additionalDetails().path("shape").asText()).isEqualTo("VM.Standard.E5.Flex");
	}

	@Test
	void tagsWhenSpelledAsTheServiceDoesAreRead() {
		OciEvent event = fixture("computeapi.launchinstance.end");
		assertThat(event.freeformTags()).containsExactly(Map.entry("team", "gulls"), Map.entry("stage", "rehearsal"));
		assertThat(event.definedTags()).containsOnlyKeys("Oracle-Tags", "Operations")
			.containsEntry("Operations", Map.of("CostCenter", "42"));
	}

	@Test
	void tagsWhenSpelledAsTheDocumentationDoesAreRead() {
		assertThat(fixture("objectstorage.deletebucket").freeformTags())
			.containsExactly(Map.entry("Department", "Pilotage"));
	}

	@Test
	void tagsWhenAbsentAreEmpty() {
		OciEvent event = fixture("objectstorage.createbucket");
		assertThat(event.freeformTags()).isEmpty();
		assertThat(event.definedTags()).isEmpty();
	}

	@Test
	void tagsWhenTheySayNullAreKeptAndWhenTheyAreNullAreNot() {
		OciEvent event = read(
				"{\"cloudEventsVersion\":\"0.1\",\"data\":{\"freeformTags\":{\"a\":\"null\",\"b\":null}}}");
		assertThat(event.freeformTags()).containsExactly(Map.entry("a", "null"));
	}

	@Test
	void tagsWhenOfOtherTypesAreReadWhereTheyAreScalars() {
		OciEvent event = data(
				"""
						{"freeformTags":{"port":8080,"on":true,"list":[1]},"definedTags":{"A":"text","B":{"x":1.50},"C":[]}}""");
		assertThat(event.freeformTags()).containsExactly(Map.entry("port", "8080"), Map.entry("on", "true"));
		assertThat(event.definedTags()).containsExactly(Map.entry("B", Map.of("x", "1.50")));
		assertThat(event.json().at("/data/freeformTags/list/0").intValue()).isOne();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			"eventID":"a"               | a
			"eventId":"a"               | a
			"eventID":"a","eventId":"b" | a
			"eventID":"","eventId":"b"  | b
			"eventID":"null"            | -
			"eventID":" "               | -
			"eventID":null              | -
			"eventID":17                | 17
			"eventID":["a"]             | -
			"eventid":"a"               | -
			""")
	void eventIdWhenSpelledInOneOfTheWaysIsRead(String field, String expected) {
		assertThat(read("{\"cloudEventsVersion\":\"0.1\"," + field + "}").eventId()).isEqualTo(expected);
	}

	@Test
	void compartmentIdWhenDataHasNoneIsTheExtensions() {
		assertThat(read("""
				{"cloudEventsVersion":"0.1","extensions":{"compartmentId":"ocid1.tenancy.oc1..x"}}""").compartmentId())
			.isEqualTo("ocid1.tenancy.oc1..x");
	}

	@Test
	void compartmentIdWhenExtensionsAreAbsentIsTheDatas() {
		OciEvent event = fixture("objectstorage.createobject");
		assertThat(event.json().has("extensions")).isFalse();
		assertThat(event.compartmentId()).isEqualTo("ocid1.compartment.oc1..aaaaaaaaharbour");
	}

	@Test
	void compartmentIdWhenExtensionsNameTheTenancyIsTheDatas() {
		assertThat(read("""
				{"cloudEventsVersion":"0.1","data":{"compartmentId":"c"},"extensions":{"compartmentId":"t"}}""")
			.compartmentId()).isEqualTo("c");
	}

	@Test
	void readWhenEventTypeVersionIsAbsentReadsTheRest() {
		OciEvent event = fixture("objectstorage.createobject");
		assertThat(event.json().has("eventTypeVersion")).isFalse();
		assertThat(event.eventType()).isEqualTo("com.oraclecloud.objectstorage.createobject");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			"2026-03-01T09:00:02Z"            | 2026-03-01T09:00:02Z
			"2026-03-01T09:00:42.885Z"        | 2026-03-01T09:00:42.885Z
			"2026-03-01T09:00:42.885123456Z"  | 2026-03-01T09:00:42.885123456Z
			"2026-03-01T09:00:42.885+0000"    | 2026-03-01T09:00:42.885Z
			"2026-03-01T11:00:42+02:00"       | 2026-03-01T09:00:42Z
			"2026-03-01T11:00:42+02"          | 2026-03-01T09:00:42Z
			" 2026-03-01t09:00z "             | 2026-03-01T09:00:00Z
			1772355602000                     | 2026-03-01T09:00:02Z
			"1772355602000"                   | 2026-03-01T09:00:02Z
			-1                                | 1969-12-31T23:59:59.999Z
			"2026-03-01T09:00:02"             | -
			"2026-02-30T09:00:02Z"            | -
			"yesterday"                       | -
			"-"                               | -
			"+123456789-01-01T00:00:00Z"      | -
			9223372036854775807               | -
			99999999999999999999              | -
			1.5                               | -
			[2026]                            | -
			""")
	void eventTimeWhenWrittenInOneOfTheWaysIsRead(String time, Instant expected) {
		OciEvent event = read("{\"cloudEventsVersion\":\"0.1\",\"eventTime\":" + time + "}");
		assertThat(event.eventTime()).isEqualTo(expected);
		assertThat(event.occurredAt()).isEqualTo(Optional.ofNullable(expected));
	}

	@Test
	void sourceWhenItsCaseDiffersBetweenBeginAndEndIsKept() {
		assertThat(fixture("computeapi.launchinstance.begin").source()).isEqualTo("computeApi");
		assertThat(fixture("computeapi.launchinstance.end").source()).isEqualTo("ComputeApi");
	}

	@Test
	void eventTypeWhenInMixedCaseIsKept() {
		assertThat(read("{\"cloudEventsVersion\":\"0.1\",\"eventType\":\"com.oraclecloud.ComputeApi.GetInstance\"}")
			.eventType()).isEqualTo("com.oraclecloud.ComputeApi.GetInstance");
	}

	@Test
	void resourceWhenUpperCaseIsKeptAndOrderedWithTheLowerCase() {
		OciEvent event = fixture("databaseservice.autonomous.information");
		assertThat(event.resourceId()).contains("OCID1.AUTONOMOUSDATABASE.OC1.EU-FRANKFURT-1.ANTHELJSPILOT");
		assertThat(event.orderingKey()).contains("resource:ocid1.autonomousdatabase.oc1.eu-frankfurt-1.antheljspilot");
	}

	@Test
	void resourceWhenPathWithBlanksIsKept() {
		assertThat(fixture("objectstorage.createobject").resourceId())
			.contains("/n/lighthouse/b/tide-tables/o/Harbour Report, March.pdf");
	}

	@ParameterizedTest
	@ValueSource(strings = { "not applicable", "Not Applicable", " not applicable ", "null", "" })
	void resourceWhenThereIsNoneIsAbsent(String words) {
		OciEvent event = data("{\"resourceId\":\"" + words + "\"}");
		assertThat(event.resourceId()).isEmpty();
		assertThat(event.orderingKey()).isEmpty();
		assertThat(event.json().at("/data/resourceId").textValue()).isEqualTo(words);
	}

	@Test
	void additionalDetailsWhenTheyHoldNumbersAndNullsAreKept() {
		JsonNode details = fixture("computeapi.instanceaction.softstop.begin").additionalDetails();
		assertThat(details.path("X-Real-Port").intValue()).isEqualTo(55060);
		assertThat(details.path("volumeId").textValue()).isEqualTo("null");
		assertThat(details.path("instanceActionType").textValue()).isEqualTo("softstop");
	}

	@Test
	void additionalDetailsWhenNestedWithBlanksInKeysAreKept() {
		assertThat(fixture("databaseservice.autonomous.information").additionalDetails()
			.path("capture window")
			.path("length in minutes")
			.intValue()).isEqualTo(90);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"additionalDetails\":{}}", "{}", "{\"additionalDetails\":null}",
			"{\"identity\":{},\"resourceName\":\"n\"}", "[]", "null", "7" })
	void additionalDetailsWhenThereAreNoneAreAnEmptyObject(String data) {
		assertThat(data(data).additionalDetails().isObject()).isTrue();
		assertThat(data(data).additionalDetails().isEmpty()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"additionalDetails":"text"}        | {"additionalDetails":"text"}
			{"additionalDetails":[1]}           | {"additionalDetails":[1]}
			{"lamp":1}                          | {"lamp":1}
			{"lamp":1,"additionalDetails":{"lamp":2,"oil":3}} | {"lamp":2,"oil":3}
			""")
	void additionalDetailsWhenElsewhereAreFound(String data, String details) {
		assertThat(data(data).additionalDetails()).hasToString(details);
	}

	@Test
	void fieldsWhenTheySayNullAreAbsentAndKeptInTheJson() {
		OciEvent event = data("{\"resourceName\":\"null\",\"compartmentName\":null}");
		assertThat(event.resourceName()).isNull();
		assertThat(event.compartmentName()).isNull();
		assertThat(event.json().at("/data/resourceName").textValue()).isEqualTo("null");
	}

	@Test
	void fieldsWhenOfOtherTypesAreReadAsTextWhereTheyAreScalars() {
		OciEvent event = data("{\"resourceName\":1.50,\"compartmentName\":true,\"resourceId\":{\"a\":1}}");
		assertThat(event.resourceName()).isEqualTo("1.50");
		assertThat(event.compartmentName()).isEqualTo("true");
		assertThat(event.resource()).isNull();
		assertThat(event.json().at("/data/resourceId/a").intValue()).isOne();
	}

	@Test
	void fieldsWhenTheyHoldWhatCannotBeStoredHaveReplacementCharacters() {
		OciEvent event = data("{\"resourceName\":\"a\\u0000b\\ud800c\\ud83d\\ude00\"}");
		assertThat(event.resourceName()).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
		assertThat(event.json().at("/data/resourceName").textValue()).isEqualTo("a\0b\uD800c\uD83D\uDE00");
	}

	@Test
	void jsonWhenKeysAreUnknownKeepsThem() {
		assertThat(read("{\"cloudEventsVersion\":\"0.1\",\"new\":{\"key\":[1]}}").json().at("/new/key/0").intValue())
			.isOne();
	}

	@Test
	void riskLevelWhenInAnyCaseIsKept() {
		assertThat(fixture("cloudguard.problemdetected").additionalDetails().path("riskLevel").textValue())
			.isEqualTo("CRITICAL");
		assertThat(fixture("cloudguard.problemremediated").additionalDetails().path("riskLevel").textValue())
			.isEqualTo("High");
		assertThat(fixture("cloudguard.problemdetected").orderingKey())
			.isEqualTo(fixture("cloudguard.problemremediated").orderingKey());
	}

	@Test
	void tagsWhenTheGivenMapsChangeStayAsTheyWere() {
		Map<String, String> tags = new LinkedHashMap<>(Map.of("a", "b"));
		Map<String, Map<String, String>> defined = new LinkedHashMap<>(Map.of("n", tags));
		OciEvent event = new OciEvent(null, null, null, null, null, null, null, null, null, tags, defined,
				MissingNode.getInstance(), MissingNode.getInstance());
		tags.clear();
		defined.clear();
		assertThat(event.freeformTags()).containsEntry("a", "b");
		assertThat(event.definedTags()).containsEntry("n", Map.of("a", "b"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> event.freeformTags().put("x", "y"));
	}

	@Test
	void toStringHasTypeAndIdInOneLineOnly() {
		OciEvent event = read("""
				{"cloudEventsVersion":"0.1","eventType":"a\\nb","data":{"additionalDetails":{"password":"hush"}}}""");
		assertThat(event).hasToString("OciEvent[a b, -]");
	}

	private static OciEvent fixture(String name) {
		return (OciEvent) Fixtures.message(name).first();
	}

	private static OciEvent read(String json) {
		return (OciEvent) Fixtures.parse(json).first();
	}

	private static OciEvent data(String data) {
		return read("{\"cloudEventsVersion\":\"0.1\",\"data\":" + data + "}");
	}

}
