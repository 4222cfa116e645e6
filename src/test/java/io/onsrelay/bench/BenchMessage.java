package io.onsrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.function.LongConsumer;

/**
 * The message of the benchmark: an event of an instance as OCI publishes it, with a
 * number that is found again in whatever a destination is sent. Ten thousand instances
 * take turns, so order is kept within each.
 *
 * @param template the body with places for the number and the instance
 */
record BenchMessage(String template) {

	static final Path FILE = Path.of("bench", "message.json");

	static final String TOPIC = "ocid1.onstopic.oc1.eu-frankfurt-1.aaaaaaaabench";

	static final String PASSWORD = "benchbenchbench";

	private static final Clock CLOCK = Clock.systemUTC();

	static final int RESOURCES = 10_000;

	private static final String MARK = "bench-";

	private static final int DIGITS = 10;

	// 256 bytes in base64, as ONS signs
	private static final String SIGNATURE = "QmVuY2g".repeat(49) + "=";

	static BenchMessage read() {
		try {
			return new BenchMessage(Files.readString(FILE));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String credentials() {
		return Base64.getEncoder().encodeToString(("ons:" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
	}

	String body(long number) {
		return this.template
			.replace("@TIME@", CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plusMillis(205).toString())
			.replace("@NUMBER@", "%010d".formatted(number))
			.replace("@RESOURCE@", "%05d".formatted(number % RESOURCES));
	}

	/**
	 * Writes the request that ONS makes for a message.
	 * @param path where to
	 * @param number the message's number
	 * @return the bytes on the wire
	 */
	byte[] request(String path, long number) {
		String body = body(number);
		String head = """
				POST %s HTTP/1.1\r
				Host: 127.0.0.1\r
				Content-Type: application/json\r
				Authorization: Basic %s\r
				X-OCI-NS-MessageType: Notification\r
				X-OCI-NS-MessageId: bench-%010d\r
				X-OCI-NS-TopicOcid: %s\r
				X-OCI-NS-TopicName: bench\r
				X-OCI-NS-Timestamp: 2026-03-01T11:20:56.000+0000\r
				X-OCI-NS-SignatureVersion: 1.0\r
				X-OCI-NS-Signature: %s\r
				Content-Length: %d\r
				\r
				""".formatted(path, credentials(), number, TOPIC, SIGNATURE, body.length());
		return (head + body).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Finds the numbers of messages in what a destination was sent.
	 * @param body what it was sent
	 * @param found is told each number, some of them several times
	 */
	static void numbers(String body, LongConsumer found) {
		int mark = body.indexOf(MARK);
		while (mark >= 0) {
			int from = mark + MARK.length();
			long number = number(body, from);
			if (number >= 0) {
				found.accept(number);
			}
			mark = body.indexOf(MARK, from);
		}
	}

	private static long number(String body, int from) {
		long number = 0;
		for (int i = from; i < from + DIGITS; i++) {
			if (i == body.length() || !Character.isDigit(body.charAt(i))) {
				return -1;
			}
			number = number * 10 + (body.charAt(i) - '0');
		}
		return number;
	}

}
