package io.onsrelay.cli.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.parser.MessageParser;

/**
 * Reads messages from files as if ONS had posted them at the current time.
 */
public final class MessageFileReader {

	static final String STANDARD_INPUT = "-";

	private final OnsHeaders headers;

	private final Supplier<MessageId> ids;

	private final Clock clock;

	private final MessageParser parser = new MessageParser();

	/**
	 * Creates the reader.
	 * @param headers the headers of every message, each written {@code name: value}
	 * @param ids the source of message ids
	 * @param clock the clock for the times of receipt
	 * @throws IllegalArgumentException if a header has no colon
	 */
	MessageFileReader(List<String> headers, Supplier<MessageId> ids, Clock clock) {
		this.headers = parse(headers);
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Reads a file that holds the body of a message.
	 * @param file the path, or {@code -} for the standard input
	 * @return the message
	 * @throws IOException if the file can't be read, with its name and why
	 */
	public Message read(String file) throws IOException {
		return this.parser.parse(this.ids.get(), this.clock.instant(), this.headers, Body.of(bytes(file)));
	}

	private static byte[] bytes(String file) throws IOException {
		try {
			return file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
		}
		catch (IOException ex) {
			throw FileFailure.ofReading(file, ex);
		}
	}

	private static OnsHeaders parse(List<String> headers) {
		Map<String, String> values = new HashMap<>();
		for (String header : headers) {
			int colon = header.indexOf(':');
			if (colon < 1) {
				throw new IllegalArgumentException(
						"'%s' is not a header: write 'X-OCI-NS-TopicOcid: ocid1.onstopic…'".formatted(header));
			}
			values.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
		}
		return new OnsHeaders(values);
	}

}
