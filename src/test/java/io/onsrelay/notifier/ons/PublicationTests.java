package io.onsrelay.notifier.ons;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;

import static org.assertj.core.api.Assertions.assertThat;

class PublicationTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static List<String> fixtures() {
		return Fixtures.names();
	}

	/**
	 * Only then a relay that is subscribed to both topics sees that it has the message.
	 */
	@ParameterizedTest
	@MethodSource("fixtures")
	void ofKeepsWhatIdentifiesTheMessage(String fixture) {
		Message message = Fixtures.message(fixture);
		Message again = Fixtures.parse(Publication.of("t", message).body());
		assertThat(again.contents()).hasSameSizeAs(message.contents());
		assertThat(again.contents()).extracting(Content::kind)
			.isEqualTo(message.contents().stream().map(Content::kind).toList());
		assertThat(again.contents()).extracting(Content::deduplicationKey)
			.isEqualTo(message.contents().stream().map(Content::deduplicationKey).toList());
		assertThat(again.contents()).extracting(Content::orderingKey)
			.isEqualTo(message.contents().stream().map(Content::orderingKey).toList());
		assertThat(Publication.hops(again)).isOne();
	}

	@Test
	void ofPartHasTheseRecordsAndTheHopsOfTheWhole() {
		Message batch = Fixtures.parse("[{\"onsRelayHops\":1,\"a\":1.50},{\"b\":2},{\"c\":3}]");
		assertThat(Publication.of("t", batch.part(new Message.Records("2-3"))).body())
			.isEqualTo("[{\"onsRelayHops\":2,\"b\":2},{\"c\":3}]");
	}

	@Test
	void ofMessageThatIsEncodedTwiceIsDecoded() throws JsonProcessingException {
		String event = Fixtures.body("virtualnetwork.updatevcn").text();
		Message message = Fixtures.parse(JSON.writeValueAsString(event));
		assertThat(message.encodedTwice()).isTrue();
		String body = Publication.of("t", message).body();
		assertThat(body).isEqualTo(HopMark.write(event, 1));
		assertThat(Publication.hops(Fixtures.parse(JSON.writeValueAsString(body)))).isOne();
	}

	@Test
	void ofBytesThatAreNoTextReplacesThem() {
		Message message = Fixtures.message("bytes", Body.of(new byte[] { 'a', (byte) 0xFF, 'b' }));
		assertThat(Publication.of("t", message).body()).isEqualTo("a\ufffdb\nons-relay-hops: 1");
	}

	@Test
	void ofTextWithByteOrderMarkLeavesItOut() {
		assertThat(Publication.of("t", Fixtures.parse("\ufeff{}")).body()).isEqualTo("{\"onsRelayHops\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\"", "\\", "\n", "\u0001", "é", "€", "\ud83d\ude80", "\u007f" })
	void ofLargeMessageIsCutToTheLimit(String character) throws JsonProcessingException {
		String text = character.repeat(70_000);
		Message message = Fixtures.parse(text);
		Publication publication = Publication.of("title \"1\"", message);
		assertThat(requestBytes(publication)).isBetween(Publication.MAX_BYTES - 8, Publication.MAX_BYTES);
		assertThat(publication.body()).startsWith(
				"Cut by ons-relay: this is the beginning of a message of %,d bytes, whose id in the relay is %s.\n\n%s"
					.formatted(text.getBytes(StandardCharsets.UTF_8).length, message.id(), character))
			.endsWith(character + "\nons-relay-hops: 1");
	}

	@Test
	void ofMessageAtTheLimitIsWhole() throws JsonProcessingException {
		int marked = "{\"title\":\"t\",\"body\":\"\"}".length() + HopMark.line(1).length() + 1;
		String text = "x".repeat(Publication.MAX_BYTES - marked);
		Publication publication = Publication.of("t", Fixtures.parse(text));
		assertThat(publication.body()).isEqualTo(HopMark.write(text, 1));
		assertThat(requestBytes(publication)).isEqualTo(Publication.MAX_BYTES);
		assertThat(Publication.of("t", Fixtures.parse(text + "x")).body()).startsWith("Cut by ons-relay: ");
	}

	@Test
	void ofLargeJsonIsNoJsonAnyMoreAndKeepsItsHops() {
		String json = JsonNodeFactory.instance.objectNode()
			.put("onsRelayHops", 1)
			.put("eventID", "e")
			.put("text", "x".repeat(70_000))
			.toString();
		Message cut = Fixtures.parse(Publication.of("t", Fixtures.parse(json)).body());
		assertThat(cut.kind()).isEqualTo(Content.Kind.PLAIN);
		assertThat(cut.malformed()).isFalse();
		assertThat(Publication.hops(cut)).isEqualTo(2);
	}

	@Test
	void ofTitleIsOneLineOfAtMost200Characters() {
		assertThat(Publication.of(" two\r\n lines ", Fixtures.parse("x")).title()).isEqualTo("two lines");
		String title = Publication.of("\ud83d\ude80".repeat(201), Fixtures.parse("x")).title();
		assertThat(title.codePoints()).hasSize(200);
		assertThat(title).endsWith("\ud83d\ude80…");
	}

	private static int requestBytes(Publication publication) throws JsonProcessingException {
		return JSON.writeValueAsString(
				JsonNodeFactory.instance.objectNode().put("title", publication.title()).put("body", publication.body()))
			.getBytes(StandardCharsets.UTF_8).length;
	}

}
