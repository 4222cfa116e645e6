package io.onsrelay.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.onsrelay.parser.MessageParser;

/**
 * The bodies in {@code src/test/resources/fixtures}, as OCI would send them. A fixture's
 * name is its file name without the last extension: {@code alarm.v1.5.ok_to_firing}.
 */
public final class Fixtures {

	/** When every fixture was received. */
	public static final Instant RECEIVED_AT = Instant.parse("2026-03-01T12:34:56.789Z");

	/** The topic every fixture was published to. */
	public static final String TOPIC = "ocid1.onstopic.oc1.eu-frankfurt-1.aaaaaaaafoghorn";

	private static final MessageParser PARSER = new MessageParser();

	private Fixtures() {
	}

	/**
	 * Return the names of all fixtures, in alphabetical order.
	 */
	public static List<String> names() {
		try (Stream<Path> files = Files.list(Path.of(directory().toURI()))) {
			return files.map((file) -> file.getFileName().toString().replaceFirst("\\.(json|txt)$", ""))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the bytes of a fixture.
	 */
	public static Body body(String name) {
		for (String extension : List.of(".json", ".txt")) {
			try (InputStream file = Fixtures.class.getResourceAsStream("/fixtures/" + name + extension)) {
				if (file != null) {
					return Body.of(file.readAllBytes());
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		throw new IllegalArgumentException("No fixture '%s'; there are %s".formatted(name, names()));
	}

	/**
	 * Return the parsed message: received at {@link #RECEIVED_AT}, with an id and headers
	 * that depend on the name only.
	 */
	public static Message message(String name) {
		return message(name, body(name));
	}

	/**
	 * Return the parsed message of another body, with an id and headers that depend on
	 * the name only.
	 */
	public static Message message(String name, Body body) {
		return PARSER.parse(id(name), RECEIVED_AT, headers(name), body);
	}

	/**
	 * Return the parsed message of a text.
	 */
	public static Message parse(String text) {
		return message("inline", Body.of(text.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Return the headers ONS would send with a fixture.
	 */
	public static OnsHeaders headers(String name) {
		return new OnsHeaders(Map.of("X-OCI-NS-MessageType", "Notification", "X-OCI-NS-MessageId",
				UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(), "X-OCI-NS-TopicOcid", TOPIC,
				"X-OCI-NS-TopicName", "foghorn", "X-OCI-NS-Timestamp", "2026-03-01T12:34:56.701+0000",
				"X-OCI-NS-SignatureVersion", "2.0", "X-OCI-NS-Signature", "aW52ZW50ZWQ=", "X-OCI-NS-SigningCertURL",
				"https://objectstorage.eu-frankfurt-1.oraclecloud.com/p/invented/n/lighthouse/b/certificates/o/signing.crt"));
	}

	private static MessageId id(String name) {
		UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
		long version7 = (RECEIVED_AT.toEpochMilli() << 16) | 0x7000 | (hash.getMostSignificantBits() & 0xFFF);
		return new MessageId(new UUID(version7, hash.getLeastSignificantBits()));
	}

	private static URL directory() {
		return Objects.requireNonNull(Fixtures.class.getResource("/fixtures"));
	}

}
