package io.onsrelay.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.parser.MessageParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Message}: its deduplication and ordering keys.
 */
class MessageTests {

	private static final String EVENT = """
			{"cloudEventsVersion":"0.1","eventID":"e-1","data":{"resourceId":"OCID1.Instance.x"}}""";

	@Test
	void deduplicationKeyWhenEventIsItsIdWhateverTheHeaders() {
		assertThat(Fixtures.parse(EVENT).deduplicationKey()).startsWith("event:e-1:");
		assertThat(message(EVENT, Map.of("X-OCI-NS-MessageId", "other")).deduplicationKey())
			.isEqualTo(Fixtures.parse(EVENT).deduplicationKey());
	}

	@Test
	void deduplicationKeyWhenAlarmIsItsKeyAndTime() {
		assertThat(Fixtures.message("alarm.v1.0.reset").deduplicationKey())
			.startsWith("alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001:1772366400000:");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			com.x.a, ocid1.instance.a, name, com.x.a, OCID1.INSTANCE.A, other, true
			com.x.a, ocid1.instance.a, name, COM.X.A, ocid1.instance.a, name,  true
			com.x.a, ocid1.instance.a, name, com.x.b, ocid1.instance.a, name,  false
			com.x.a, ocid1.instance.a, name, com.x.a, ocid1.instance.b, name,  false
			com.x.a, null,             name, com.x.a, null,             name,  true
			com.x.a, null,             name, com.x.a, null,             other, false
			com.x,   a,                name, com.x.a, null,             null,  false
			""")
	void deduplicationKeyWhenEventIdIsTheSameLooksAtTypeAndResource(String type, String resource, String name,
			String otherType, String otherResource, String otherName, boolean duplicate) {
		String event = """
				{"cloudEventsVersion":"0.1","eventID":"e","eventType":"%s","eventTime":"%s",
				"data":{"resourceId":"%s","resourceName":"%s"}}""";
		String one = Fixtures.parse(event.formatted(type, "2026-03-01T10:00:00Z", resource, name)).deduplicationKey();
		String other = Fixtures.parse(event.formatted(otherType, "2026-03-01T10:00:00Z", otherResource, otherName))
			.deduplicationKey();
		assertThat(one.equals(other)).isEqualTo(duplicate);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SNOOZED | {"host":"a","disk":"1"} | snoozed | {"disk":"1","host":"a"} | true
			SNOOZED | {"host":"a"}            | WOKEN   | {"host":"a"}            | false
			REPEAT  | {"host":"a"}            | REPEAT  | {"host":"b"}            | false
			REPEAT  | {"host":"a"}            | REPEAT  | {"disk":"a"}            | false
			REPEAT  | {"host":"a"}            | REPEAT  | {"host":"a"},{}         | false
			""")
	void deduplicationKeyWhenAlarmKeyAndTimeAreTheSameLooksAtTypeAndDimensions(String type, String dimensions,
			String otherType, String otherDimensions, boolean duplicate) {
		String alarm = """
				{"dedupeKey":"k","timestampEpochMillis":1,"type":"%s","alarmMetaData":[{"id":"a","dimensions":[%s]}]}""";
		assertThat(Fixtures.parse(alarm.formatted(type, dimensions))
			.deduplicationKey()
			.equals(Fixtures.parse(alarm.formatted(otherType, otherDimensions)).deduplicationKey()))
			.isEqualTo(duplicate);
	}

	@Test
	void deduplicationKeyWhenAlarmFiresAndClearsInOneMinuteDiffers() {
		String alarm = "{\"dedupeKey\":\"k\",\"timestampEpochMillis\":1,\"type\":\"%s\"}";
		assertThat(Fixtures.parse(alarm.formatted("OK_TO_FIRING")).deduplicationKey())
			.isNotEqualTo(Fixtures.parse(alarm.formatted("RESET")).deduplicationKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"cloudEventsVersion\":\"0.1\",\"eventID\":\"null\"}",
			"{\"dedupeKey\":\"k\",\"type\":\"REPEAT\"}", "{\"timestampEpochMillis\":1,\"alarmMetaData\":[]}",
			"{\"specversion\":\"1.0\",\"oracle\":{},\"id\":\"1\"}", "hello", "{", "[]" })
	void deduplicationKeyWhenBodyHasNoneIsTheMessageId(String body) {
		assertThat(message(body, Map.of("X-OCI-NS-MessageId", " m-1 ")).deduplicationKey()).isEqualTo("message:m-1");
	}

	@Test
	void deduplicationKeyWhenThereIsNoIdAtAllIsDigestOfTopicAndBody() {
		assertThat(message("hello", Map.of("X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1..t")).deduplicationKey())
			.isEqualTo("digest:ocid1.onstopic.oc1..t:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
		assertThat(message("hello", Map.of()).deduplicationKey()).startsWith("digest::2cf24dba");
	}

	@Test
	void deduplicationKeyWhenBatchOfOneIsItsOwnAndOfSeveralTheMessageId() {
		assertThat(Fixtures.parse("[" + EVENT + "]").deduplicationKey()).startsWith("event:e-1:");
		assertThat(Fixtures.parse("[" + EVENT + "," + EVENT + "]").deduplicationKey()).startsWith("message:");
	}

	@Test
	void orderingKeyWhenResourceIsNamedIgnoresItsCase() {
		assertThat(Fixtures.parse(EVENT).orderingKey()).isEqualTo("resource:ocid1.instance.x");
		assertThat(Fixtures.message("computeapi.instanceaction.stop.begin").orderingKey())
			.isEqualTo(Fixtures.message("computeapi.terminateinstance.end").orderingKey())
			.isEqualTo(Fixtures.message("log.audit").orderingKey());
	}

	@Test
	void orderingKeyWhenAlarmIsItsKeyInItsCase() {
		assertThat(Fixtures.parse("{\"dedupeKey\":\"K\",\"type\":\"\"}").orderingKey()).isEqualTo("alarm:K");
	}

	@Test
	void orderingKeyWhenContentHasNoneIsTheMessagesOwnId() {
		Message message = Fixtures.parse("hello");
		assertThat(message.orderingKey()).isEqualTo(message.id().toString());
	}

	@Test
	void orderingKeyWhenBatchHasOneIsThatAndElseTheMessagesOwnId() {
		assertThat(Fixtures.parse("[" + EVENT + "," + EVENT + "]").orderingKey())
			.isEqualTo("resource:ocid1.instance.x");
		Message mixed = Fixtures.parse("[" + EVENT + ",7]");
		assertThat(mixed.orderingKey()).isEqualTo(mixed.id().toString());
	}

	@Test
	void keysWhenTooLongForAnIndexAreDigests() {
		String start = "{\"cloudEventsVersion\":\"0.1\",\"eventID\":\"" + "é".repeat(300);
		Message message = Fixtures.parse(start + "a\",\"data\":{\"resourceId\":\"" + "r".repeat(300) + "\"}}");
		assertThat(message.deduplicationKey()).startsWith("long:").hasSize(69);
		assertThat(message.orderingKey()).startsWith("long:").hasSize(69);
		assertThat(message.deduplicationKey()).isNotEqualTo(Fixtures.parse(start + "b\"}").deduplicationKey());
	}

	@Test
	void keysWhenJustShortEnoughAreKept() {
		String id = "e".repeat(184);
		assertThat(Fixtures.parse("{\"cloudEventsVersion\":\"0.1\",\"eventID\":\"" + id + "\"}").deduplicationKey())
			.startsWith("event:" + id + ":")
			.hasSize(255);
	}

	@Test
	void occurredAtWhenBodyHasTimeIsThatAndElseTheReceipt() {
		assertThat(Fixtures.message("alarm.v1.0.reset").occurredAt()).isEqualTo("2026-03-01T12:00:00Z");
		assertThat(Fixtures.parse("hello").occurredAt()).isEqualTo(Fixtures.RECEIVED_AT);
	}

	@Test
	void contentsWhenGivenListChangesStayAsTheyWere() {
		Message message = Fixtures.parse("hello");
		List<Content> contents = new ArrayList<>(message.contents());
		Message copy = new Message(message.id(), message.receivedAt(), message.headers(), message.body(), contents,
				false);
		contents.clear();
		assertThat(copy.contents()).hasSize(1);
	}

	@Test
	void createWhenThereAreNoContentsThrows() {
		Message message = Fixtures.parse("hello");
		assertThatIllegalArgumentException().isThrownBy(
				() -> new Message(message.id(), Instant.EPOCH, message.headers(), message.body(), List.of(), false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hush", "{\"password\":\"hush\"}", "{\"cloudEventsVersion\":\"0.1\",\"data\":\"hush\"}",
			"{\"alarmMetaData\":[],\"body\":\"hush\"}", "{\"logContent\":{\"data\":\"hush\"}}", "{\"hush\"" })
	void toStringHasNothingOfTheBody(String body) {
		assertThat(Fixtures.parse(body).toString()).doesNotContain("hush")
			.startsWith("Message[" + Fixtures.parse(body).id());
	}

	private static Message message(String body, Map<String, String> headers) {
		return new MessageParser().parse(Fixtures.message("plain.text").id(), Fixtures.RECEIVED_AT,
				new OnsHeaders(headers), Body.of(body.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void partHasSomeRecordsAndTheirKeys() {
		Message batch = Fixtures.parse("[7,\"b\"," + EVENT + ",8]");
		Message part = batch.part(indexes(2));
		assertThat(part.contents()).containsExactly(batch.contents().get(2));
		assertThat(part.records()).isEqualTo(new Message.Records("3"));
		assertThat(part.id()).isEqualTo(batch.id());
		assertThat(part.body()).isEqualTo(batch.body());
		assertThat(part.orderingKey()).isEqualTo("resource:ocid1.instance.x");
		assertThat(part.hasOrderingKey()).isTrue();
		assertThat(batch.hasOrderingKey()).isFalse();
	}

	@Test
	void partOfAllRecordsIsTheMessage() {
		Message batch = Fixtures.parse("[1,2]");
		assertThat(batch.part(indexes(0, 1))).isSameAs(batch);
		assertThat(batch.part(Message.Records.ALL)).isSameAs(batch);
	}

	@Test
	void partOfPartNumbersRecordsAsTheBodyDoes() {
		Message batch = Fixtures.parse("[1,2,3,4,5,6,7,8,9,10]");
		Message part = batch.part(indexes(1, 2, 3, 6, 8, 9));
		assertThat(part.records().text()).isEqualTo("2-4,7,9-10");
		assertThat(part.recordNumbers()).containsExactly(2, 3, 4, 7, 9, 10);
		assertThat(part.part(indexes(0, 3)).records().text()).isEqualTo("2,7");
		assertThat(batch.part(part.records())).isEqualTo(part);
	}

	@Test
	void partOfRecordsThatAreNotThereIsTheMessage() {
		Message text = Fixtures.parse("hello");
		assertThat(text.part(new Message.Records("2-4"))).isSameAs(text);
	}

	@Test
	void recordsInWordsAreShort() {
		assertThat(new Message.Records("21").inWords()).isEqualTo("record 21");
		assertThat(new Message.Records("1-20,22").inWords()).isEqualTo("records 1-20,22");
		assertThat(Message.Records.ALL.inWords()).isEmpty();
		String many = IntStream.range(1, 1000)
			.mapToObj((i) -> Integer.toString(2 * i))
			.collect(Collectors.joining(","));
		assertThat(new Message.Records(many).inWords()).startsWith("records 2,4,6,").endsWith(" …").hasSizeLessThan(60);
	}

	private static BitSet indexes(int... indexes) {
		BitSet set = new BitSet();
		Arrays.stream(indexes).forEach(set::set);
		return set;
	}

}
