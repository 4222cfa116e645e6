package io.onsrelay.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.http.HttpResult.Answer;
import io.onsrelay.secret.Secret;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
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
		stub(aResponse().withStatus(201).withBody("grüße"));
		assertThat(get("/a?b=c")).isEqualTo(new Answer(201, Optional.empty(), "grüße"));
		SERVER.verify(getRequestedFor(urlEqualTo("/a?b=c")).withHeader("Accept", equalTo("text/plain"))
			.withHeader("User-Agent", equalTo("ons-relay/1.2.3")));
	}

	@Test
	void postSendsBodyAsUtf8() {
		stub(aResponse());
		this.http.exchange(HttpCall.postJson(address("/"), "{\"text\":\"grüße 🚀\"}"));
		SERVER.verify(postRequestedFor(urlEqualTo("/")).withRequestBody(equalTo("{\"text\":\"grüße 🚀\"}"))
			.withHeader("Content-Type", containing("application/json")));
	}

	@Test
	void postWhenBodyIsEmptySendsNone() {
		stub(aResponse());
		this.http.exchange(new HttpCall("POST", address("/"), Map.of(), ""));
		SERVER.verify(postRequestedFor(urlEqualTo("/")).withHeader("Content-Length", equalTo("0"))
			.withHeader("Content-Type", absent()));
	}

	@Test
	void exchangeWhenRedirectedReturnsRedirect() {
		stub(aResponse().withStatus(302).withHeader("Location", SERVER.baseUrl() + "/other"));
		assertThat(get("/")).extracting("status").isEqualTo(302);
		SERVER.verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void exchangeWhenUnavailableDoesNotTryAgain() {
		stub(aResponse().withStatus(503).withHeader("Retry-After", "0"));
		assertThat(get("/")).isEqualTo(new Answer(503, Optional.of(Duration.ZERO), ""));
		SERVER.verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void exchangeWhenUnauthorizedDoesNotTryAgain() {
		stub(aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"x\""));
		assertThat(get("/")).extracting("status").isEqualTo(401);
		SERVER.verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void exchangeWhenRetryAfterIsDateReadsIt() {
		stub(aResponse().withStatus(429).withHeader("Retry-After", "Sun, 01 Mar 2026 12:00:07 GMT"));
		assertThat(get("/")).extracting("retryAfter").isEqualTo(Optional.of(Duration.ofSeconds(7)));
	}

	@Test
	void exchangeWhenCookieIsSetForgetsIt() {
		stub(aResponse().withHeader("Set-Cookie", "session=1; Path=/"));
		get("/");
		get("/");
		SERVER.verify(2, getRequestedFor(urlEqualTo("/")).withHeader("Cookie", absent()));
	}

	@Test
	void exchangeWhenCompressedKeepsWhatCame() throws IOException {
		byte[] bomb = gzip("0".repeat(1024 * 1024));
		stub(aResponse().withHeader("Content-Encoding", "gzip").withBody(bomb));
		assertThat(get("/")).isInstanceOfSatisfying(Answer.class,
				(answer) -> assertThat(answer.body().length()).isLessThan(2048).isPositive());
		SERVER.verify(getRequestedFor(urlEqualTo("/")).withHeader("Accept-Encoding", absent()));
	}

	@Test
	void exchangeWhenAnswersAreOversizedKeepsBeginningAndFreesConnections() {
		stub(aResponse().withBody("x".repeat(1024 * 1024)));
		for (int i = 0; i < 25; i++) {
			assertThat(get("/")).extracting("status", "body").containsExactly(200, "x".repeat(8192));
		}
	}

	@Test
	void toStringOfAnswerHoldsNoBody() {
		stub(aResponse().withBody("a token"));
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
		SERVER.stubFor(any(anyUrl()).willReturn(response));
	}

	private HttpResult get(String target) {
		return this.http.exchange(HttpCall.get(address(target), "text/plain"));
	}

	private Secret address(String target) {
		return Secret.of(SERVER.baseUrl() + target);
	}

}
