package io.onsrelay.login;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.ingest.IngestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins of browsers by the form: sessions, cookies, redirects, and what attackers try.
 */
class BrowserLoginTests {

	private static final String SESSION = "ons-relay-session";

	private static final String PASSWORD = IngestServer.OPERATORS_PASSWORD;

	private static IngestServer server;

	private static IngestServer below;

	private Browser browser;

	@BeforeAll
	static void start(@TempDir Path directory, @TempDir Path other) {
		server = IngestServer.start(directory, "relay.admin.session.maximum=3",
				"relay.ingest.trusted-proxies=127.0.0.2");
		below = IngestServer.start(other, "relay.ingest.trusted-proxies=127.0.0.1",
				"server.servlet.context-path=/base");
	}

	@AfterAll
	static void stop() {
		server.close();
		below.close();
	}

	@BeforeEach
	void open() {
		this.browser = new Browser(server);
		server.pauses();
	}

	@Test
	void loginBeginsASessionThatALogoutEnds() {
		HttpResponse<String> login = this.browser.login("admin", PASSWORD);
		assertThat(login.statusCode()).isEqualTo(302);
		assertThat(Browser.location(login)).isEqualTo("/");
		assertThat(login.headers().firstValue("Set-Cookie").orElse(""))
			.matches(SESSION + "=[0-9A-F]{32}; Path=/; HttpOnly; SameSite=Lax");
		HttpResponse<String> page = this.browser.get("/messages/stub");
		assertThat(page.body()).startsWith("admin ");
		assertThat(this.browser.post("/logout", Map.of()).statusCode()).as("without a token").isEqualTo(403);
		HttpResponse<String> logout = this.browser.post("/logout",
				Map.of("_csrf", page.body().substring("admin ".length())));
		assertThat(Browser.location(logout)).isEqualTo("/login?logout");
		assertThat(Browser.location(this.browser.get("/messages/stub"))).startsWith("/login");
	}

	@ParameterizedTest
	@CsvSource({ "admin, wrong-password", "Admin, operators-password", "ons, right-password", "'', ''" })
	void wrongCredentialsLeadBackToTheForm(String username, String password) {
		HttpResponse<String> login = this.browser.login(username, password);
		assertThat(Browser.location(login)).isEqualTo("/login?error=failed");
		assertThat(this.browser.cookies()).isEmpty();
	}

	@Test
	void guessesAreDelayedAndTheRightPasswordStillGetsIn() {
		this.browser.login("admin", PASSWORD);
		server.pauses();
		for (int i = 0; i < 4; i++) {
			this.browser.login("admin", "guess" + i);
		}
		assertThat(server.send(server.to("/api/dead-letters").header("Authorization", IngestServer.basic("admin", "x")))
			.statusCode()).as("the API counts the same failures").isEqualTo(401);
		assertThat(Browser.location(this.browser.login("admin", PASSWORD))).isEqualTo("/");
		assertThat(Browser.location(this.browser.login("admin", PASSWORD))).isEqualTo("/");
		assertThat(server.pauses()).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 800L, 1600L);
	}

	@Test
	void sessionOfAnAttackerIsNotTakenOver() {
		String planted = "0123456789ABCDEF0123456789ABCDEF";
		String first = idAfterLogin(planted);
		String second = idAfterLogin(first);
		assertThat(second).isNotEqualTo(first).isNotEqualTo(planted);
		assertThat(first).isNotEqualTo(planted);
		assertThat(status(planted)).isEqualTo(401);
		assertThat(status(first)).as("what it was before the second login").isEqualTo(401);
		assertThat(status(second)).isEqualTo(200);
	}

	@Test
	void sessionIsNeitherBegunNorNamedByAnythingButALogin() {
		this.browser.get("/messages/stub");
		this.browser.get("/login");
		this.browser.get("/messages/stub", "Authorization", IngestServer.basic("admin", PASSWORD));
		assertThat(this.browser.cookies()).isEmpty();
		assertThat(this.browser.get("/messages/stub;jsessionid=0123456789ABCDEF0123456789ABCDEF").statusCode())
			.isEqualTo(400);
	}

	@Test
	void sessionThatIsUnusedForLongestEndsForANewOne() {
		Browser[] browsers = new Browser[4];
		for (int i = 0; i < browsers.length; i++) {
			browsers[i] = new Browser(server);
			browsers[i].login("admin", PASSWORD);
		}
		assertThat(browsers[0].get("/messages/stub").statusCode()).isEqualTo(302);
		assertThat(browsers[3].get("/messages/stub").statusCode()).isEqualTo(200);
		for (Browser each : browsers) {
			each.close();
		}
	}

	@Test
	void partOfAPageLeadsTheWholePageToTheLogin() {
		HttpResponse<String> response = this.browser.get("/messages/part?since=5", "HX-Request", "true",
				"HX-Current-URL", "http://127.0.0.1:8080/messages?q=x%20y#top");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("HX-Redirect")).contains("/login?continue=%2Fmessages%3Fq%3Dx%2520y");
		assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/login", "//evil.example", "javascript:alert(1)", "%%%", "" })
	void pageThatIsNoneOfThisServiceLeadsToTheFirstOne(String url) {
		HttpResponse<String> response = this.browser.get("/messages/part", "HX-Request", "true", "HX-Current-URL", url);
		assertThat(response.headers().firstValue("HX-Redirect")).contains("/login");
	}

	@Test
	void pageIsShownAfterTheLogin() {
		assertThat(Browser.location(this.browser.get("/messages?q=a%26b&sort=time")))
			.isEqualTo("/login?continue=%2Fmessages%3Fq%3Da%2526b%26sort%3Dtime");
		assertThat(Browser.location(this.browser.post("/login",
				Map.of("username", "admin", "password", PASSWORD, "continue", "/messages?q=a%26b&sort=time"))))
			.isEqualTo("/messages?q=a%26b&sort=time");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
			"/\t/evil.example", "/..//evil.example", "/./evil", "javascript:alert(1)", "evil.example", " /messages",
			"/messages\r\nSet-Cookie: a=b", "/messages\n", "/login", "/logout", "/login/with/oidc", "/messages#x", "?x",
			"/@evil.example//x", "/messages?a=\u0001", "/mess\u00e4ges" })
	void continuationThatIsNoPageOfThisServiceIsDropped(String target) {
		HttpResponse<String> login = this.browser.post("/login",
				Map.of("username", "admin", "password", PASSWORD, "continue", target));
		assertThat(Browser.location(login)).isEqualTo("/");
		assertThat(login.headers().allValues("Set-Cookie")).hasSize(1);
		assertThat(Browser.location(
				this.browser.post("/login", Map.of("username", "admin", "password", "wrong", "continue", target))))
			.isEqualTo("/login?error=failed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "http://localhost" })
	void formOfAnotherSiteLogsNoUserIn(String origin) {
		assertThat(this.browser.post("/login", Map.of("username", "admin", "password", PASSWORD), "Origin", origin)
			.statusCode()).isEqualTo(403);
		assertThat(this.browser.cookies()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "//api/dead-letters", "/api;x=1/dead-letters", "/api/dead-letters;x",
			"/%61pi/dead-letters", "/api/%2e%2e/messages/stub", "/api%2fdead-letters", "/api/dead-letters/%2f",
			"/messages/..;/api/dead-letters", "/console/../messages/stub", "/console/%2e%2e/messages/stub",
			"/console/..%2fmessages/stub", "/console//..//messages/stub", "/login/../messages/stub", "/messages//stub",
			"/messages/stub/", "/messages/stub%00", "/messages/stub%0a", "/MESSAGES/stub", "/api/./dead-letters",
			"/api/dead-letters%3b", "/v3/api-docs/", "/v3//api-docs", "/v3/api-docs.json",
			"/console/%252e%252e/messages/stub", "/%5cmessages/stub" })
	void pathThatIsWrittenOtherwiseOpensNothing(String path) {
		assertThat(server.get(server.port(), path).statusCode()).isIn(400, 401, 404);
		assertThat(this.browser.get(path).statusCode()).isIn(302, 400, 401, 404);
	}

	@Test
	void cookieGoesOverTlsOnlyUnlessTheClientIsThisMachine() {
		assertThat(cookie(server)).doesNotContain("Secure");
		assertThat(cookie(server, "X-Forwarded-Proto", "http")).as("a proxy on this machine").contains("; Secure");
		assertThat(cookie(server, "Via", "1.1 x")).contains("; Secure");
		assertThat(cookie(below, "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https")).contains("; Secure");
		assertThat(cookie(below, "X-Forwarded-For", "203.0.113.7")).as("which a browser then drops")
			.contains("; Secure");
	}

	@ParameterizedTest
	@CsvSource({ "/ops, /ops/base", "/ops/, /ops/base", "/a/b-c_d, /a/b-c_d/base", "//evil.example, /base",
			"https://evil.example, /base", "/../x, /base", "/a;b, /base", "/a%0d, /base", "ops, /base", "/, /base" })
	void pathsBeginWithThePrefixOfATrustedProxy(String prefix, String context) {
		try (Browser proxied = new Browser(below)) {
			HttpResponse<String> page = proxied.get("/base/messages?x=1", "X-Forwarded-Prefix", prefix);
			assertThat(Browser.location(page)).isEqualTo(context + "/login?continue=%2Fmessages%3Fx%3D1");
			HttpResponse<String> login = proxied.post("/base/login",
					Map.of("username", "admin", "password", PASSWORD, "continue", "/messages"), "X-Forwarded-Prefix",
					prefix);
			assertThat(Browser.location(login)).isEqualTo(context + "/messages");
			assertThat(login.headers().firstValue("Set-Cookie").orElse("")).contains("; Path=" + context + "/;");
			assertThat(proxied
				.get("/base/messages/stub", "X-Forwarded-Prefix", prefix, "Authorization",
						IngestServer.basic("admin", PASSWORD))
				.statusCode()).isEqualTo(200);
		}
	}

	@Test
	void prefixOfAnyOtherClientIsIgnored() {
		assertThat(Browser.location(this.browser.get("/messages", "X-Forwarded-Prefix", "/ops")))
			.isEqualTo("/login?continue=%2Fmessages");
	}

	private static String idAfterLogin(String id) {
		HttpResponse<String> login = server.post(
				server.to("/login")
					.header("Cookie", SESSION + "=" + id)
					.header("Content-Type", "application/x-www-form-urlencoded"),
				"username=admin&password=" + PASSWORD);
		return login.headers().firstValue("Set-Cookie").orElse("").replaceFirst("[^=]+=([^;]+);.*", "$1");
	}

	private static int status(String id) {
		return server.send(server.to("/messages/stub").header("Cookie", SESSION + "=" + id).GET()).statusCode();
	}

	private static String cookie(IngestServer server, String... headers) {
		try (Browser fresh = new Browser(server)) {
			return fresh
				.post((server == below) ? "/base/login" : "/login", Map.of("username", "admin", "password", PASSWORD),
						headers)
				.headers()
				.firstValue("Set-Cookie")
				.orElse("");
		}
	}

}
