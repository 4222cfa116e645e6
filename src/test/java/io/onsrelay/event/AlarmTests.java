package io.onsrelay.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Alarm} and its reader: one for each quirk of the versions.
 */
class AlarmTests {

	@Test
	void readWhenVersionIsNewReadsEveryField() {
		Alarm alarm = fixture("alarm.v1.5.ok_to_firing");
		assertThat(alarm.dedupeKey()).isEqualTo("a1a1a1a1-105-4b4b-8c8c-heroncpu0001");
		assertThat(alarm.title()).isEqualTo("Heron CPU");
		assertThat(alarm.severity()).isEqualTo(Severity.CRITICAL);
		Alarm.Metadata metadata = alarm.metadata().getFirst();
		assertThat(metadata.alarmId()).isEqualTo("ocid1.alarm.oc1.eu-frankfurt-1.aaaaaaaaheroncpu");
		assertThat(metadata.status()).isEqualTo("FIRING");
		assertThat(metadata.namespace()).isEqualTo("oci_computeagent");
		assertThat(metadata.query()).isEqualTo("CpuUtilization[1m]{resourceDisplayName = \"heron-01\"}.mean() > 80");
		assertThat(metadata.alarmUrl()).startsWith("https://cloud.oracle.com/monitoring/alarms/ocid1.alarm");
		assertThat(metadata.totalMetricsFiring()).isEqualTo(2);
		assertThat(metadata.dimensions()).hasSize(2);
	}

	@Test
	void readWhenVersionIsOldestLeavesOutWhatItDidNotHave() {
		Alarm alarm = fixture("alarm.v1.0.ok_to_firing");
		assertThat(alarm.json().has("timestamp")).isFalse();
		assertThat(alarm.timestamp()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
		assertThat(alarm.metadata()).singleElement().satisfies((metadata) -> {
			assertThat(metadata.namespace()).isNull();
			assertThat(metadata.alarmUrl()).isNull();
			assertThat(metadata.alarmSummary()).isNull();
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					"dedupeKey":"k","alarmMetaData":[{"id":"OCID1.ALARM.OC1..A"}]          | alarm:k
					"alarmMetaData":[{"id":"OCID1.ALARM.OC1..A"}]                          | alarm:ocid1.alarm.oc1..a
					"alarmMetaData":[{},{"id":"ocid1.alarm.oc1..a"}]                       | alarm:ocid1.alarm.oc1..a
					"dedupeKey":"","alarmMetaData":[{"id":"ocid1.alarm.oc1..a","dimensions":[{"b":"c"}]}] | alarm:ocid1.alarm.oc1..a
					"alarmMetaData":[{"id":null}]                                          | -
					"alarmMetaData":[]                                                     | -
					""")
	void orderingKeyWhenAlarmHasNoKeyIsItsId(String fields, @Nullable String expected) {
		assertThat(read(fields).orderingKey()).isEqualTo(Optional.ofNullable(expected));
	}

	@Test
	void orderingKeyWhenAlarmIsSplitIsThatOfTheStream() {
		String split = "\"notificationType\":\"Split messages per metric stream\",\"alarmMetaData\":"
				+ "[{\"id\":\"ocid1.alarm.oc1..a\",\"dimensions\":[%s]}]";
		Optional<String> one = read(split.formatted("{\"host\":\"1\",\"disk\":\"a\"}")).orderingKey();
		assertThat(one.orElseThrow()).matches("alarm:ocid1\\.alarm\\.oc1\\.\\.a:[0-9a-f]{64}");
		assertThat(read(split.formatted("{\"disk\":\"a\",\"host\":\"1\"}")).orderingKey()).isEqualTo(one);
		assertThat(read(split.formatted("{\"host\":\"2\",\"disk\":\"a\"}")).orderingKey()).isNotEqualTo(one);
		assertThat(read(split.formatted("")).orderingKey()).contains("alarm:ocid1.alarm.oc1..a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.0", "1.3", "1.5" })
	void transitionWhenVersionIsAnyIsRead(String version) {
		List<Alarm> alarms = List.of(fixture("alarm.v" + version + ".ok_to_firing"),
				fixture("alarm.v" + version + ".repeat"), fixture("alarm.v" + version + ".firing_to_ok"),
				fixture("alarm.v" + version + ".reset"));
		assertThat(alarms).extracting(Alarm::transition)
			.containsExactly(Alarm.Transition.OK_TO_FIRING, Alarm.Transition.REPEAT, Alarm.Transition.FIRING_TO_OK,
					Alarm.Transition.RESET);
		assertThat(alarms).extracting(Alarm::orderingKey).containsOnly(alarms.getFirst().orderingKey());
		assertThat(alarms).extracting(Alarm::deduplicationKey).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@CsvSource({ "OK_TO_FIRING,true,false", "REPEAT,true,false", "FIRING_TO_OK,false,true", "RESET,false,true",
			"UNKNOWN,false,false" })
	void transitionKnowsWhetherTheAlarmFiresOrIsResolved(Alarm.Transition transition, boolean firing,
			boolean resolved) {
		assertThat(transition.firing()).isEqualTo(firing);
		assertThat(transition.resolved()).isEqualTo(resolved);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"ok_to_firing"  | OK_TO_FIRING
			"Reset"         | RESET
			"SNOOZED"       | UNKNOWN
			""              | UNKNOWN
			null            | UNKNOWN
			7               | UNKNOWN
			["REPEAT"]      | UNKNOWN
			""")
	void transitionWhenInAnyCaseOrOtherWordsIsReadOrUnknown(String type, Alarm.Transition expected) {
		assertThat(read("\"type\":" + type).transition()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			"CRITICAL"   | CRITICAL
			"error"      | ERROR
			"Warning"    | WARNING
			"INFO"       | INFO
			"High"       | -
			"null"       | -
			3            | -
			""")
	void severityWhenInAnyCaseOrOtherWordsIsReadOrAbsent(String severity, Severity expected) {
		Alarm alarm = read("\"severity\":" + severity);
		assertThat(alarm.severity()).isEqualTo(expected);
		assertThat(alarm.json().has("severity")).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			"timestampEpochMillis":1772359200000                                         | 2026-03-01T10:00:00Z
			"timestampEpochMillis":"1772359200000"                                       | 2026-03-01T10:00:00Z
			"timestamp":"2026-03-01T10:00:00.123Z"                                       | 2026-03-01T10:00:00.123Z
			"timestampEpochMillis":1772359200000,"timestamp":"2026-03-01T10:00:01Z"      | 2026-03-01T10:00:00Z
			"timestampEpochMillis":null,"timestamp":"2026-03-01T10:00:01+0000"           | 2026-03-01T10:00:01Z
			"timestampEpochMillis":1e40,"timestamp":"2026-03-01T10:00:01Z"               | 2026-03-01T10:00:01Z
			"timestamp":"soon"                                                           | -
			"x":1                                                                        | -
			""")
	void timestampWhenInOneOfTheFieldsIsRead(String fields, Instant expected) {
		assertThat(read(fields).timestamp()).isEqualTo(expected);
		assertThat(read(fields).occurredAt()).isEqualTo(Optional.ofNullable(expected));
	}

	@Test
	void dedupeKeyWhenInLowerCaseIsRead() {
		assertThat(read("\"dedupekey\":\"k\"").dedupeKey()).isEqualTo("k");
		assertThat(read("\"dedupekey\":\"k\"").orderingKey()).contains("alarm:k");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"dedupeKey\":\"k\",\"type\":\"RESET\"}", "{\"alarmMetaData\":null}",
			"{\"alarmMetaData\":{\"id\":\"a\"}}", "{\"alarmMetaData\":\"a\"}",
			"{\"alarmMetaData\":[null,1,\"a\",[]]}" })
	void metadataWhenItIsNoArrayOfObjectsIsEmpty(String body) {
		Alarm alarm = (Alarm) Fixtures.parse(body).first();
		assertThat(alarm.metadata()).isEmpty();
		assertThat(alarm.resourceId()).isEmpty();
		assertThat(alarm.json()).hasToString(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "alarm.v1.3.repeat", "alarm.v1.5.repeat" })
	void resourceIdWhenItsCaseDiffersIsFound(String name) {
		assertThat(fixture(name).resourceId()).contains("ocid1.instance.oc1.eu-frankfurt-1.antheljsheron");
	}

	@Test
	void resourceIdWhenFirstStreamsNameNoneIsThatOfTheFirstThatDoes() {
		assertThat(read("""
				"alarmMetaData":[{},{"dimensions":[{"a":"b"},{"resourceID":"null"},{"resourceId":" "},
				{"RESOURCEID":"r"},{"resourceId":"s"}]}]""").resourceId()).contains("r");
	}

	@Test
	void dimensionsWhenOfOtherTypesAreReadWhereTheyAreScalars() {
		Alarm alarm = read("\"alarmMetaData\":[{\"dimensions\":[{\"z\":\"1\",\"a\":2,\"b\":null,\"c\":{}},7]}]");
		assertThat(alarm.metadata().getFirst().dimensions()).singleElement()
			.satisfies((stream) -> assertThat(stream).containsExactly(Map.entry("z", "1"), Map.entry("a", "2")));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "3,3", "0,0", "3.5,-", "\"3\",-", "99999999999,-", "null,-" })
	void totalMetricsFiringWhenNoSmallWholeNumberIsAbsent(String number, Integer expected) {
		assertThat(read("\"alarmMetaData\":[{\"totalMetricsFiring\":" + number + "}]").metadata()
			.getFirst()
			.totalMetricsFiring()).isEqualTo(expected);
	}

	@Test
	void textsWhenTheyHoldEntitiesAreKeptAsSent() {
		Alarm alarm = fixture("alarm.v1.5.ok_to_firing");
		assertThat(alarm.body()).isEqualTo("CPU of a heron is high &amp; rising");
		assertThat(alarm.metadata().getFirst().alarmSummary()).contains("&quot;FIRING&quot; state");
	}

	@Test
	void bodyWhenNullIsAbsent() {
		assertThat(read("\"body\":null").body()).isNull();
	}

	@Test
	void jsonWhenFieldsAreUnknownKeepsThem() {
		Alarm alarm = fixture("alarm.v1.5.repeat");
		assertThat(alarm.json().path("notificationType").textValue())
			.isEqualTo("Grouped messages across metric streams");
		assertThat(alarm.json().path("version")).hasToString("1.5");
		assertThat(alarm.json().at("/alarmMetaData/0/metricValues").size()).isEqualTo(2);
	}

	@Test
	void metadataWhenTheGivenListChangesStaysAsItWas() {
		List<Alarm.Metadata> metadata = new ArrayList<>(fixture("alarm.v1.0.reset").metadata());
		Alarm alarm = new Alarm(null, null, null, Alarm.Transition.RESET, null, null, metadata,
				MissingNode.getInstance());
		metadata.clear();
		assertThat(alarm.metadata()).hasSize(1);
	}

	@Test
	void toStringHasTransitionAndKeyOnly() {
		assertThat(fixture("alarm.v1.0.reset")).hasToString("Alarm[RESET, a1a1a1a1-100-4b4b-8c8c-heroncpu0001]");
	}

	private static Alarm fixture(String name) {
		return (Alarm) Fixtures.message(name).first();
	}

	private static Alarm read(String fields) {
		String rest = fields.contains("alarmMetaData") ? "" : "\"alarmMetaData\":[],";
		return (Alarm) Fixtures.parse("{" + rest + fields + "}").first();
	}

}
