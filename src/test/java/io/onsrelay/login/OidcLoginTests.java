package io.onsrelay.login;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.ingest.IngestServer;
import io.onsrelay.standin.StandInOidc;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins by an OpenID provider, and its tokens at the API.
 */
@ExtendWith(OutputCaptureExtension.class)
class OidcLoginTests {

	private static final String API = "/api/dead-letters";

	private static final String REPLAY = "/api/dead-letters/replay?all=true";

	private static StandInOidc provider;

	private static IngestServer server;

	@BeforeAll
	static void start(@TempDir Path directory) {
		provider = new StandInOidc();
		server = IngestServer.start(directory, "relay.public-url=https://relay.example.com/ops/",
				"relay.admin.oidc.issuer=" + provider.issuer(), "relay.admin.oidc.client-id=" + StandInOidc.CLIENT_ID,
				"relay.admin.oidc.client-secret=" + StandInOidc.CLIENT_SECRET);
	}

	@AfterAll
	static void stop() {
		server.close();
		provider.close();
	}

	@Test
	void tokenOfOperatorReadsAndChanges() {
		String token = provider.token(provider.claims("ann@example.com", List.of("ons-relay-operator", "others")));
		assertThat(get(API, token)).isEqualTo(200);
		assertThat(post(REPLAY, token)).isEqualTo(200);
	}

	@Test
	void tokenOfReaderReadsOnly() {
		String token = provider.token(provider.claims("bob@example.com", List.of(Map.of("name", "ons-relay-reader"))));
		assertThat(get(API, token)).isEqualTo(200);
		assertThat(post(REPLAY, token)).isEqualTo(403);
	}

	@Test
	void accessTokenOfItsOwnTypeIsTaken() {
		assertThat(get(API, StandInOidc.token(provider.claims("ann", "ons-relay-reader"), provider.key(),
				new JOSEObjectType("at+jwt"))))
			.isEqualTo(200);
	}

	static Stream<Arguments> badTokens() {
		return Stream.of(bad("another issuer", (claims) -> claims.put("iss", "https://evil.example")),
				bad("another audience", (claims) -> claims.put("aud", "other-service")),
				bad("no audience", (claims) -> claims.remove("aud")),
				bad("expired", (claims) -> claims.put("exp", Date.from(Clock.systemUTC().instant().minusSeconds(120)))),
				bad("without an end", (claims) -> claims.remove("exp")), bad("of the future",
						(claims) -> claims.put("nbf", Date.from(Clock.systemUTC().instant().plusSeconds(120)))));
	}

	@ParameterizedTest
	@MethodSource("badTokens")
	void tokenThatIsNotForThisServiceIs401(String what, Consumer<Map<String, Object>> change) {
		Map<String, Object> claims = provider.claims("ann", "ons-relay-operator");
		change.accept(claims);
		HttpResponse<String> response = server
			.send(server.to(API).header("Authorization", "Bearer " + provider.token(claims)).GET());
		assertThat(response.statusCode()).as(what).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).singleElement()
			.asString()
			.startsWith("Bearer error=\"invalid_token\"");
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA" })
	void tokenThatIsNoneIs401(String token) {
		assertThat(get(API, token)).isEqualTo(401);
	}

	@Test
	void tokensOfUnknownKeysDoNotFloodTheProvider() {
		get(API, provider.token(provider.claims("ann", "ons-relay-reader")));
		int before = provider.keyCalls();
		for (int i = 0; i < 5; i++) {
			assertThat(get(API, StandInOidc.token(provider.claims("ann", "ons-relay-operator"), StandInOidc.newKey(),
					JOSEObjectType.JWT)))
				.isEqualTo(401);
		}
		assertThat(provider.keyCalls() - before).isLessThanOrEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin", "ADMIN", "", "two\nlines", "hidden\u202ename" })
	void userWhoseNameIsAnotherOnesOrNoLineIsRefused(String name, CapturedOutput output) {
		assertThat(get(API, provider.token(provider.claims(name, "ons-relay-operator")))).isEqualTo(403);
		assertThat(output).contains("relay.admin.oidc.username-claim");
	}

	@Test
	void userWithoutRoleIsRefusedAndLogged(CapturedOutput output) {
		assertThat(get(API, provider.token(provider.claims("eve@example.com", List.of("cooks"))))).isEqualTo(403);
		assertThat(output).contains("eve@example.com of the OpenID provider is refused: the claim groups");
	}

	@Test
	void challengeNamesBothWays() {
		assertThat(server.get(server.port(), API).headers().allValues("WWW-Authenticate"))
			.containsExactly("Basic realm=\"ons-relay\"", "Bearer");
	}

	@Test
	void pageWithTheFormIsOfferedTheProvider() {
		assertThat(server.get(server.port(), "/login?continue=%2Fmessages%3Fq%3Dx").body())
			.isEqualTo("/login/with/oidc?continue=%2Fmessages%3Fq%3Dx");
	}

	@Test
	void browserLogsInAndContinues() {
		try (Browser browser = new Browser(server)) {
			URI location = begin(browser, "/messages?q=a%20b");
			assertThat(location.getQuery()).contains("response_type=code", "client_id=ons-relay",
					"scope=openid profile", "redirect_uri=https://relay.example.com/ops/login/callback",
					"code_challenge_method=S256", "nonce=");
			assertThat(browser.cookies()).extracting("name").containsExactly("ons-relay-login");
			HttpResponse<String> back = end(browser,
					provider.login(location, provider.claims("ann@example.com", "ons-relay-operator")));
			assertThat(Browser.location(back)).isEqualTo("/messages?q=a%20b");
			assertThat(browser.get("/messages").statusCode()).isEqualTo(404);
			assertThat(server.get(server.port(), "/messages").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void sessionIsNoLoginOfTheApi() {
		try (Browser browser = new Browser(server)) {
			end(browser, provider.login(begin(browser, "/"), provider.claims("ann@example.com", "ons-relay-operator")));
			assertThat(browser.get(API).statusCode()).isEqualTo(401);
		}
	}

	@Test
	void loginThatAnotherBrowserBeganIsRefused(CapturedOutput output) {
		try (Browser attacker = new Browser(server); Browser victim = new Browser(server)) {
			URI back = provider.login(begin(attacker, "/"), provider.claims("mallory@x.example", "ons-relay-operator"));
			begin(victim, "/");
			assertThat(Browser.location(end(victim, back))).isEqualTo("/login?error=provider");
			assertThat(victim.cookies()).extracting("name").containsExactly("ons-relay-login");
			assertThat(output).contains("authorization_request_not_found");
		}
	}

	@Test
	void codeOfALoginIsTakenOnce() {
		try (Browser browser = new Browser(server)) {
			URI back = provider.login(begin(browser, "/"), provider.claims("ann@example.com", "ons-relay-operator"));
			assertThat(Browser.location(end(browser, back))).isEqualTo("/");
			assertThat(Browser.location(end(browser, back))).isEqualTo("/login?error=provider");
		}
	}

	@Test
	void loginWithAnotherNonceIsRefused() {
		try (Browser browser = new Browser(server)) {
			URI location = URI.create(begin(browser, "/").toString().replaceFirst("nonce=[^&]+", "nonce=x"));
			HttpResponse<String> back = end(browser,
					provider.login(location, provider.claims("ann@example.com", "ons-relay-operator")));
			assertThat(Browser.location(back)).isEqualTo("/login?error=provider");
		}
	}

	@Test
	void loginWithoutRoleIsDenied() {
		try (Browser browser = new Browser(server)) {
			HttpResponse<String> back = end(browser,
					provider.login(begin(browser, "/"), provider.claims("eve@example.com", List.of())));
			assertThat(Browser.location(back)).isEqualTo("/login?error=denied");
			assertThat(browser.cookies()).extracting("name").containsExactly("ons-relay-login");
		}
	}

	@Test
	void errorOfTheProviderIsLoggedWithoutWhatAnAttackerCanWrite(CapturedOutput output) {
		try (Browser browser = new Browser(server)) {
			String state = begin(browser, "/").getRawQuery().replaceFirst(".*state=([^&]+).*", "$1");
			browser.get("/login/callback?error=x%0AERROR%20forged&state=" + state);
			assertThat(output).contains("an error of another form").doesNotContain("forged");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "//evil.example", "/../..//evil.example", "/messages//x" })
	void continuationToAnotherSiteIsDropped(String target) {
		try (Browser browser = new Browser(server)) {
			URI location = begin(browser, target);
			assertThat(Browser.location(
					end(browser, provider.login(location, provider.claims("ann@example.com", "ons-relay-reader")))))
				.isEqualTo("/");
		}
	}

	@Test
	void providerThatIsDownIsAskedAgain(@TempDir Path directory, CapturedOutput output) {
		try (StandInOidc down = new StandInOidc();
				IngestServer relay = IngestServer.start(directory, "relay.admin.oidc.issuer=" + down.issuer(),
						"relay.admin.oidc.audience=api")) {
			Map<String, Object> claims = down.claims("ann", "ons-relay-reader");
			claims.put("aud", List.of("api", "other"));
			String bearer = "Bearer " + down.token(claims);
			down.switchTo(false);
			HttpResponse<String> response = relay.send(relay.to(API).header("Authorization", bearer).GET());
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).contains("The OpenID provider can't be asked now.");
			assertThat(output).contains("A token can't be checked: the OpenID provider answers 503");
			down.switchTo(true);
			down.nameIssuer("https://other.example");
			assertThat(relay.send(relay.to(API).header("Authorization", bearer).GET()).statusCode()).isEqualTo(503);
			down.nameIssuer(down.issuer());
			assertThat(relay.send(relay.to(API).header("Authorization", bearer).GET()).statusCode()).isEqualTo(200);
			assertThat(relay.get(relay.port(), "/login/with/oidc").statusCode()).as("no client").isEqualTo(401);
		}
	}

	private static Arguments bad(String what, Consumer<Map<String, Object>> change) {
		return Arguments.of(what, change);
	}

	private static URI begin(Browser browser, String target) {
		HttpResponse<String> response = browser
			.get("/login/with/oidc?continue=" + target.replace("%", "%25").replace("?", "%3F").replace("&", "%26"));
		assertThat(response.statusCode()).isEqualTo(302);
		return URI.create(Browser.location(response));
	}

	private static HttpResponse<String> end(Browser browser, URI back) {
		return browser.get("/login/callback?" + back.getRawQuery());
	}

	private static int get(String path, String token) {
		return server.send(server.to(path).header("Authorization", "Bearer " + token).GET()).statusCode();
	}

	private static int post(String path, String token) {
		return server.post(server.to(path).header("Authorization", "Bearer " + token), "").statusCode();
	}

}
