package io.onsrelay.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.parser.MessageParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageKey}.
 */
class MessageKeyTests {

	private static final String EVENT = """
			{"cloudEventsVersion": "0.1", "eventType": "com.example.x", "eventID": "%s", "eventTime": "%s",
			 "data": {"resourceId": "r"}}""";

	private final MessageParser parser = new MessageParser();

	@Test
	void ofDuplicatesIsEqualWhateverTheHeaders() {
		String body = EVENT.formatted("a", "2026-03-01T11:20:55.205Z");
		assertThat(MessageKey.of(message(body, "1"))).hasSize(72).isEqualTo(MessageKey.of(message(body, "2")));
		assertThat(MessageKey.of(message(body, "1")))
			.isNotEqualTo(MessageKey.of(message(EVENT.formatted("b", "2026-03-01T11:20:55.205Z"), "1")));
	}

	@Test
	void ofMessagesFollowsTheirTime() {
		String earlier = MessageKey.of(message(EVENT.formatted("z", "2026-03-01T11:20:55.205Z"), "1"));
		String later = MessageKey.of(message(EVENT.formatted("a", "2026-03-01T11:20:56.205Z"), "1"));
		assertThat(earlier).startsWith("69a42117").isLessThan(later);
	}

	@ParameterizedTest
	@CsvSource({ "1960-01-01T00:00:00Z, 00000000", "9999-12-31T23:59:59Z, ffffffff", "soon, 00000000" })
	void ofMessageWithStrangeTimeBeginsAtTheEdge(String time, String prefix) {
		assertThat(MessageKey.of(message(EVENT.formatted("a", time), "1"))).hasSize(72).startsWith(prefix);
	}

	@Test
	void ofMessageThatIsToldByItsHeadersStatesNoTime() {
		String text = "{\"cloudEventsVersion\": \"0.1\", \"eventTime\": \"2026-03-01T11:20:5%d.205Z\"}";
		assertThat(MessageKey.of(message(text.formatted(1), "7"))).startsWith("00000000")
			.isEqualTo(MessageKey.of(message(text.formatted(2), "7")));
	}

	private Message message(String body, String id) {
		return this.parser.parse(MessageId.of(new UUID(0, 7).toString()), Instant.EPOCH,
				OnsHeaders.ofJson("{\"X-OCI-NS-MessageId\": \"" + id + "\"}"),
				Body.of(body.getBytes(StandardCharsets.UTF_8)));
	}

}
