package io.onsrelay.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.standin.ServerCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * TLS by the service itself, as it is set up in application.yaml.
 */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class HttpsTests {

	private static final int HANDSHAKE = 22;

	private static final int ALERT = 21;

	private static final int ENOUGH = 20;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * As a browser's. The JDK's client speaks HTTP/2 only where TLS versions are named.
	 */
	private static final SSLParameters MODERN = new SSLParameters(null, new String[] { "TLSv1.3", "TLSv1.2" });

	private static ServerCertificate first;

	private static ServerCertificate renewed;

	private static TlsSecret secret;

	private static IngestServer server;

	@BeforeAll
	static void start(@TempDir Path directory) throws IOException {
		first = ServerCertificate.create(directory.resolve("first.p12"));
		renewed = ServerCertificate.create(directory.resolve("renewed.p12"));
		secret = TlsSecret.mount(directory.resolve("secret"), first);
		server = IngestServer.start(directory, secret.properties());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void postNegotiatesHttp2AndTheNewestTls() throws Exception {
		HttpResponse<Void> response = post(client(MODERN), server.request());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(response.sslSession()).map(SSLSession::getProtocol).contains("TLSv1.3");
	}

	@Test
	void postOverHttp2WhenBodyIsCodedKeepsWhatItDecodesTo() throws Exception {
		ByteArrayOutputStream coded = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
			out.write("{\"gull\":1}".getBytes(StandardCharsets.UTF_8));
		}
		HttpRequest request = server.request()
			.uri(URI.create("https://localhost:%d/ons".formatted(server.port())))
			.header("Content-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofByteArray(coded.toByteArray()))
			.build();
		server.relay().reset();
		try (HttpClient client = client(MODERN)) {
			HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
			assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
			assertThat(response.statusCode()).isEqualTo(200);
		}
		assertThat(server.relay().only().body().text()).isEqualTo("{\"gull\":1}");
	}

	@Test
	void postWhenCredentialsAreMissingIsChallenged() throws Exception {
		HttpResponse<Void> response = post(client(MODERN), server.anonymous());
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"ons-relay\"");
	}

	@Test
	void postWhenClientKnowsNoNewerThanTls12Answers() throws Exception {
		HttpResponse<Void> response = post(client(new SSLParameters(null, new String[] { "TLSv1.2" })),
				server.request());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.sslSession()).map(SSLSession::getProtocol).contains("TLSv1.2");
	}

	// Written byte by byte, since the JDK's own client rejects old versions before the
	// server can
	@ParameterizedTest
	@CsvSource({ "0303, " + HANDSHAKE, "0302, " + ALERT, "0301, " + ALERT, "0300, " + ALERT })
	void greetingWhenVersionIsBelowTls12IsRefused(String version, int answer) throws IOException {
		try (Socket socket = new Socket("localhost", server.port())) {
			socket.getOutputStream().write(clientHello(version));
			assertThat(socket.getInputStream().read()).isEqualTo(answer);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA" })
	void handshakeWhenClientHasOnlyOldCiphersFails(String cipher) {
		SSLParameters parameters = new SSLParameters(new String[] { cipher }, new String[] { "TLSv1.2" });
		assertThatExceptionOfType(SSLHandshakeException.class)
			.isThrownBy(() -> post(client(parameters), server.request()));
	}

	@Test
	void managementPortStaysWithoutTls() {
		assertThat(server.get(server.managementPort(), "/actuator/health").statusCode()).isEqualTo(200);
	}

	@Test
	void certificateWhenRenewedUnderLoadIsServedWithoutAFailedRequest() throws IOException {
		secret.renew(first);
		try (HttpsLoad load = new HttpsLoad(() -> client(MODERN), over(server.request()))) {
			Awaitility.await().atMost(PATIENCE).until(() -> load.servedWith(first.x509()) >= ENOUGH);
			secret.renew(renewed);
			Awaitility.await().atMost(PATIENCE).until(() -> load.servedWith(renewed.x509()) >= ENOUGH);
			assertThat(load.failures()).isEmpty();
		}
	}

	@Test
	void certificateWhenItDoesNotFitItsKeyIsNotTakenUp(CapturedOutput output) throws Exception {
		secret.renew(first, renewed);
		Awaitility.await().atMost(PATIENCE).until(() -> output.getAll().contains("SSL reload error"));
		assertThat(post(client(MODERN), server.request()).statusCode()).isEqualTo(200);
		secret.renew(first);
	}

	private static HttpClient client(SSLParameters parameters) {
		return HttpClient.newBuilder()
			.sslContext(ServerCertificate.trusting(List.of(first, renewed)))
			.sslParameters(parameters)
			.build();
	}

	private static HttpResponse<Void> post(HttpClient client, HttpRequest.Builder request)
			throws IOException, InterruptedException {
		try (client) {
			return client.send(over(request), HttpResponse.BodyHandlers.discarding());
		}
	}

	private static HttpRequest over(HttpRequest.Builder request) {
		return request.uri(URI.create("https://localhost:%d/ons".formatted(server.port())))
			.POST(HttpRequest.BodyPublishers.ofString("{}"))
			.build();
	}

	/**
	 * The first message of a handshake that offers a version and what that version needs:
	 * ciphers of every age, and the curves and signatures of the certificates here. See
	 * https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.2.
	 */
	private static byte[] clientHello(String version) {
		String random = "00".repeat(32);
		String ciphers = "000cc02cc02bc00ac0090035002f";
		String extensions = "001e000a00060004" + "00180017" + "000b0002" + "0100" + "000d000a0008" + "0503" + "0403"
				+ "0203" + "0401";
		String body = version + random + "00" + ciphers + "0100" + extensions;
		String message = "01" + "%06x".formatted(body.length() / 2) + body;
		return HexFormat.of().parseHex("160301" + "%04x".formatted(message.length() / 2) + message);
	}

}
