package io.onsrelay.notifier.slack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * Tests for {@link SlackWebhook}.
 */
class SlackWebhookTests extends HttpNotifierContract {

	private static final String PATH = "/services/T00000000/B00000000/inventedwebhooktoken";

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
				new SlackSettings(Secret.of(origin + PATH), null, null, "https://slack.example/api",
						Duration.ofHours(24), 10, false, timeout));
	}

	@Test
	void deliverWhenAlarmCameAfterItsEndTellsItAsLate() {
		deliver(notifier(), Fixtures.message("alarm.v1.5.firing_to_ok"));
		deliver(notifier(), Fixtures.message("alarm.v1.5.ok_to_firing"));
		assertThat(requests()).hasSize(2);
		assertThat(requests().getFirst().getBodyAsString()).doesNotContain("Late: ");
		assertThat(requests().getLast().getBodyAsString()).contains("Late: Alarm firing: Heron CPU",
				"was resolved at 2026-03-01T11:10:00Z");
	}

	@Override
	protected ResponseDefinitionBuilder success() {
		return WireMock.ok("ok");
	}

	@Override
	protected String refusal() {
		return "invalid_payload";
	}

	@Override
	protected String key(LoggedRequest request) {
		Matcher key = KEY.matcher(request.getBodyAsString());
		return key.find() ? key.group(1) : "";
	}

	@Override
	protected List<String> secrets() {
		return List.of(PATH, "inventedwebhooktoken");
	}

	@Test
	void deliverPostsToWebhook() {
		assertThat(deliver()).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement().satisfies((request) -> {
			assertThat(request.getUrl()).isEqualTo(PATH);
			SlackPayloads.check(request.getBodyAsString());
		});
	}

	@Test
	void previewIsWhatDeliverPosts() {
		Notification notification = new Notification(Fixtures.message("computeapi.instanceaction.stop.end"),
				DESTINATION, "catch-all", PresentationOverrides.NONE);
		deliver();
		assertThat(notifier().preview(notification).map(Json::node))
			.contains(Json.node(requests().getFirst().getBodyAsString()));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			400, invalid_payload,     CLIENT
			400, no_text,             CLIENT
			400, too_many_attachments, CLIENT
			400, user_not_found,      GONE
			403, invalid_token,       AUTH
			403, action_prohibited,   AUTH
			403, team_disabled,       AUTH
			403, posting_to_general_channel_denied, AUTH
			404, no_service,          AUTH
			404, no_active_hooks,     AUTH
			404, no_team,             AUTH
			404, channel_not_found,   GONE
			410, channel_is_archived, GONE
			""")
	void deliverWhenSlackNamesErrorRejectsWithItAndSaysWhatToDo(int status, String error, Reason reason) {
		answer(WireMock.aResponse().withStatus(status).withBody(error + "\n"));
		assertThat(deliver()).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(reason);
			assertThat(rejected.detail()).startsWith(error + ": ").contains("; ").hasSizeBetween(60, 300);
		});
	}

	@Test
	void deliverWhenWebhookWasRemovedNamesThePropertyOfTheNewOne() {
		answer(WireMock.aResponse().withStatus(404).withBody("no_service"));
		assertThat(deliver()).isEqualTo(
				Outcome.rejected(Reason.AUTH, "no_service: the webhook was removed or its workspace switched it off; "
						+ "make a new one and put it into relay.notifier.contract.test.webhook-url"));
	}

	@Test
	void deliverWhenSlackNamesErrorThatIsNotKnownRejectsWithItAlone() {
		answer(WireMock.aResponse().withStatus(400).withBody("some_new_error"));
		assertThat(deliver()).isEqualTo(Outcome.rejected(Reason.CLIENT, "some_new_error"));
	}

	@Test
	void deliverWhenSlackFailsNamesError() {
		answer(WireMock.aResponse().withStatus(500).withBody("rollup_error"));
		assertThat(deliver()).isEqualTo(Outcome.retry(Reason.SERVER, "rollup_error"));
	}

	@ParameterizedTest
	@CsvSource({ "200,''", "202,no_text", "204,''", "200,{\"success\":true}", "200,{\"ok\":true}" })
	void deliverWhenResponseIsFromAnotherServerDoesNotKnow(int status, String body) {
		answer(WireMock.aResponse().withStatus(status).withBody(body));
		assertThat(deliver()).isEqualTo(Outcome.retry(Reason.UNRECOGNIZED,
				"HTTP " + status
						+ ", but the answer is not that of Slack: the server may have taken the message; if it is "
						+ "Mattermost, Rocket.Chat or the like, set relay.notifier.contract.test.compatible to true"));
	}

}
