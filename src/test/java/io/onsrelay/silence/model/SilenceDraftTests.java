package io.onsrelay.silence.model;

import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.routing.condition.Condition;

import static org.assertj.core.api.Assertions.assertThat;

class SilenceDraftTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void ofEventNamesTypeAndResourceInBothLetterCases() {
		assertThat(condition(MessageFixtures.event("e1", "ocid1.instance.oc1..Aa", NOON, NOON)))
			.isEqualTo("{\"eventType\":[\"com.oraclecloud.computeapi.instanceaction.end\"],"
					+ "\"data\":{\"resourceId\":[\"ocid1.instance.oc1..Aa\",\"ocid1.instance.oc1..aa\"]}}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{"dedupeKey":"k","type":"REPEAT","alarmMetaData":[{"id":"ocid1.alarm.oc1..a"}]} | {"alarmMetaData":{"id":["ocid1.alarm.oc1..a"]}}
					{"dedupeKey":"k","type":"REPEAT","title":"CPU","alarmMetaData":[]}              | {"dedupeKey":["k"]}
					{"alertname":"DiskFull","host":"a"}                                            | {"alertname":["DiskFull"]}
					{"host":"a","title":"Disk full"}                                               | {"host":["a"]}
					{"count":1}                                                                    | ~~
					just text                                                                      | ~~
					""")
	void ofOthersNamesWhatStaysTheSame(String text, String condition) {
		Message message = MessageFixtures.text("m1", text, NOON);
		assertThat(condition(message)).isEqualTo(condition);
	}

	@Test
	void ofTextNamesNothing() {
		assertThat(condition(Fixtures.message("plain.text"))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void ofAnythingMatchesTheMessageOrIsEmpty(Message message) {
		String condition = condition(message);
		assertThat(condition.isEmpty() || Condition.parse(condition).matches(message.first().json())).isTrue();
	}

	static Stream<Message> hostile() {
		return Stream.concat(HostileMessages.some(300), Fixtures.names().stream().map(Fixtures::message));
	}

	private static String condition(Message message) {
		SilenceDraft draft = SilenceDraft.of(message, NOON);
		assertThat(draft.until()).isEqualTo(NOON);
		assertThat(draft.reason()).isEmpty();
		return draft.condition();
	}

}
