package io.onsrelay.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutboundHttp} against a server that answers.
 */
@Timeout(30)
class OutboundHttpTests {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	private final OutboundHttpFactory factory = HttpClients.factory();

	private final OutboundHttp http = this.factory.create(HttpSettings.within(Duration.ofSeconds(5)));

	@AfterEach
	void close() {
		this.factory.close();
	}

	@Test
	void getWhenAnsweredReturnsStatusAndBody() {
		stub(WireMock.aResponse().withStatus(201).withBody("grüße"));
		assertThat(get("/a?b=c")).isEqualTo(new Response(201, Optional.empty(), "grüße"));
		SERVER.verify(WireMock.getRequestedFor(WireMock.urlEqualTo("/a?b=c"))
			.withHeader("Accept", WireMock.equalTo("text/plain"))
			.withHeader("User-Agent", WireMock.equalTo("ons-relay/1.2.3")));
	}

	@Test
	void getWhenUrlsAlternateCallsEach() {
		stub(WireMock.aResponse());
		List.of("/a", "/b", "/b", "/a").forEach(this::get);
		assertThat(SERVER.findAll(WireMock.getRequestedFor(WireMock.anyUrl()))).extracting(LoggedRequest::getUrl)
			.containsExactlyInAnyOrder("/a", "/b", "/b", "/a");
	}

	@Test
	void postSendsBytesAsTheyAre() {
		stub(WireMock.aResponse());
		byte[] bytes = { 0, (byte) 0xff, '{', (byte) 0xc3, 10 };
		this.http.exchange(new HttpCall("POST", address("/"), Map.of("Content-Type", "application/octet-stream"),
				HttpBody.of(bytes)));
		assertThat(SERVER.findAll(WireMock.postRequestedFor(WireMock.anyUrl()))).singleElement()
			.satisfies((request) -> assertThat(request.getBody()).isEqualTo(bytes));
	}

	@Test
	void postSendsBodyAsUtf8() {
		stub(WireMock.aResponse());
		this.http
			.exchange(HttpCall.postJson(address("/"), JsonNodeFactory.instance.objectNode().put("text", "grüße 🚀")));
		SERVER.verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/"))
			.withRequestBody(WireMock.equalTo("{\"text\":\"grüße 🚀\"}"))
			.withHeader("Content-Type", WireMock.containing("application/json")));
	}

	@Test
	void postWhenBodyIsEmptySendsNone() {
		stub(WireMock.aResponse());
		this.http.exchange(new HttpCall("POST", address("/"), Map.of(), ""));
		SERVER.verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/"))
			.withHeader("Content-Length", WireMock.equalTo("0"))
			.withHeader("Content-Type", WireMock.absent()));
	}

	@Test
	void exchangeWhenRedirectedReturnsRedirect() {
		stub(WireMock.aResponse().withStatus(302).withHeader("Location", SERVER.baseUrl() + "/other"));
		assertThat(get("/")).extracting("status").isEqualTo(302);
		SERVER.verify(1, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void exchangeWhenUnavailableDoesNotTryAgain() {
		stub(WireMock.aResponse().withStatus(503).withHeader("Retry-After", "0"));
		assertThat(get("/")).isEqualTo(new Response(503, Optional.of(Duration.ZERO), ""));
		SERVER.verify(1, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void exchangeWhenUnauthorizedDoesNotTryAgain() {
		stub(WireMock.aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"x\""));
		assertThat(get("/")).extracting("status").isEqualTo(401);
		SERVER.verify(1, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void exchangeWhenRetryAfterIsDateReadsIt() {
		stub(WireMock.aResponse().withStatus(429).withHeader("Retry-After", "Sun, 01 Mar 2026 12:00:07 GMT"));
		assertThat(get("/")).extracting("retryAfter").isEqualTo(Optional.of(Duration.ofSeconds(7)));
	}

	@Test
	void exchangeWhenCookieIsSetForgetsIt() {
		stub(WireMock.aResponse().withHeader("Set-Cookie", "session=1; Path=/"));
		get("/");
		get("/");
		SERVER.verify(2, WireMock.getRequestedFor(WireMock.urlEqualTo("/")).withHeader("Cookie", WireMock.absent()));
	}

	@Test
	void exchangeWhenCompressedKeepsWhatCame() throws IOException {
		byte[] bomb = gzip("0".repeat(1024 * 1024));
		stub(WireMock.aResponse().withHeader("Content-Encoding", "gzip").withBody(bomb));
		assertThat(get("/")).isInstanceOfSatisfying(Response.class,
				(response) -> assertThat(response.body().length()).isLessThan(2048).isPositive());
		SERVER.verify(
				WireMock.getRequestedFor(WireMock.urlEqualTo("/")).withHeader("Accept-Encoding", WireMock.absent()));
	}

	@Test
	void exchangeWhenResponsesAreOversizedKeepsBeginningAndFreesConnections() {
		stub(WireMock.aResponse().withBody("x".repeat(1024 * 1024)));
		for (int i = 0; i < 25; i++) {
			assertThat(get("/")).extracting("status", "body").containsExactly(200, "x".repeat(8192));
		}
	}

	@Test
	void exchangeReadsEveryLengthWholeAndFreesTheConnection() {
		for (int length : List.of(0, 1, 20, 8191, 8192)) {
			stub(WireMock.aResponse().withBody("x".repeat(length)));
			for (int i = 0; i < 25; i++) {
				assertThat(get("/")).extracting("status", "body").containsExactly(200, "x".repeat(length));
			}
		}
	}

	@Test
	void toStringOfResponseHoldsNoBody() {
		stub(WireMock.aResponse().withBody("a token"));
		assertThat(get("/")).asString().contains("200").doesNotContain("token");
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	private void stub(ResponseDefinitionBuilder response) {
		SERVER.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(response));
	}

	private HttpResult get(String target) {
		return this.http.exchange(HttpCall.get(address(target), "text/plain"));
	}

	private Secret address(String target) {
		return Secret.of(SERVER.baseUrl() + target);
	}

}
