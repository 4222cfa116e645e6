package io.onsrelay.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.standin.RawRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests as no HTTP client sends them: each byte in a header, malformed and endless
 * ones.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class RawRequestTests {

	private static final String MARK = "canary";

	private static final int MAX_BODY = 256 * 1024;

	private static IngestServer server;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "server.tomcat.connection-timeout=2s", "relay.ingest.body-timeout=3s",
				"relay.ingest.max-bytes-in-flight=400KB", "server.tomcat.max-connections=80");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void reset() {
		server.relay().reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-OCI-NS-MessageId", "X-OCI-NS-MessageType", "X-OCI-NS-TopicOcid", "X-OCI-NS-TopicName",
			"X-OCI-NS-SubscriptionId", "X-OCI-NS-Timestamp", "X-OCI-NS-Signature", "X-OCI-NS-SigningCertURL",
			"X-OCI-NS-UnsubscribeURL", "X-OCI-NS-Anything", "Content-Type", "Accept", "Accept-Language", "Origin",
			"User-Agent", "Cookie", "cf-region" })
	void eachByteThatHttpPermitsInAHeaderIsAccepted(String header, CapturedOutput output) {
		SoftAssertions.assertSoftly((softly) -> IntStream.range(0, 256)
			.forEach((b) -> softly.assertThat(post(header, "%s%c%s".formatted(MARK, b, MARK)))
				.as("0x%02x", b)
				.isEqualTo(isPermitted(b) ? 200 : 400)));
		assertLogIsClean(output);
	}

	// What these say decides about the response, so a byte more is a wrong value
	@ParameterizedTest
	@ValueSource(strings = { "X-OCI-NS-ConfirmationURL", "Authorization", "X-Forwarded-For", "Expect", "Connection",
			"Host", "Content-Length", "Transfer-Encoding", "Upgrade", "Content-Encoding", "Range", "If-None-Match" })
	void noByteInAHeaderThatDecidesIsAnError(String header, CapturedOutput output) {
		SoftAssertions.assertSoftly((softly) -> IntStream.range(0, 256)
			.forEach((b) -> softly.assertThat(post(header, "%s%c%s".formatted(MARK, b, MARK)))
				.as("0x%02x", b)
				.isIn(isPermitted(b) ? new Object[] { 200, 400, 401, 415, 417, 501 } : new Object[] { 400, 501 })));
		assertLogIsClean(output);
	}

	@Test
	void nameOfARegionInAHeaderOfAProxyIsAccepted() {
		assertThat(post("cf-region", "\u00c3\u008ele-de-France")).isEqualTo(200);
		assertThat(post("Remote-User", "Dvo\u00c5\u0099\u00c3\u00a1k")).isEqualTo(200);
	}

	@Test
	void headersOfOnsKeepTheirBytes() {
		post("X-OCI-NS-TopicName", "\u00c3\u008ele\u0099");
		assertThat(server.relay().only().headers().topicName()).contains("\u00c3\u008ele\u0099");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			malformed method        | G<T / HTTP/1.1~Host: x~~                           | 400
			malformed version       | GET / HTTP/1.1x~Host: x~~                          | 400
			no version              | GET~~                                              | 400
			invalid character       | GET /<canary> HTTP/1.1~Host: x~~                   | 400
			invalid escape          | GET /%zz HTTP/1.1~Host: x~~                        | 400
			malformed path          | GET /%2e%2e/%00 HTTP/1.1~Host: x~~                 | 400
			path with a backslash   | GET /a%5cb HTTP/1.1~Host: x~~                      | 400
			path with a parameter   | GET /ons;a=canary HTTP/1.1~Host: x~~               | 400
			no host                 | GET / HTTP/1.1~~                                   | 400
			two hosts               | GET / HTTP/1.1~Host: x~Host: y~~                   | 400
			malformed host          | GET / HTTP/1.1~Host: a b~~                         | 400
			header without a colon  | GET / HTTP/1.1~Host: x~canary~~                    | 400
			name with a space       | GET / HTTP/1.1~Host: x~a b: canary~~               | 400
			two lengths             | POST /ons HTTP/1.1~Host: x~Content-Length: 1~Content-Length: 2~~ | 400
			unknown coding          | POST /ons HTTP/1.1~Host: x~Transfer-Encoding: canary~~ | 501
			trace                   | TRACE / HTTP/1.1~Host: x~Connection: close~~       | 405
			connect                 | CONNECT x:1 HTTP/1.1~Host: x:1~Connection: close~~ | 501
			unknown method          | BREW /ons HTTP/1.1~Host: x~Connection: close~~     | 400
			not found               | GET /x HTTP/1.1~Host: x~Connection: close~~        | 404
			HTTP/2 without TLS      | PRI * HTTP/2.0~~SM~~                               | 0
			""")
	void requestThatFailsBelowSpringGetsAProblemOrNothing(String name, String request, int status,
			CapturedOutput output) {
		String response = RawRequest.send(server.port(), request.replace("~", "\r\n"));
		assertThat(RawRequest.status(response)).as(response).isEqualTo(status);
		assertProblemOrEmpty(response);
		assertLogIsClean(output);
	}

	@Test
	void headThatIsTooLargeGetsAProblemOrNothing(CapturedOutput output) {
		String large = MARK.repeat(4000);
		for (String request : new String[] { "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(large),
				"GET / HTTP/1.1\r\nHost: x\r\nX-Large: %s\r\n\r\n".formatted(large),
				"GET / HTTP/1.1\r\nHost: x\r\n%s\r\n".formatted("a: canary\r\n".repeat(500)) }) {
			String response = RawRequest.send(server.port(), request);
			assertThat(RawRequest.status(response)).isIn(0, 400, 414, 431);
			assertProblemOrEmpty(response);
		}
		assertLogIsClean(output);
	}

	@Test
	void tlsOnThePlainPortGetsAProblemOrNothing() {
		String response = RawRequest.send(server.port(),
				"\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
		assertThat(RawRequest.status(response)).isIn(0, 400);
		assertProblemOrEmpty(response);
	}

	@Test
	void managementPortHasNoPagesEither() {
		String response = RawRequest.send(server.managementPort(), "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n");
		assertThat(RawRequest.status(response)).isEqualTo(400);
		assertProblemOrEmpty(response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /ons HTTP/1.1\r\nHost: x\r\nX-Slow: ", "POST /o",
			"GET /livez HTTP/1.1\r\nHost: x\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ",
			"POST /ons HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" })
	void clientThatTricklesIsCutOff(String beginning) throws Exception {
		double before = closed("slow");
		long start = System.nanoTime();
		trickle(beginning);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1500),
				Duration.ofSeconds(10));
		Awaitility.await().untilAsserted(() -> assertThat(closed("slow")).isGreaterThan(before));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100000", "Transfer-Encoding: chunked" })
	void bodyThatTricklesAnswers408(String framing) throws Exception {
		String response = trickle(head(framing) + (framing.contains("chunked") ? "fffff\r\n" : ""));
		assertThat(RawRequest.status(response)).as(response).isEqualTo(408);
		assertProblemOrEmpty(response);
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void bodyBeyondTheBytesInFlightAnswers503BeforeItIsRead() throws Exception {
		String whole = head("Content-Length: " + MAX_BODY + "\r\nConnection: close") + "x".repeat(MAX_BODY);
		try (Socket first = RawRequest.open(server.port())) {
			write(first, head("Content-Length: " + MAX_BODY) + "x");
			Awaitility.await().until(() -> announce("Content-Length: " + MAX_BODY).contains(" 503 "));
			assertThat(announce("Content-Length: " + MAX_BODY)).containsIgnoringCase("Retry-After: 5")
				.containsIgnoringCase("Connection: close");
			assertThat(RawRequest.send(server.port(), whole)).as("sent whole before the response is read")
				.startsWith("HTTP/1.1 503 ");
			assertThat(RawRequest.send(server.port(),
					head("Transfer-Encoding: chunked") + "3ffff\r\n" + "x".repeat(0x3ffff) + "\r\n0\r\n\r\n"))
				.startsWith("HTTP/1.1 503 ");
			assertThat(post("X-OCI-NS-MessageId", "small")).isEqualTo(200);
			write(first, "x".repeat(MAX_BODY - 1));
			assertThat(RawRequest.head(first)).startsWith("HTTP/1.1 200 ");
		}
		assertThat(RawRequest.send(server.port(), whole)).startsWith("HTTP/1.1 200 ");
		assertThat(
				server.bean(MeterRegistry.class).get("relay.messages").tag("outcome", "overloaded").counter().count())
			.isGreaterThanOrEqualTo(4);
	}

	@Test
	void bodyIsNotReadBeforeTheCredentials() throws IOException {
		for (String request : new String[] { "POST /ons", "PUT /x", "PUT /ons" }) {
			try (Socket socket = RawRequest.open(server.port())) {
				write(socket, request + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
						+ "Content-Length: 100000\r\n\r\n");
				assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
					.matches("HTTP/1.1 4\\d\\d");
			}
		}
	}

	@Test
	void connectionsBeyondTheLimitDisplaceTheOldest() throws IOException {
		double before = closed("displaced");
		Socket[] halfSent = new Socket[300];
		try {
			for (int i = 0; i < halfSent.length; i++) {
				halfSent[i] = RawRequest.open(server.port());
				write(halfSent[i], "POST /ons HTTP/1.1\r\nHost: x\r\nX-");
				if (i % 50 == 0) {
					assertThat(post("X-OCI-NS-MessageId", "m-" + i)).isEqualTo(200);
				}
			}
			assertThat(RawRequest.rest(halfSent[0])).isEmpty();
			assertThat(closed("displaced") - before).isGreaterThan(100);
		}
		finally {
			for (Socket socket : halfSent) {
				if (socket != null) {
					socket.close();
				}
			}
		}
	}

	/**
	 * Sends a head whose body never follows, and returns the head of the response.
	 */
	private static String announce(String framing) throws IOException {
		try (Socket socket = RawRequest.open(server.port())) {
			write(socket, head(framing));
			return RawRequest.head(socket);
		}
	}

	/**
	 * Sends a beginning and then a byte every 50 ms until the server closes the
	 * connection.
	 */
	private static String trickle(String beginning) throws Exception {
		try (Socket socket = RawRequest.open(server.port());
				ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
			write(socket, beginning);
			Future<?> beat = clock.scheduleWithFixedDelay(() -> {
				try {
					write(socket, "x");
				}
				catch (IOException ex) {
					clock.shutdown();
				}
			}, 50, 50, TimeUnit.MILLISECONDS);
			String response = RawRequest.rest(socket);
			beat.cancel(true);
			return response;
		}
	}

	private static void write(Socket socket, String bytes) throws IOException {
		OutputStream output = socket.getOutputStream();
		output.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
		output.flush();
	}

	private static int post(String header, String value) {
		String request = head("Content-Length: 5\r\nConnection: close") + "hello";
		String changed = header + ": " + value + "\r\n";
		String others = header.equals("Connection") ? request
				: request.replaceFirst("(?i)\r\n" + header + ":[^\r]*", "");
		int headers = others.indexOf("\r\n") + 2;
		return RawRequest
			.status(RawRequest.send(server.port(), others.substring(0, headers) + changed + others.substring(headers)));
	}

	private static String head(String headers) {
		return "POST /ons HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nX-OCI-NS-TopicOcid: %s\r\n%s\r\n\r\n"
			.formatted(IngestServer.basic("ons", IngestServer.PASSWORD), IngestServer.TOPIC, headers);
	}

	/**
	 * See https://www.rfc-editor.org/rfc/rfc9110#section-5.5.
	 */
	private static boolean isPermitted(int b) {
		return b == '\t' || (b >= ' ' && b < 0x7f) || b >= 0x80;
	}

	private static void assertProblemOrEmpty(String response) {
		assertThat(response).doesNotContainIgnoringCase("<html", "<!doctype", "text/html", "tomcat", "apache",
				"\r\nServer:", MARK, "Exception", "\tat ");
		int end = response.indexOf("\r\n\r\n");
		if (end >= 0 && end + 4 < response.length()) {
			assertThat(response).containsIgnoringCase("Content-Type: application/problem+json");
		}
	}

	private static void assertLogIsClean(CapturedOutput output) {
		assertThat(output.getAll()).doesNotContain(MARK, "\tat ", "Exception");
	}

	private static double closed(String cause) {
		return server.bean(MeterRegistry.class).get("relay.connections.closed").tag("cause", cause).counter().count();
	}

}
