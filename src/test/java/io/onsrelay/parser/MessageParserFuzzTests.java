package io.onsrelay.parser;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Fuzzing;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.OnsHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link MessageParser}: it is total, keeps the bytes, and what it makes of a
 * message is the same again when it is read from the journal.
 */
class MessageParserFuzzTests {

	private final MessageParser parser = new MessageParser();

	@MethodSource("seeds")
	@FuzzTest
	void parse(byte[] bytes) {
		Fuzzing.endsSoon(() -> {
			Body body = Body.of(bytes);
			Message message = this.parser.parse(Fixtures.message("plain.text").id(), Fixtures.RECEIVED_AT,
					new OnsHeaders(Fixtures.headers("fuzz").values()), body);
			assertThat(message.body().bytes()).isEqualTo(bytes);
			assertThat(message.contents()).isNotEmpty();
			assertThat(message.deduplicationKey().length()).isBetween(1, 255);
			assertThat(message.orderingKey().length()).isBetween(1, 255);
			assertThat(message.occurredAt()).isNotNull();
			assertThat(this.parser.parse(message.id(), message.receivedAt(),
					OnsHeaders.ofJson(message.headers().toJson()), body))
				.isEqualTo(message);
		});
	}

	static Stream<byte[]> seeds() {
		return Fuzzing.bodies();
	}

}
