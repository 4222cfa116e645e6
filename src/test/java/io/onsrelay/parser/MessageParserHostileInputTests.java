package io.onsrelay.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shows that {@link MessageParser} is total: with input made to break it, and with random
 * input, always from the same seed.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MessageParserHostileInputTests {

	private static final int LARGEST = 256 * 1024;

	private static final String OTHER_TYPES = """
			{"a": null, "b": 7, "c": 1e400, "d": "", "e": "null", "f": true, "g": [], "h": [null, {}], "i": {}}""";

	private static final int ROUNDS = 3_000;

	@Test
	void parseWhenBytesAreRandomReturnsMessage() {
		Random random = new Random(1);
		for (int i = 0; i < ROUNDS; i++) {
			byte[] bytes = new byte[random.nextInt(200)];
			random.nextBytes(bytes);
			assertReadable(bytes);
		}
	}

	@Test
	void parseWhenJsonTokensAreRandomReturnsMessage() {
		List<String> tokens = List.of("{", "}", "[", "]", ":", ",", "\"", "null", "1e9", "-", "\\u", "\\ud800", "\0",
				"\"cloudEventsVersion\":", "\"dedupeKey\":", "\"type\":", "\"logContent\":", "\"data\":", "\"oracle\":",
				"\"specversion\":", "\"alarmMetaData\":", "\"dimensions\":", "\"x\"", "\"\"", " ", "\uFEFF", "é");
		Random random = new Random(2);
		for (int i = 0; i < ROUNDS; i++) {
			StringBuilder body = new StringBuilder();
			random.ints(random.nextInt(30), 0, tokens.size()).mapToObj(tokens::get).forEach(body::append);
			assertReadable(body.toString());
		}
	}

	@ParameterizedTest
	@MethodSource("io.onsrelay.event.Fixtures#names")
	void parseWhenFixtureIsTruncatedReturnsMessage(String name) {
		byte[] bytes = Fixtures.body(name).bytes();
		for (int length = 0; length < bytes.length; length += 31) {
			assertReadable(Arrays.copyOf(bytes, length));
		}
	}

	@ParameterizedTest
	@MethodSource("io.onsrelay.event.Fixtures#names")
	void parseWhenFixtureHasFlippedBytesReturnsMessage(String name) {
		Random random = new Random(3);
		for (int i = 0; i < 100; i++) {
			byte[] bytes = Fixtures.body(name).bytes();
			bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
			assertReadable(bytes);
		}
	}

	@ParameterizedTest
	@MethodSource("fixturesOfObjects")
	void parseWhenAnyFieldIsOfAnotherTypeKeepsKindAndJson(String name) {
		Content.Kind kind = Fixtures.message(name).kind();
		JsonNode json = Fixtures.message(name).first().json();
		for (JsonNode other : Fixtures.parse(OTHER_TYPES).first().json()) {
			replaceEach(json, other, () -> {
				Message message = assertReadable(json.toString());
				assertThat(message.kind()).isEqualTo(kind);
				assertThat(message.first().json()).isEqualTo(json);
			});
		}
	}

	// Else a body of 250 KB would be 83,000 contents
	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "1", "{\"a\":1}" })
	void parseWhenTokensAreTooManyKeepsTheText(String element) {
		String body = "[" + (element + ",").repeat(20_000) + element + "]";
		Message message = assertReadable(body);
		assertThat(message.malformed()).isTrue();
		assertThat(message.contents()).hasSize(1);
		assertThat(message.body().text()).isEqualTo(body);
	}

	@ParameterizedTest
	@MethodSource("monsters")
	void parseWhenBodyIsHugeReturnsMessageSoon(String start, String repeated, String end) {
		String body = start + repeated.repeat((LARGEST - start.length() - end.length()) / repeated.length()) + end;
		assertReadable(body);
	}

	static Stream<String[]> monsters() {
		return Stream.of("|[|", "|[|]", "|{\"a\":|", "|{\"a\":[|", "|]|", "[|[],|[]]", "[|0,|0]", "|9|", "[|9|]",
				"[1.|9|]", "[1e|9|]", "[-|0|1]", "\"|x|\"", "\"|x|", "{\"|k|\":1}", "{\"cloudEventsVersion\":\"|v|\"}",
				"{\"cloudEventsVersion\":1,\"eventID\":\"|i|\"}", "{\"alarmMetaData\":[|{\"dimensions\":[{}]},|{}]}",
				"{|\"a\":1,|\"a\":2}", "| |", "|\0|", "|\\|", "|\"|", "|\uFEFF|", "[\"|\\ud800|\"]", "\"|[|\"",
				"\"|{\\\"a\\\":|\"", "\"{\\\"alarmMetaData\\\":[|{},|{}]}\"", "[|\"{\\\"alarmMetaData\\\":[]}\",|1]",
				"[\"|\\u0000|\"]", "{\"cloudEventsVersion\":1,\"eventTime\":|9|}",
				"{\"alarmMetaData\":[],\"timestampEpochMillis\":\"|9|\"}", "{\"logContent\":|{\"logContent\":|1",
				"{}|x|", "{\"specversion\":1,\"oracle\":1,\"data\":{\"request\":" + "{\"path\":\"|/ocid1.|\"}}}")
			.map((monster) -> monster.split("\\|", -1));
	}

	static Stream<String> fixturesOfObjects() {
		return Fixtures.names()
			.stream()
			.filter((name) -> Fixtures.message(name).contents().size() == 1)
			.filter((name) -> Fixtures.message(name).first().json().isObject());
	}

	private static Message assertReadable(String body) {
		return assertReadable(body.getBytes(StandardCharsets.UTF_8));
	}

	/** Everything that is derived from a message can be derived. */
	private static Message assertReadable(byte[] bytes) {
		Message message = Fixtures.message("hostile", Body.of(bytes));
		assertThat(message.body().bytes()).isEqualTo(bytes);
		assertThat(message.contents()).isNotEmpty();
		assertThat(message.deduplicationKey()).hasSizeBetween(1, 255).doesNotContain("\0");
		assertThat(message.orderingKey()).hasSizeBetween(1, 255).doesNotContain("\0");
		assertThat(message.occurredAt().toEpochMilli()).isBetween(-62_135_596_800_000L, 253_402_300_799_999L);
		assertThat(message.toString()).hasSizeLessThan(400).doesNotContain("\n");
		assertThat(message.first().resourceId().orElse("-")).isNotBlank();
		return message;
	}

	/** Replaces each value in turn. */
	private static void replaceEach(JsonNode json, JsonNode other, Runnable check) {
		if (json instanceof ObjectNode object) {
			for (String name : object.propertyStream().map(Map.Entry::getKey).toList()) {
				JsonNode original = object.replace(name, other);
				check.run();
				object.set(name, original);
			}
		}
		json.forEach((value) -> replaceEach(value, other, check));
	}

}
