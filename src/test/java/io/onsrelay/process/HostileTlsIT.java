package io.onsrelay.process;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import io.onsrelay.standin.RawRequest;
import io.onsrelay.standin.ServerCertificate;
import io.onsrelay.standin.SlowClients;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients without credentials do to TLS and HTTP/2, beside ONS.
 */
@Isolated("it takes the processors, and ONS waits five seconds for an answer")
class HostileTlsIT {

	/**
	 * Of the handshakes that stall. There may be fewer connections.
	 */
	private static final int CLIENTS = Math.min(1000, Integer.getInteger("relay.slow-clients", 300));

	private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration TIMEOUT_OF_ONS = Duration.ofSeconds(5);

	private static final int POSTS = 10;

	private static final int ATTACKERS = 4;

	private static final HexFormat HEX = HexFormat.of();

	private static final byte[] PREFACE = bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", HEX.parseHex("000000040000000000"));

	/**
	 * POST https://x/ons, in HPACK.
	 */
	private static final String HEADERS = "838744042f6f6e73410178";

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private final ManagementPort management = ManagementPort.free();

	private final ServerCertificate certificate = ServerCertificate.create(this.relay.directory().resolve("tls.p12"));

	private final SSLContext trust = ServerCertificate.trusting(List.of(this.certificate));

	private RelayProcess start(Duration headTimeout) throws IOException {
		Path directory = this.relay.directory();
		this.certificate.writeCertificate(directory.resolve("tls.crt"));
		this.certificate.writeKey(directory.resolve("tls.key"));
		this.relay.use(Launcher.ofHeap("128m"));
		RelayProcess process = this.relay.launch(this.management.configuration() + """
				server.ssl.bundle: server
				server.tomcat: {connection-timeout: %dms, max-connections: 200}
				spring.ssl.bundle.pem.server.keystore: {certificate: "%s", private-key: "%s"}
				""".formatted(headTimeout.toMillis(), directory.resolve("tls.crt").toUri(),
				directory.resolve("tls.key").toUri()));
		RelayExtension.await("readiness")
			.ignoreExceptions()
			.until(() -> this.management.get("/actuator/health/readiness").statusCode() == 200);
		return process;
	}

	@Test
	void postsAreAcknowledgedBesideEachAttack() throws Exception {
		RelayProcess process = start(Duration.ofSeconds(10));
		String hello = new String(clientHello(512), StandardCharsets.ISO_8859_1);
		beside("handshakes that never begin", hello.substring(0, 20), "");
		beside("handshakes that stop halfway", hello, "");
		beside("renegotiation", this::renegotiate);
		beside("a client hello without end", (socket) -> flood(socket, "1603014000", "01ffffff0303", 0x4000));
		beside("a certificate without end", this::sendCertificate);
		beside("reset streams", (_) -> http2(stream("01", "04") + frame("03", "00", "%1$08x", "00000008")));
		beside("continuation frames", (_) -> http2(
				frame("01", "00", "00000001", HEADERS) + frame("09", "00", "00000001", "4001610162").repeat(99)));
		beside("pings", (_) -> http2(frame("06", "00", "00000000", "0000000000000000").repeat(99)));
		beside("settings", (_) -> http2(frame("04", "00", "00000000", "").repeat(99)));
		assertThat(process.output()).doesNotContain("OutOfMemoryError", "\tat ");
	}

	@Test
	void halfAHeadOverHttp2IsCutOff() throws Exception {
		start(HEAD_TIMEOUT);
		long start = System.nanoTime();
		try (SSLSocket socket = tls("h2")) {
			socket.getOutputStream().write(PREFACE);
			socket.getOutputStream().write(HEX.parseHex(frame("01", "00", "00000001", HEADERS)));
			RawRequest.rest(socket);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HEAD_TIMEOUT.multipliedBy(3));
	}

	/**
	 * Posts while clients keep connections in a state.
	 */
	private void beside(String name, String beginning, String more) {
		try (SlowClients clients = new SlowClients(port(), CLIENTS, beginning, more)) {
			report(name, clients::cutOff);
		}
	}

	/**
	 * Posts while attackers connect again and again.
	 */
	private void beside(String name, Attack attack) throws Exception {
		AtomicBoolean ended = new AtomicBoolean();
		AtomicInteger cutOff = new AtomicInteger();
		List<Future<?>> attackers = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < ATTACKERS; i++) {
				attackers.add(threads.submit(() -> {
					while (!ended.get()) {
						try (Socket socket = RawRequest.open(port())) {
							attack.on(socket);
						}
						catch (IOException ex) {
							cutOff.incrementAndGet();
						}
					}
				}));
			}
			try {
				report(name, cutOff::get);
				RelayExtension.await(name + " is cut off")
					.until(() -> cutOff.get() > 0 || attackers.stream().anyMatch(Future::isDone));
			}
			finally {
				ended.set(true);
			}
			for (Future<?> attacker : attackers) {
				attacker.get();
			}
		}
	}

	private void report(String name, IntSupplier cutOff) {
		Duration longest = Duration.ZERO;
		for (int i = 0; i < POSTS; i++) {
			Duration time = post();
			longest = (time.compareTo(longest) > 0) ? time : longest;
		}
		assertThat(longest).as(name).isLessThan(TIMEOUT_OF_ONS);
		System.out.printf("Beside %s (cut off %d times), the longest of %d posts took %d ms%n", name, cutOff.getAsInt(),
				POSTS, longest.toMillis());
	}

	/**
	 * Posts over a new connection.
	 */
	private Duration post() {
		long start = System.nanoTime();
		HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:%d/ons".formatted(port())))
			.header("Authorization",
					"Basic " + Base64.getEncoder()
						.encodeToString("ons:an-invented-password".getBytes(StandardCharsets.UTF_8)))
			.header("X-OCI-NS-TopicOcid", this.relay.topic().ocid())
			.timeout(TIMEOUT_OF_ONS)
			.POST(HttpRequest.BodyPublishers.ofString("text"))
			.build();
		try (HttpClient client = HttpClient.newBuilder().sslContext(this.trust).build()) {
			HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
			assertThat(response.statusCode()).isEqualTo(200);
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private void renegotiate(Socket unused) throws IOException {
		try (SSLSocket socket = tls("http/1.1", "TLSv1.2")) {
			socket.startHandshake();
			socket.getOutputStream()
				.write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			int first = socket.getInputStream().read();
			if (first >= 0) {
				throw new AssertionError("The server renegotiates");
			}
			throw new EOFException();
		}
	}

	private void sendCertificate(Socket socket) throws IOException {
		socket.getOutputStream().write(clientHello(512));
		flood(socket, "1603034000", "0bfffffffffffc", 0x4000);
	}

	/**
	 * Sends records until the server closes the connection.
	 */
	private static void flood(Socket socket, String record, String beginning, int length) throws IOException {
		socket.getOutputStream().write(HEX.parseHex(record + beginning + "00".repeat(length - beginning.length() / 2)));
		while (true) {
			socket.getOutputStream().write(HEX.parseHex(record + "00".repeat(length)));
		}
	}

	/**
	 * Sends frames over HTTP/2, with the numbers of streams filled in, until the server
	 * closes the connection.
	 */
	private void http2(String frames) throws IOException {
		try (SSLSocket socket = tls("h2")) {
			socket.getOutputStream().write(PREFACE);
			for (int stream = 1; stream < 2_000_000; stream += 2) {
				socket.getOutputStream().write(HEX.parseHex(frames.contains("%") ? frames.formatted(stream) : frames));
			}
			throw new AssertionError("The server took everything");
		}
	}

	private static String stream(String type, String flags) {
		return frame(type, flags, "%1$08x", HEADERS);
	}

	private static String frame(String type, String flags, String stream, String payload) {
		return "%06x".formatted(payload.length() / 2) + type + flags + stream + payload;
	}

	private SSLSocket tls(String application, String... protocols) throws IOException {
		SSLSocket socket = (SSLSocket) this.trust.getSocketFactory().createSocket("127.0.0.1", port());
		socket.setSoTimeout(30_000);
		SSLParameters parameters = socket.getSSLParameters();
		parameters.setApplicationProtocols(new String[] { application });
		if (protocols.length > 0) {
			parameters.setProtocols(protocols);
		}
		socket.setSSLParameters(parameters);
		socket.startHandshake();
		return socket;
	}

	private int port() {
		return this.relay.address("/").getPort();
	}

	private static byte[] clientHello(int padding) {
		String extensions = "000a00060004" + "00180017" + "000b0002" + "0100" + "000d000a0008" + "0503" + "0403"
				+ "0203" + "0401" + "0015%04x".formatted(padding) + "00".repeat(padding);
		String body = "0303" + "00".repeat(32) + "00" + "0004c02cc02b" + "0100"
				+ "%04x".formatted(extensions.length() / 2) + extensions;
		String message = "01" + "%06x".formatted(body.length() / 2) + body;
		return HEX.parseHex("160301" + "%04x".formatted(message.length() / 2) + message);
	}

	private static byte[] bytes(String text, byte[] more) {
		return (text + new String(more, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * What an attacker does on a connection, until the server closes it.
	 */
	@FunctionalInterface
	private interface Attack {

		void on(Socket socket) throws IOException;

	}

}
