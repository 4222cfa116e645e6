package io.onsrelay.notifier.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.TestClock;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthorizedHttp}, {@link AccessTokens} and {@link TokenEndpoint}.
 */
@Timeout(30)
class AuthorizedHttpTests {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final TestClock clock = TestClock.standing();

	private final OutboundHttpFactory factory = HttpClients.factory();

	private final OutboundHttp http = this.factory.create(HttpSettings.within(TIMEOUT));

	private AuthorizedHttp oauth2 = AuthorizedHttp.plain(this.http);

	@BeforeEach
	void create() {
		this.oauth2 = AuthorizedHttp.oauth2(
				this.http, this.factory, new OAuth2Settings(SERVER.baseUrl() + "/token?tenant=a", "relay id",
						Secret.of("invented+secret"), "alerts.write other"),
				"relay.notifier.webhook.siem.oauth2", TIMEOUT, this.clock);
		grant("first");
		receive(WireMock.aResponse());
	}

	@AfterEach
	void close() {
		this.factory.close();
	}

	@Test
	void plainSendsNoCredentials() {
		call(AuthorizedHttp.plain(this.http));
		assertThat(calls()).singleElement()
			.satisfies((request) -> assertThat(request.containsHeader("Authorization")).isFalse());
	}

	@Test
	void basicAndBearerSendTheirs() {
		call(AuthorizedHttp.basic(this.http, "Aladdin", Secret.of("open sesame")));
		call(AuthorizedHttp.bearer(this.http, Secret.of("abc")));
		assertThat(authorizations()).containsExactly("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Bearer abc");
	}

	@Test
	void tokenIsAskedForWithTheClientsCredentials() {
		assertThat(call(this.oauth2)).isEqualTo(Outcome.delivered());
		assertThat(authorizations()).containsExactly("Bearer first");
		assertThat(tokenRequests()).singleElement().satisfies((request) -> {
			assertThat(request.getBodyAsString()).isEqualTo("grant_type=client_credentials&scope=alerts.write+other");
			assertThat(request.getUrl()).isEqualTo("/token?tenant=a");
			// relay+id:invented%2Bsecret
			assertThat(request.getHeader("Authorization")).isEqualTo("Basic cmVsYXkraWQ6aW52ZW50ZWQlMkJzZWNyZXQ=");
		});
	}

	@Test
	void tokenIsKeptUntilShortlyBeforeItsEnd() {
		call(this.oauth2);
		this.clock.move(Duration.ofMinutes(58));
		call(this.oauth2);
		assertThat(tokenRequests()).hasSize(1);
		grant("second");
		this.clock.move(Duration.ofMinutes(1));
		call(this.oauth2);
		assertThat(tokenRequests()).hasSize(2);
		assertThat(authorizations()).containsExactly("Bearer first", "Bearer first", "Bearer second");
	}

	@Test
	void tokenThatIsNotAcceptedAnyMoreIsReplacedByTheNextAttempt() {
		call(this.oauth2);
		receive(WireMock.unauthorized());
		assertThat(call(this.oauth2)).isEqualTo(Outcome.retry(Reason.AUTH,
				"HTTP 401: the access token is not accepted any more; the next attempt asks for another one"));
		receive(WireMock.aResponse());
		grant("second");
		assertThat(call(this.oauth2)).isEqualTo(Outcome.delivered());
		assertThat(authorizations()).containsExactly("Bearer first", "Bearer first", "Bearer second");
	}

	@Test
	void newTokenThatIsNotAcceptedIsRejected() {
		receive(WireMock.unauthorized());
		assertThat(call(this.oauth2)).isEqualTo(Outcome.rejected(Reason.AUTH, "HTTP 401"));
		call(this.oauth2);
		assertThat(tokenRequests()).hasSize(2);
	}

	@Test
	void callsAtTheSameTimeShareOneRequestForToken() throws Exception {
		tokens(token("shared").withFixedDelay(300));
		List<Callable<Outcome>> calls = Stream.generate(() -> (Callable<Outcome>) () -> call(this.oauth2))
			.limit(8)
			.toList();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<Outcome> outcome : threads.invokeAll(calls)) {
				assertThat(outcome.get()).isEqualTo(Outcome.delivered());
			}
		}
		assertThat(tokenRequests()).hasSize(1);
		assertThat(calls()).hasSize(8);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					401 | {"error":"invalid_client"} | AUTH | answers invalid_client; check relay.notifier.webhook.siem.oauth2.client-id and client-secret
					400 | {"error":"invalid_scope"}  | AUTH | answers invalid_scope; check relay.notifier.webhook.siem.oauth2.scope
					400 | {"error":"other"}          | AUTH | answers other; check relay.notifier.webhook.siem.oauth2.token-url
					404 | no                         | AUTH | answers HTTP 404; check relay.notifier.webhook.siem.oauth2.token-url
					200 | {"access_token":"a b"}     | AUTH | has no bearer token; check relay.notifier.webhook.siem.oauth2.token-url
					200 | {"access_token":"a","token_type":"mac"} | AUTH | has no bearer token
					200 | []                         | AUTH | has no bearer token
					""")
	void tokenThatIsNotGrantedIsRejectedAndSaysWhatToCheck(int status, String body, Reason reason, String detail) {
		tokens(WireMock.aResponse().withStatus(status).withBody(body));
		assertThat(call(this.oauth2)).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(reason);
			assertThat(rejected.detail()).startsWith("the ").contains(detail).doesNotContain("invented");
		});
		assertThat(calls()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "500, SERVER", "503, SERVER", "429, RATE_LIMITED", "302, PROXY", "407, PROXY" })
	void tokenEndpointThatFailsIsRetried(int status, Reason reason) {
		tokens(WireMock.aResponse().withStatus(status).withHeader("Retry-After", "7"));
		assertThat(call(this.oauth2)).isInstanceOfSatisfying(Outcome.Retry.class, (retry) -> {
			assertThat(retry.reason()).isEqualTo(reason);
			assertThat(retry.detail()).startsWith("no access token: HTTP " + status);
			assertThat(retry.retryAfter()).isEqualTo(Duration.ofSeconds(7));
		});
		tokens(token("later"));
		assertThat(call(this.oauth2)).isEqualTo(Outcome.delivered());
	}

	@Test
	void pageInPlaceOfTokenIsRetriedLikeAnOutage() {
		tokens(WireMock.ok("<html>Log in</html>"));
		assertThat(call(this.oauth2)).isInstanceOfSatisfying(Outcome.Retry.class, (retry) -> {
			assertThat(retry.reason()).isEqualTo(Reason.PROXY);
			assertThat(retry.detail()).startsWith("no access token: HTTP 200");
		});
	}

	@Test
	void toStringHasNoCredentials() {
		call(this.oauth2);
		assertThat(this.oauth2.toString()).doesNotContain("invented", "first");
		assertThat(AuthorizedHttp.bearer(this.http, Secret.of("invented")).toString()).doesNotContain("invented");
	}

	private static Outcome call(AuthorizedHttp http) {
		return http.exchange(new HttpCall("POST", Secret.of(SERVER.baseUrl() + "/hook"), Map.of(), "{}"),
				(response) -> HttpOutcomes.ofReceiver(response, "the receiver"));
	}

	private static void grant(String token) {
		tokens(token(token));
	}

	private static ResponseDefinitionBuilder token(String token) {
		return WireMock
			.okJson("{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(token));
	}

	private static void tokens(ResponseDefinitionBuilder answer) {
		SERVER.stubFor(WireMock.post(WireMock.urlPathEqualTo("/token")).willReturn(answer));
	}

	private static void receive(ResponseDefinitionBuilder answer) {
		SERVER.stubFor(WireMock.post("/hook").willReturn(answer));
	}

	private static List<LoggedRequest> tokenRequests() {
		return SERVER.findAll(WireMock.postRequestedFor(WireMock.urlPathEqualTo("/token")));
	}

	private static List<LoggedRequest> calls() {
		return SERVER.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/hook")));
	}

	private static List<String> authorizations() {
		return calls().stream().map((request) -> request.getHeader("Authorization")).toList();
	}

}
