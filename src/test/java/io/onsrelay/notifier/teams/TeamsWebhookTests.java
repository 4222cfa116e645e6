package io.onsrelay.notifier.teams;

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
import io.onsrelay.notifier.Rate;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TeamsWebhook}.
 */
class TeamsWebhookTests extends HttpNotifierContract {

	private static final String PATH = "/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=inventedSignature_0123-x";

	private static final Pattern KEY = Pattern.compile("message ([0-9a-f-]{36}(, records? [0-9,-]+)?)\"");

	@TempDir
	private Path directory;

	private TestStore store;

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
		return new TeamsNotifierFactory(http, Presenters.standard(), this.store, TestClock.standing())
			.create(DESTINATION, new TeamsSettings(Secret.of(origin + PATH), 10, timeout));
	}

	@Override
	protected ResponseDefinitionBuilder success() {
		return WireMock.status(202);
	}

	@Override
	protected String refusal() {
		return error("InvalidRequestContent");
	}

	private static String error(String code) {
		return """
				{"error":{"code":"%s","message":"The request to '%s' failed."}}""".formatted(code, PATH);
	}

	@Override
	protected String key(LoggedRequest request) {
		Matcher key = KEY.matcher(request.getBodyAsString());
		return key.find() ? key.group(1) : "";
	}

	@Override
	protected List<String> secrets() {
		return List.of(PATH, "inventedSignature_0123-x");
	}

	@Test
	void deliverPostsCardToWorkflow() {
		assertThat(deliver()).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement().satisfies((request) -> {
			assertThat(request.getUrl()).isEqualTo(PATH);
			assertThat(request.getHeader("Content-Type")).isEqualToIgnoringCase("application/json; charset=utf-8");
			TeamsCards.check(request.getBodyAsString());
		});
	}

	@Test
	void deliverWhenSeveralWaitPostsOneCard() {
		List<Notification> batch = List.of(notification("alarm.v1.5.ok_to_firing"),
				notification("objectstorage.createbucket"));
		assertThat(notifier().deliver(batch)).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement()
			.satisfies((request) -> assertThat(
					TeamsCards.check(request.getBodyAsString()).at("/body/0/items/0/text").asText())
				.isEqualTo("2 messages, 1 of them alarms or failures"));
	}

	@Test
	void deliverWhenAlarmCameAfterItsEndTellsItAsLate() {
		deliver(notifier(), Fixtures.message("alarm.v1.5.firing_to_ok"));
		deliver(notifier(), Fixtures.message("alarm.v1.5.ok_to_firing"));
		assertThat(requests().getFirst().getBodyAsString()).doesNotContain("Late: ");
		assertThat(requests().getLast().getBodyAsString()).contains("Late: Alarm firing: Heron CPU",
				"was resolved at 2026-03-01T11:10:00Z, which this channel knows already");
	}

	@Test
	void rateIsFourCallsASecond() {
		assertThat(notifier().rate()).isEqualTo(Rate.of(4, Duration.ofSeconds(1)));
	}

	@Test
	void previewIsWhatDeliverPosts() {
		deliver();
		assertThat(notifier().preview(notification("computeapi.instanceaction.stop.end")).map(Json::node))
			.contains(Json.node(requests().getFirst().getBodyAsString()));
	}

	@ParameterizedTest
	@CsvSource({ "202,''", "202,{}", "200,1" })
	void deliverWhenWorkflowTakesItDelivers(int status, String body) {
		answer(WireMock.aResponse().withStatus(status).withBody(body));
		assertThat(deliver()).isEqualTo(Outcome.delivered());
	}

	@Test
	void deliverWhenLoginPageIsAcceptedRetries() {
		answer(WireMock.aResponse().withStatus(202).withBody("<html>Log in</html>"));
		assertThat(deliver()).isInstanceOfSatisfying(Outcome.Retry.class,
				(retry) -> assertThat(retry.reason()).isEqualTo(Reason.PROXY));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			400, InvalidRequestContent,       CLIENT, HTTP 400: InvalidRequestContent
			400, WorkflowTriggerIsNotEnabled, GONE,   switch it on and replay
			401, DirectApiAuthorizationRequired, AUTH, into relay.notifier.contract.test.webhook-url
			403, AuthorizationFailed,         AUTH,   into relay.notifier.contract.test.webhook-url
			404, WorkflowNotFound,            GONE,   into relay.notifier.contract.test.webhook-url
			410, WorkflowNotFound,            GONE,   into relay.notifier.contract.test.webhook-url
			413, RequestEntityTooLarge,       CLIENT, the card is too large
			""")
	void deliverWhenWorkflowRefusesSaysWhatToDo(int status, String code, Reason reason, String ending) {
		answer(WireMock.aResponse().withStatus(status).withBody(error(code)));
		assertThat(deliver()).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(reason);
			assertThat(rejected.detail()).startsWith("HTTP " + status + ": " + code).endsWith(ending);
		});
	}

	private static Notification notification(String fixture) {
		return new Notification(Fixtures.message(fixture), DESTINATION, "catch-all", PresentationOverrides.NONE);
	}

}
