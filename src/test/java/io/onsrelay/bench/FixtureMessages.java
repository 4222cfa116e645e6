package io.onsrelay.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.parser.MessageParser;

/**
 * The messages of the fixtures in turns, under ids and for resources of their own.
 */
final class FixtureMessages {

	static final int RESOURCES = 10_000;

	/** By these, a message is recognised as one that was sent before. */
	private static final Pattern KEY = Pattern.compile("(\"(?:eventID|dedupeKey|id)\"\\s*:\\s*\")(?!ocid)");

	static final long SPACING_MS = 2_000;

	private final List<String> texts = Fixtures.names().stream().map((name) -> Fixtures.body(name).text()).toList();

	private final MessageParser parser = new MessageParser();

	private final Instant first;

	/**
	 * Creates the messages.
	 * @param messages how many there are to be: the last one is as old as the fixtures
	 */
	FixtureMessages(int messages) {
		this.first = Fixtures.RECEIVED_AT.minusMillis(SPACING_MS * messages);
	}

	/**
	 * Return messages.
	 * @param from the number of the first, from 0
	 * @param to the number behind the last
	 */
	List<Message> range(int from, int to) {
		List<Message> range = new ArrayList<>();
		for (int i = from; i < to; i++) {
			range.add(message(i));
		}
		return range;
	}

	private Message message(int i) {
		Instant receivedAt = this.first.plusMillis(SPACING_MS * i);
		String body = KEY
			.matcher(this.texts.get(i % this.texts.size())
				.replace("antheljsheron", "antheljsheron" + i % RESOURCES)
				.replace("000000000002", "%012d".formatted(i)))
			.replaceAll("$1" + i + "-")
			.replace("heron-01", "heron-" + i % RESOURCES);
		String marked = body.startsWith("{") ? body.replaceFirst("\\{", "{\"sampleId\":\"sample-%d\",".formatted(i))
				: body + " sample-" + i;
		UUID id = new UUID((receivedAt.toEpochMilli() << 16) | 0x7000 | (i & 0xFFF), 0x8000_0000_0000_0000L | i);
		return this.parser.parse(new MessageId(id), receivedAt,
				new OnsHeaders(Map.of("X-OCI-NS-MessageId", onsId(i), "X-OCI-NS-TopicOcid", Fixtures.TOPIC)),
				Body.of(marked.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Return the id that ONS has given a message.
	 * @param i the number of the message
	 */
	static String onsId(int i) {
		return UUID.nameUUIDFromBytes(("m" + i).getBytes(StandardCharsets.UTF_8)).toString();
	}

}
