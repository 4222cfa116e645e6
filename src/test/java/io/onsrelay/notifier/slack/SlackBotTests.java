package io.onsrelay.notifier.slack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.TestClock;
import io.onsrelay.event.Fixtures;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.HttpNotifierContract;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlackBot} and {@link SlackApi}.
 */
class SlackBotTests extends HttpNotifierContract {

	private static final String TOKEN = "xoxb-000000000000-inventedbottoken";

	private static final Pattern KEY = Pattern.compile("message ([0-9a-f-]{36}(, records? [0-9,-]+)?)\"");

	@TempDir
	private Path directory;

	private TestStore store;

	private final TestClock clock = TestClock.standing();

	@BeforeEach
	void openStore() {
		this.store = TestStore.in(this.directory);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	@Override
	protected Notifier notifier(OutboundHttpFactory http, String origin, Duration timeout) {
		return new SlackNotifierFactory(http, Presenters.standard(), this.store, this.clock).create(DESTINATION,
				new SlackSettings(null, Secret.of(TOKEN), "C0HERON", origin + "/api/", Duration.ofHours(24), 10, false,
						timeout));
	}

	@Override
	protected ResponseDefinitionBuilder success() {
		return WireMock.okJson("""
				{"ok":true,"channel":"C0HERON","ts":"1772366096.000100","message":{"text":"as it was posted"}}""");
	}

	@Override
	protected String refusal() {
		return "{\"ok\":false,\"error\":\"invalid_blocks\"}";
	}

	@Override
	protected String key(LoggedRequest request) {
		Matcher key = KEY.matcher(request.getBodyAsString());
		return key.find() ? key.group(1) : "";
	}

	@Override
	protected boolean delivers(LoggedRequest request) {
		return !request.getUrl().endsWith("/chat.update");
	}

	@Override
	protected List<String> secrets() {
		return List.of(TOKEN);
	}

	@Test
	void deliverPostsToChannel() {
		assertThat(deliver()).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement().satisfies((request) -> {
			assertThat(request.getUrl()).isEqualTo("/api/chat.postMessage");
			assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
			JsonNode payload = SlackPayloads.check(request.getBodyAsString());
			assertThat(payload.path("channel").asText()).isEqualTo("C0HERON");
			assertThat(payload.path("unfurl_links").asBoolean(true)).isFalse();
			assertThat(payload.path("unfurl_media").asBoolean(true)).isFalse();
		});
	}

	@ParameterizedTest
	@CsvSource({ "channel_not_found, GONE", "is_archived, GONE", "not_in_channel, GONE", "invalid_blocks, CLIENT",
			"msg_blocks_too_long, CLIENT", "invalid_auth, AUTH", "token_revoked, AUTH", "token_expired, AUTH",
			"account_inactive, AUTH", "not_authed, AUTH", "missing_scope, AUTH", "ekm_access_denied, AUTH" })
	void deliverWhenSlackRefusesRejectsAndSaysWhatToDo(String error, Reason reason) {
		answer(WireMock.okJson("{\"ok\":false,\"error\":\"" + error + "\"}"));
		assertThat(deliver()).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(reason);
			assertThat(rejected.detail()).startsWith(error + ": ").contains("; ").hasSizeBetween(60, 300);
		});
	}

	@Test
	void deliverWhenTokenIsRevokedNamesItsProperty() {
		answer(WireMock.okJson("{\"ok\":false,\"error\":\"token_revoked\"}"));
		assertThat(deliver()).isEqualTo(
				Outcome.rejected(Reason.AUTH, "token_revoked: the bot's token was revoked, or its app was removed; "
						+ "install the app again and put its token into relay.notifier.contract.test.token"));
	}

	@Test
	void deliverWhenSlackNamesErrorThatIsNotKnownRejectsWithItAlone() {
		answer(WireMock.okJson("{\"ok\":false,\"error\":\"some_new_error\"}"));
		assertThat(deliver()).isEqualTo(Outcome.rejected(Reason.CLIENT, "some_new_error"));
	}

	@ParameterizedTest
	@CsvSource({ "ratelimited, RATE_LIMITED", "service_unavailable, SERVER", "internal_error, SERVER",
			"fatal_error, SERVER", "request_timeout, TIMEOUT" })
	void deliverWhenSlackFailsRetries(String error, Reason reason) {
		answer(WireMock.okJson("{\"ok\":false,\"error\":\"" + error + "\"}"));
		assertThat(deliver()).isEqualTo(Outcome.retry(reason, error));
	}

	@Test
	void deliverWhenRateLimitedByErrorCodeReportsRetryAfter() {
		answer(WireMock.okJson("{\"ok\":false,\"error\":\"ratelimited\"}").withHeader("Retry-After", "30"));
		assertThat(deliver()).isEqualTo(new Outcome.Retry(Reason.RATE_LIMITED, "ratelimited", Duration.ofSeconds(30)));
	}

	@Test
	void deliverWhenStatusComesWithErrorNamesIt() {
		answer(WireMock.jsonResponse("{\"ok\":false,\"error\":\"invalid_auth\"}", 403));
		assertThat(deliver()).isInstanceOfSatisfying(Outcome.Rejected.class,
				(rejected) -> assertThat(rejected.detail()).startsWith("invalid_auth: "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ok", "{}", "[]", "{\"ok\":false}", "{\"ok\":false,\"error\":\"A b\"}" })
	void deliverWhenResponseIsFromAnotherServerDoesNotKnow(String body) {
		answer(WireMock.ok(body));
		assertThat(deliver()).isEqualTo(Outcome.retry(Reason.UNRECOGNIZED,
				"HTTP 200, but the answer is not that of Slack: the server may have taken the message"));
	}

	@Test
	void deliverWhenAnswerRepeatsLongMessageReadsIt() {
		answer(WireMock.okJson("{\"message\":\"" + "x".repeat(100_000) + "\",\"ok\":true}"));
		assertThat(deliver()).isEqualTo(Outcome.delivered());
	}

	@Test
	void previewIsWhatDeliverPosts() {
		Notification notification = new Notification(Fixtures.message("computeapi.instanceaction.stop.end"),
				DESTINATION, "catch-all", PresentationOverrides.NONE);
		deliver();
		assertThat(notifier().preview(notification).map(Json::node))
			.contains(Json.node(requests().getFirst().getBodyAsString()));
	}

}
