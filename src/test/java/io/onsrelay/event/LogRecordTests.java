package io.onsrelay.event;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogRecord} and its reader.
 */
class LogRecordTests {

	private static final String INSTANCE = "ocid1.instance.oc1.eu-frankfurt-1.antheljsheron";

	@Test
	void readWhenRecordIsAnAuditRecordReadsEveryField() {
		LogRecord log = fixture("log.audit");
		assertThat(log.recordId()).isEqualTo("7b7b7b7b-5555-4a5a-8e8e-7f0000000005");
		assertThat(log.recordType()).isEqualTo("com.oraclecloud.ComputeApi.GetInstance");
		assertThat(log.source()).isEqualTo("heron-01");
		assertThat(log.occurredAt()).contains(Instant.parse("2026-03-01T09:31:03.118Z"));
		assertThat(log.compartmentId()).isEqualTo("ocid1.compartment.oc1..aaaaaaaaharbour");
		assertThat(log.eventName()).isEqualTo("GetInstance");
		assertThat(log.principalName()).isEqualTo("keeper@harbour.example");
		assertThat(log.resourceId()).contains(INSTANCE);
		assertThat(log.orderingKey()).contains("resource:" + INSTANCE);
	}

	@Test
	void readWhenRecordIsAnyOtherHasNoAuditFields() {
		LogRecord log = fixture("log.record");
		assertThat(log.recordType()).isEqualTo("com.oraclecloud.vcn.flowlogs.DataEvent");
		assertThat(log.eventName()).isNull();
		assertThat(log.principalName()).isNull();
		assertThat(log.resourceId()).isEmpty();
		assertThat(log.orderingKey()).isEmpty();
		assertThat(log.deduplicationKey()).isEmpty();
	}

	@Test
	void readWhenWrappedReadsTheRecordInside() {
		assertThat(fixture("log.wrapped")).isEqualTo(fixture("log.audit"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			{"datetime":1772357463118,"logContent":{"time":"2026-03-01T10:00:00Z"}} | 2026-03-01T10:00:00Z
			{"datetime":1772357463118,"logContent":{}}                              | 2026-03-01T09:31:03.118Z
			{"logContent":{}}                                                       | -
			""")
	void timeWhenRecordInsideHasNoneIsTheWrappers(String body, Instant expected) {
		assertThat(read(body).time()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"logContent\":\"text\",\"id\":\"1\"}", "{\"logContent\":null,\"id\":\"1\"}",
			"{\"logContent\":[{}],\"id\":\"1\"}" })
	void readWhenWrappedContentIsNoObjectReadsTheWrapper(String body) {
		assertThat(read(body).recordId()).isEqualTo("1");
		assertThat(read(body).json()).hasToString(body);
	}

	@Test
	void readWhenBatchKeepsTheOrder() {
		assertThat(Fixtures.message("log.batch").contents()).extracting((content) -> ((LogRecord) content).recordType())
			.containsExactly("com.oraclecloud.ComputeApi.GetInstance", "com.oraclecloud.ComputeApi.ListInstances",
					"com.oraclecloud.vcn.flowlogs.DataEvent");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			{"resourceId":"r","request":{"path":"/20160918/instances/ocid1.instance.x"}} | r
			{"request":{"path":"/20160918/instances/ocid1.instance.x"}}                  | ocid1.instance.x
			{"request":{"path":"/20160918/instances/OCID1.instance.x/actions"}}          | OCID1.instance.x
			{"request":{"path":"/1/tenancies/ocid1.tenancy.t/users/ocid1.user.u"}}       | ocid1.user.u
			{"request":{"path":"/20160918/instances"}}                                   | -
			{"request":{"path":["/ocid1.instance.x"]}}                                   | -
			{"resourceId":"not applicable","request":{}}                                 | -
			{"resourceId":"null"}                                                        | -
			[]                                                                           | -
			""")
	void resourceWhenNotNamedIsTheLastOcidOnThePath(String data, String expected) {
		assertThat(read("{\"specversion\":\"1.0\",\"oracle\":{},\"data\":" + data + "}").resource())
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			{"compartmentid":"a"} | {"compartmentId":"b"} | a
			{"compartmentId":"a"} | {}                    | a
			{}                    | {"compartmentId":"b"} | b
			"text"                | 7                     | -
			""")
	void compartmentIdWhenNotInOraclesPartIsTheDatas(String oracle, String data, String expected) {
		assertThat(read("{\"specversion\":\"1.0\",\"oracle\":%s,\"data\":%s}".formatted(oracle, data)).compartmentId())
			.isEqualTo(expected);
	}

	@Test
	void jsonWhenHeadersAreArraysKeepsThem() {
		assertThat(fixture("log.audit").json().at("/data/request/headers/Accept/0").textValue())
			.isEqualTo("application/json");
	}

	@Test
	void toStringHasTypeAndIdOnly() {
		assertThat(fixture("log.record")).hasToString("LogRecord[com.oraclecloud.vcn.flowlogs.DataEvent, 8c8c8c8c]");
	}

	private static LogRecord fixture(String name) {
		return (LogRecord) Fixtures.message(name).first();
	}

	private static LogRecord read(String body) {
		return (LogRecord) Fixtures.parse(body).first();
	}

}
