package io.onsrelay.notifier;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.http.RawServer;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.Outcome.Rejected;
import io.onsrelay.notifier.Outcome.Retry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every notifier that makes an HTTP call promises beside the rest, also where it
 * can't tell the answers of its service from those of another server.
 */
public abstract class HttpReceiverContract extends NotifierContract {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	private static final Message MESSAGE = Fixtures.message("computeapi.instanceaction.stop.end");

	static final String PAGE = "\n<!DOCTYPE html><html><body>Log in</body></html>";

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(80);

	private OutboundHttpFactory http = HttpClients.factory();

	/**
	 * Return a notifier that calls a server.
	 * @param http what makes its client
	 * @param origin scheme, host and port of the server
	 * @param timeout how long a call may take
	 * @return the notifier
	 */
	protected abstract Notifier notifier(OutboundHttpFactory http, String origin, Duration timeout);

	/**
	 * Return what the service answers when it takes a message.
	 * @return the answer
	 */
	protected abstract ResponseDefinitionBuilder success();

	/**
	 * Return what the service has as the body of its answer when it refuses a message.
	 * @return the body
	 */
	protected abstract String refusal();

	/**
	 * Return the idempotency key of a call.
	 * @param request the call, as the server saw it
	 * @return the key
	 */
	protected abstract String key(LoggedRequest request);

	/**
	 * Return whether a call delivers a message, rather than changing what was delivered
	 * before.
	 * @param request the call, as the server saw it
	 * @return {@code true} unless the notifier makes other calls
	 */
	protected boolean delivers(LoggedRequest request) {
		return true;
	}

	@BeforeEach
	final void open() {
		this.http = HttpClients.factory();
		answer(success());
	}

	@AfterEach
	final void close() {
		this.http.close();
	}

	@Override
	protected final Notifier notifier() {
		return notifier(LONG);
	}

	@Override
	protected final List<String> keys() {
		return requests().stream().filter(this::delivers).map(this::key).toList();
	}

	/**
	 * Makes the server answer in a way of its own.
	 * @param answer the response to every request
	 */
	protected final void answer(ResponseDefinitionBuilder answer) {
		SERVER.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(answer));
	}

	/**
	 * Delivers a message to the server.
	 * @return the outcome
	 */
	protected final Outcome deliver() {
		return deliver(notifier(), MESSAGE);
	}

	/**
	 * Return the server's address.
	 * @return scheme, host and port
	 */
	protected final String origin() {
		return SERVER.baseUrl();
	}

	/**
	 * Return what the server has seen since the test began, the oldest first.
	 * @return the requests
	 */
	protected final List<LoggedRequest> requests() {
		return SERVER.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 451 })
	void deliverWhenServiceRefusesRejects(int status) {
		answer(WireMock.aResponse().withStatus(status).withBody(refusal()));
		assertThat(deliver()).isInstanceOf(Rejected.class);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			408, TIMEOUT
			425, TIMEOUT
			429, RATE_LIMITED
			500, SERVER
			501, SERVER
			502, SERVER
			503, SERVER
			504, SERVER
			599, SERVER
			""")
	void deliverWhenStatusAsksForRetryRetries(int status, Reason reason) {
		for (String body : List.of(refusal(), PAGE, "")) {
			answer(WireMock.aResponse().withStatus(status).withBody(body));
			assertRetry(deliver(), reason);
		}
	}

	@ParameterizedTest
	@CsvSource({ "302, redirects the call", "407, asks for credentials", "403, answered" })
	void deliverWhenProxyAnswersSaysSo(int status, String what) {
		answer(WireMock.aResponse().withStatus(status).withBody(PAGE));
		assertThat(deliver()).isInstanceOfSatisfying(Retry.class,
				(retry) -> assertThat(retry.detail()).endsWith("a proxy or firewall on the way " + what));
	}

	@ParameterizedTest
	@ValueSource(ints = { 413, 414, 431 })
	void deliverWhenMessageIsTooLargeForProxyRejects(int status) {
		answer(WireMock.aResponse().withStatus(status).withBody(PAGE));
		assertThat(deliver()).isInstanceOf(Rejected.class);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			30,                              30
			'Sun, 01 Mar 2026 12:00:20 GMT', 20
			soon,
			,
			""")
	void deliverWhenRateLimitedReportsRetryAfter(@Nullable String retryAfter, @Nullable Integer seconds) {
		ResponseDefinitionBuilder answer = WireMock.aResponse().withStatus(429);
		answer((retryAfter != null) ? answer.withHeader("Retry-After", retryAfter) : answer);
		assertThat(deliver()).isInstanceOfSatisfying(Retry.class, (retry) -> {
			assertThat(retry.reason()).isEqualTo(Reason.RATE_LIMITED);
			assertThat(retry.retryAfter()).isEqualTo((seconds != null) ? Duration.ofSeconds(seconds) : null);
		});
	}

	@Test
	void deliverWhenRedirectedDoesNotFollow() {
		answer(WireMock.aResponse().withStatus(307).withHeader("Location", SERVER.baseUrl() + "/elsewhere"));
		assertRetry(deliver(), Reason.PROXY);
		assertThat(requests()).hasSize(1);
	}

	@Test
	void deliverWhenRefusedByServerTriesOnce() {
		answer(WireMock.aResponse().withStatus(503).withHeader("Retry-After", "0"));
		deliver();
		assertThat(requests()).hasSize(1);
	}

	@Test
	void deliverWhenServerIsSilentTimesOut() throws IOException {
		try (RawServer server = RawServer.silent()) {
			assertRetry(deliver(notifier(this.http, server.origin(), SHORT), MESSAGE), Reason.TIMEOUT);
		}
	}

	@Test
	void deliverWhenServerDripsTimesOut() throws IOException {
		try (RawServer server = RawServer.dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) {
			assertRetry(deliver(notifier(this.http, server.origin(), SHORT), MESSAGE), Reason.TIMEOUT);
		}
	}

	@Test
	void deliverWhenConnectionIsRefusedRetries() {
		Notifier notifier = notifier(this.http, "http://localhost:" + RawServer.deafPort(), LONG);
		assertRetry(deliver(notifier, MESSAGE), Reason.NETWORK);
	}

	@Test
	void deliverWhenConnectionIsResetRetries() throws IOException {
		try (RawServer server = RawServer.resetting()) {
			assertRetry(deliver(notifier(this.http, server.origin(), LONG), MESSAGE), Reason.NETWORK);
		}
	}

	@Test
	void deliverWhenAnswerIsGarbageRetries() {
		answer(WireMock.aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
		assertRetry(deliver(), Reason.NETWORK);
	}

	@Test
	void deliverWhenAnswerIsOversizedReadsLittleOfIt() {
		answer(WireMock.aResponse().withStatus(500).withBody("x".repeat(10 * 1024 * 1024)));
		assertThat(deliver()).isInstanceOfSatisfying(Retry.class,
				(retry) -> assertThat(retry.detail().length()).isLessThan(500));
	}

	@ParameterizedTest
	@ValueSource(ints = { 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 407, 409, 422, 451, 511 })
	void deliverWhenProxyAnswersWithPageRetriesLikeInAnOutage(int status) {
		answer(WireMock.aResponse().withStatus(status).withHeader("Location", "/login").withBody(PAGE));
		Outcome outcome = deliver();
		assertRetry(outcome, (status < 500) ? Reason.PROXY : Reason.SERVER);
		assertThat(outcome.toString()).contains("HTTP " + status).doesNotContain("Log in", "login");
	}

	@Test
	void deliverWhenAnswerRepeatsSecretsHidesThem() {
		String body = String.join(" ", secrets());
		for (int status : new int[] { 200, 400, 403, 404, 410 }) {
			answer(WireMock.aResponse().withStatus(status).withBody(body));
			assertThat(deliver()).isNotNull();
		}
		answer(WireMock.aResponse().withStatus(500).withBody("{\"errors\":[\"" + body + "\"]}"));
		assertThat(deliver()).isInstanceOf(Retry.class);
	}

	@Test
	void deliverSendsNoSecretOfMessage() {
		Notifier notifier = notifier();
		// In the order in which it happened: what is late is not sent to every
		// destination.
		Fixtures.names()
			.stream()
			.map(Fixtures::message)
			.sorted(Comparator.comparing(Message::occurredAt))
			.forEach((message) -> deliver(notifier, message));
		assertThat(keys()).hasSameSizeAs(Fixtures.names());
		assertThat(requests()).noneMatch((request) -> request.getBodyAsString().contains("nobody-may-see"));
	}

	@Test
	void deliverWhenPartsOfBatchAreRepeatedUsesOneKeyForEach() {
		Message batch = Fixtures.parse("[%1$s,%1$s,%1$s]".formatted(Fixtures.body("log.audit").text()));
		Notifier notifier = notifier();
		for (String records : List.of("1", "2", "1", "2-3")) {
			assertThat(deliver(notifier, batch.part(new Message.Records(records)))).isEqualTo(Outcome.delivered());
		}
		assertThat(keys()).hasSize(4);
		assertThat(keys().get(2)).isEqualTo(keys().getFirst());
		assertThat(keys().stream().distinct()).hasSize(3);
	}

	static void assertRetry(Outcome outcome, Reason reason) {
		assertThat(outcome).isInstanceOfSatisfying(Retry.class, (retry) -> {
			assertThat(retry.reason()).isEqualTo(reason);
			assertThat(retry.detail()).isNotBlank().doesNotContain("\n");
		});
	}

	private Notifier notifier(Duration timeout) {
		return notifier(this.http, SERVER.baseUrl(), timeout);
	}

}
