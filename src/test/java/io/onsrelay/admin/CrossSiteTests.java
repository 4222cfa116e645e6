package io.onsrelay.admin;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.ingest.IngestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that pages of browsers make to the API, with the password that the browser
 * knows.
 */
class CrossSiteTests {

	private static final String REPLAY = "/api/dead-letters/replay?all=true";

	private static IngestServer server;

	private static IngestServer behindProxy;

	@BeforeAll
	static void start(@TempDir Path directory, @TempDir Path other) {
		server = IngestServer.start(directory, "relay.public-url=https://relay.example.com/ops");
		behindProxy = IngestServer.start(other, "relay.ingest.trusted-proxies=127.0.0.1");
	}

	@AfterAll
	static void stop() {
		server.close();
		behindProxy.close();
	}

	@Test
	void postOfCurlIsAllowed() {
		assertThat(replay(server, Map.of())).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://relay.example.com", "HTTPS://Relay.example.com:443", "http://127.0.0.1:<port>" })
	void postOfOwnPageIsAllowed(String origin) {
		String own = origin.replace("<port>", String.valueOf(server.port()));
		assertThat(replay(server, Map.of("Origin", own))).isEqualTo(200);
		assertThat(replay(server, Map.of("Referer", own + "/dead-letters?x"))).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "", "http://relay.example.com", "https://127.0.0.1:<port>",
			"http://127.0.0.1", "http://localhost:<port>", "https://relay.example.com.evil.example",
			"https://relay.example.com:8443", "https://relay.example.com@evil.example", "https://evil.example#https://",
			"file://", "x" })
	void postOfForeignPageIs403(String origin) {
		String foreign = origin.replace("<port>", String.valueOf(server.port()));
		assertThat(replay(server, Map.of("Origin", foreign))).isEqualTo(403);
		assertThat(replay(server, Map.of("Origin", foreign, "Sec-Fetch-Site", "same-origin"))).isEqualTo(403);
		assertThat(replay(server, Map.of("Referer", foreign))).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "cross-site, 403", "same-site, 403", "same-origin, 200", "none, 200", "x, 403" })
	void postWithoutOriginIsJudgedByFetchSiteBeforeReferer(String site, int status) {
		assertThat(replay(server, Map.of("Sec-Fetch-Site", site, "Referer", "https://x.example/"))).isEqualTo(status);
	}

	@Test
	void postWithTwoOriginsIs403() {
		HttpRequest.Builder request = operator(server, REPLAY).header("Origin", "https://relay.example.com")
			.header("Origin", "https://evil.example");
		assertThat(server.post(request, "").statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "post", "ANY" })
	void everyMethodButThoseThatOnlyReadIs403(String method) {
		HttpRequest.Builder request = operator(server, REPLAY).header("Origin", "https://evil.example");
		assertThat(server.send(request.method(method, HttpRequest.BodyPublishers.noBody())).statusCode()).isIn(403, 400,
				405, 501);
		assertThat(server.send(operator(server, "/api/dead-letters").header("Origin", "https://evil.example").GET())
			.statusCode()).isEqualTo(200);
	}

	@Test
	void rejectionIsProblemDetailThatSaysWhatToDo() {
		HttpResponse<String> response = server.post(operator(server, REPLAY).header("Origin", "https://evil.example"),
				"");
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.body()).contains("\"status\":403", "relay.public-url").doesNotContain("evil");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			https | relay.example.com      | -    | https://relay.example.com      | 200
			https | relay.example.com:8443 | -    | https://relay.example.com:8443 | 200
			https | relay.example.com      | 8443 | https://relay.example.com:8443 | 200
			http  | relay.example.com      | -    | https://relay.example.com      | 403
			https | evil.example           | -    | https://relay.example.com      | 403
			https | -                      | -    | https://127.0.0.1:<port>       | 200
			-     | relay.example.com      | -    | http://relay.example.com       | 200
			""")
	void postBehindTrustedProxyIsComparedWithWhatClientSees(String scheme, String host, String port, String origin,
			int status) {
		HttpRequest.Builder request = operator(behindProxy, REPLAY).header("Origin",
				origin.replace("<port>", String.valueOf(behindProxy.port())));
		header(request, "X-Forwarded-Proto", scheme);
		header(request, "X-Forwarded-Host", host);
		header(request, "X-Forwarded-Port", port);
		assertThat(behindProxy.post(request, "").statusCode()).isEqualTo(status);
	}

	@Test
	void postBehindUnknownProxyIsNotComparedWithItsHeaders() {
		assertThat(replay(server, Map.of("Origin", "https://evil.example", "X-Forwarded-Proto", "https",
				"X-Forwarded-Host", "evil.example")))
			.isEqualTo(403);
	}

	@Test
	void messagesOfOnsAreNotConcerned() {
		HttpRequest.Builder request = server.request()
			.header("Origin", "https://evil.example")
			.header("Sec-Fetch-Site", "cross-site");
		assertThat(server.post(request, "{}").statusCode()).isEqualTo(200);
	}

	private static int replay(IngestServer server, Map<String, String> headers) {
		HttpRequest.Builder request = operator(server, REPLAY);
		headers.forEach(request::header);
		return server.post(request, "").statusCode();
	}

	private static HttpRequest.Builder operator(IngestServer server, String path) {
		return server.to(path).header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD));
	}

	private static void header(HttpRequest.Builder request, String name, String value) {
		if (value != null) {
			request.header(name, value);
		}
	}

}
