package io.onsrelay.parser;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.PlainText;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageParser}: the kinds of bodies, and bodies of no kind.
 */
class MessageParserTests {

	@Test
	void parseWhenGivenIdTimeHeadersAndBodyKeepsThem() {
		Body body = Fixtures.body("log.record");
		OnsHeaders headers = Fixtures.headers("some");
		MessageId id = Fixtures.message("log.audit").id();
		Message message = new MessageParser().parse(id, Fixtures.RECEIVED_AT, headers, body);
		assertThat(message.id()).isEqualTo(id);
		assertThat(message.receivedAt()).isEqualTo(Fixtures.RECEIVED_AT);
		assertThat(message.headers()).isEqualTo(headers);
		assertThat(message.body()).isEqualTo(body);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"cloudEventsVersion":"0.1"}                      | EVENT
			{"cloudEventsVersion":null}                       | EVENT
			{"cloudEventsVersion":"0.1","alarmMetaData":[]}   | EVENT
			{"alarmMetaData":[]}                              | ALARM
			{"dedupeKey":"k","type":"REPEAT"}                 | ALARM
			{"dedupekey":"k","type":"REPEAT"}                 | ALARM
			{"alarmMetaData":[],"specversion":"1","oracle":{}}| ALARM
			{"dedupeKey":"k"}                                 | PLAIN
			{"type":"REPEAT"}                                 | PLAIN
			{"specversion":"1.0","oracle":{}}                 | LOG
			{"logContent":{}}                                 | LOG
			{"specversion":"1.0"}                             | PLAIN
			{"oracle":{}}                                     | PLAIN
			{}                                                | PLAIN
			""")
	void kindWhenBodyIsObjectFollowsItsKeys(String body, Content.Kind kind) {
		Message message = Fixtures.parse(body);
		assertThat(message.kind()).isEqualTo(kind);
		assertThat(message.contents()).hasSize(1);
		assertThat(message.malformed()).isFalse();
	}

	@Test
	void contentsWhenBodyIsArrayAreItsElementsInOrder() {
		Message message = Fixtures.parse("""
				[{"logContent":{"id":"1"}}, {"cloudEventsVersion":"0.1"}, {"alarmMetaData":[]}, {"a":1}]""");
		assertThat(message.contents()).extracting(Content::kind)
			.containsExactly(Content.Kind.LOG, Content.Kind.EVENT, Content.Kind.ALARM, Content.Kind.PLAIN);
	}

	@Test
	void contentsWhenElementsAreNoObjectsArePlain() {
		Message message = Fixtures.parse("[[{\"cloudEventsVersion\":\"0.1\"}], 7, \"seven\", null, true]");
		assertThat(message.contents()).allSatisfy((content) -> assertThat(content.kind()).isEqualTo(Content.Kind.PLAIN))
			.extracting((content) -> ((PlainText) content).text())
			.containsExactly("[{\"cloudEventsVersion\":\"0.1\"}]", "7", "seven", "null", "true");
	}

	@Test
	void contentsWhenArrayIsEmptyArePlain() {
		Message message = Fixtures.parse(" [ ] ");
		assertThat(message.contents()).singleElement()
			.isInstanceOfSatisfying(PlainText.class, (plain) -> assertThat(plain.text()).isEqualTo(" [ ] "));
		assertThat(message.first().json().isArray()).isTrue();
		assertThat(message.malformed()).isFalse();
	}

	@Test
	void textWhenBodyIsObjectIsTheBody() {
		assertThat(plain("{ \"b\" : 1.50, \"a\":2 }").text()).isEqualTo("{ \"b\" : 1.50, \"a\":2 }");
	}

	@Test
	void textWhenBodyIsJsonStringIsItsValue() {
		assertThat(plain(" \"quay \\\"2\\\"\" ").text()).isEqualTo("quay \"2\"");
		assertThat(plain("\"quay\"").json().textValue()).isEqualTo("quay");
	}

	@ParameterizedTest
	@ValueSource(strings = { "42", "true", "null", "-1.50e3" })
	void textWhenBodyIsOtherScalarIsTheBody(String body) {
		assertThat(plain(body).text()).isEqualTo(body);
		assertThat(plain(body).json().isValueNode()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n\t", "hello", "12 ferries", "\"open", "'quoted'", "NaN", "}", "// {}",
			"true false" })
	void malformedWhenBodyDoesNotStartLikeJsonIsFalse(String body) {
		Message message = Fixtures.parse(body);
		assertThat(message.malformed()).isFalse();
		assertThat(message.first()).isInstanceOfSatisfying(PlainText.class, (plain) -> {
			assertThat(plain.text()).isEqualTo(body);
			assertThat(plain.json().isMissingNode()).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[", "{]", "{\"a\":1", " \n{\"a\":1}}", "{} {}", "[1] 2", "{\"a\":1,}", "{'a':1}",
			"{\"a\":NaN}", "{a:1}", "{} x", "{\"a\":01}", "{\"a\":\"b\"c\"}", "[1]/**/" })
	void malformedWhenBodyStartsLikeJsonAndIsInvalidIsTrue(String body) {
		Message message = Fixtures.parse(body);
		assertThat(message.malformed()).isTrue();
		assertThat(message.contents()).singleElement().isInstanceOfSatisfying(PlainText.class, (plain) -> {
			assertThat(plain.text()).isEqualTo(body);
			assertThat(plain.json().isMissingNode()).isTrue();
		});
	}

	@Test
	void parseWhenBodyHasByteOrderMarkIgnoresIt() {
		assertThat(Fixtures.parse("\uFEFF{\"cloudEventsVersion\":\"0.1\"}").kind()).isEqualTo(Content.Kind.EVENT);
		assertThat(Fixtures.parse("\uFEFF{").malformed()).isTrue();
		assertThat(plain("\uFEFFhello").text()).isEqualTo("hello");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32" })
	void parseWhenBodyIsNotUtf8IsPlain(String charset) {
		byte[] bytes = "{\"cloudEventsVersion\":\"0.1\"}".getBytes(Charset.forName(charset));
		Message message = Fixtures.message("inline", Body.of(bytes));
		assertThat(message.kind()).isEqualTo(Content.Kind.PLAIN);
		assertThat(message.body().bytes()).isEqualTo(bytes);
	}

	@Test
	void malformedWhenTextIsNotUtf8DependsOnItsFirstCharacter() {
		Body text = Body.of("Fähre".getBytes(StandardCharsets.ISO_8859_1));
		Body json = Body.of("{\"a\":\"Fähre\"}".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(Fixtures.message("inline", text).malformed()).isFalse();
		assertThat(Fixtures.message("inline", json).malformed()).isTrue();
		assertThat(Fixtures.message("inline", text).first()).isInstanceOfSatisfying(PlainText.class,
				(plain) -> assertThat(plain.text()).isEqualTo("F\uFFFDhre"));
	}

	@Test
	void jsonMayHoldTheReplacementCharacter() {
		Message message = Fixtures.parse("{\"a\":\"F\uFFFDhre\"}");
		assertThat(message.malformed()).isFalse();
		assertThat(message.first().json()).hasToString("{\"a\":\"F\uFFFDhre\"}");
	}

	@Test
	void jsonWhenKeyOccursTwiceHasTheLastValue() {
		assertThat(Fixtures.parse("{\"a\":1,\"a\":2}").first().json()).hasToString("{\"a\":2}");
	}

	@Test
	void jsonWhenNumbersAreLongOrPreciseKeepsEveryDigit() {
		String body = "{\"a\":1.50,\"b\":12345678901234567890123,\"c\":0.1234567890123456789012345}";
		assertThat(Fixtures.parse(body).first().json()).hasToString(body);
	}

	@Test
	void malformedWhenNestedDeeperThanAThousandIsTrue() {
		assertThat(Fixtures.parse("[".repeat(1000) + "]".repeat(1000)).malformed()).isFalse();
		assertThat(Fixtures.parse("[".repeat(1001) + "]".repeat(1001)).malformed()).isTrue();
	}

	@Test
	void textWhenItHoldsNulHasReplacementCharacter() {
		assertThat(plain("a\0b").text()).isEqualTo("a\uFFFDb");
	}

	@ParameterizedTest
	@CsvSource({ "alarm.v1.5.ok_to_firing, ALARM", "computeapi.launchinstance.end, EVENT", "log.record, LOG" })
	void parseWhenJsonStringHoldsRecordReadsIt(String fixture, Content.Kind kind) {
		String text = Fixtures.body(fixture).text();
		for (String body : List.of(quoted(text), quoted(quoted(text)), " " + quoted("\n" + text + " "))) {
			Message message = Fixtures.parse(body);
			Message direct = Fixtures.parse(text);
			assertThat(message.kind()).isEqualTo(kind);
			assertThat(message.contents()).isEqualTo(direct.contents());
			assertThat(message.encodedTwice()).isTrue();
			assertThat(message.deduplicationKey()).isEqualTo(direct.deduplicationKey());
			assertThat(message.orderingKey()).isEqualTo(direct.orderingKey());
			assertThat(message.body().text()).isEqualTo(body);
			assertThat(message.malformed()).isFalse();
		}
	}

	@Test
	void parseWhenJsonStringHoldsArrayReadsItsRecords() {
		Message message = Fixtures.parse(quoted("[{\"alarmMetaData\":[]},7,{\"cloudEventsVersion\":\"0.1\"}]"));
		assertThat(message.contents()).extracting(Content::kind)
			.containsExactly(Content.Kind.ALARM, Content.Kind.PLAIN, Content.Kind.EVENT);
		assertThat(message.encodedTwice()).isTrue();
	}

	@Test
	void parseWhenArrayHasJsonStringsReadsWhatTheyHold() {
		String alarm = quoted("{\"alarmMetaData\":[]}");
		Message message = Fixtures.parse("[%s,{\"logContent\":{}},\"text\",%s,%s]".formatted(alarm, quoted("{\"a\":1}"),
				quoted("[" + "{\"alarmMetaData\":[]}" + "]")));
		assertThat(message.contents()).extracting(Content::kind)
			.containsExactly(Content.Kind.ALARM, Content.Kind.LOG, Content.Kind.PLAIN, Content.Kind.PLAIN,
					Content.Kind.PLAIN);
		assertThat(message.encodedTwice()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":1}", "[1,2]", "{\"alarmMetaData\":[]", "{\"alarmMetaData\":[]} {}", "[]", "{",
			"\"", "\"quay\"", "not {\"alarmMetaData\":[]}" })
	void parseWhenJsonStringHoldsNoRecordIsText(String text) {
		Message message = Fixtures.parse(quoted(text));
		assertThat(message.encodedTwice()).isFalse();
		assertThat(plain(quoted(text)).text()).isEqualTo(text);
	}

	@Test
	void parseWhenJsonStringIsNestedThriceIsText() {
		Message message = Fixtures.parse(quoted(quoted(quoted("{\"alarmMetaData\":[]}"))));
		assertThat(message.kind()).isEqualTo(Content.Kind.PLAIN);
		assertThat(message.encodedTwice()).isFalse();
	}

	@Test
	void parseWhenJsonStringsHoldTooMuchKeepsThemAsText() {
		String large = "{\"alarmMetaData\":[%s0]}".formatted("0,".repeat(15_000));
		String deep = "{\"alarmMetaData\":%s%s}".formatted("[".repeat(1000), "]".repeat(1000));
		String tooLarge = "{\"alarmMetaData\":[%s0]}".formatted("0,".repeat(20_000));
		assertThat(Fixtures.parse(quoted(large)).kind()).isEqualTo(Content.Kind.ALARM);
		assertThat(Fixtures.parse(quoted(tooLarge)).kind()).isEqualTo(Content.Kind.PLAIN);
		assertThat(Fixtures.parse(quoted(deep)).kind()).isEqualTo(Content.Kind.PLAIN);
		assertThat(Fixtures.parse("[%s,%s]".formatted(quoted(large), quoted(large))).contents())
			.as("the limit is that of the body")
			.extracting(Content::kind)
			.containsExactly(Content.Kind.ALARM, Content.Kind.PLAIN);
	}

	private static String quoted(String text) {
		return TextNode.valueOf(text).toString();
	}

	private static PlainText plain(String body) {
		return (PlainText) Fixtures.parse(body).first();
	}

}
