package io.onsrelay.notifier.alertmanager;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.TestClock;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.HttpResult;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.HttpReceiverContract;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.http.AuthorizedHttp;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AlertmanagerNotifier}.
 */
class AlertmanagerNotifierTests extends HttpReceiverContract {

	private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

	@TempDir
	private Path directory;

	private TestStore store;

	private final TestClock clock = new TestClock(NOW);

	@BeforeEach
	void openStore() {
		this.store = TestStore.in(this.directory);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	@Override
	protected AlertmanagerNotifier notifier(OutboundHttpFactory http, String origin, Duration timeout) {
		AlertmanagerNotifierFactory factory = new AlertmanagerNotifierFactory(http, Presenters.standard(), this.store,
				this.clock);
		factory.create(DESTINATION, new AlertmanagerSettings(origin + "/am/", Map.of("team", "harbour"),
				Duration.ofMinutes(1), Duration.ofDays(7), "relay", Secret.of("invented-password"), null, timeout));
		return factory.notifiers().getFirst();
	}

	@Override
	protected @Nullable Severity severity() {
		return Severity.WARNING;
	}

	@Override
	protected ResponseDefinitionBuilder success() {
		return WireMock.ok();
	}

	@Override
	protected String refusal() {
		return "{\"code\":602,\"message\":\"no\"}";
	}

	@Override
	protected String key(LoggedRequest request) {
		JsonNode annotations = json(request.getBodyAsString()).at("/0/annotations");
		return annotations.path("message_id").asText() + annotations.path("records").asText();
	}

	@Override
	protected List<String> secrets() {
		return List.of("invented-password");
	}

	@Test
	void deliverPostsAlertThatFires() {
		assertThat(fire("alarm.v1.5.ok_to_firing")).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement()
			.satisfies((request) -> assertThat(request.getUrl()).isEqualTo("/am/api/v2/alerts"));
		JsonNode alert = posted(0).path(0);
		assertThat(posted(0)).hasSize(1);
		assertThat(alert.path("labels")).isEqualTo(json("""
				{"team": "harbour", "alertname": "Heron CPU", "kind": "alarm", "severity": "critical",
				"region": "eu-frankfurt-1", "resource": "heron-01",
				"alarm": "ocid1.alarm.oc1.eu-frankfurt-1.aaaaaaaaheroncpu",
				"incident": "alarm:a1a1a1a1-105-4b4b-8c8c-heroncpu0001"}"""));
		assertThat(alert.path("startsAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
		assertThat(alert.path("endsAt").asText()).isEqualTo("2026-03-02T00:05:00Z");
		assertThat(alert.at("/annotations/summary").asText()).isEqualTo("Alarm firing: Heron CPU");
		assertThat(alert.at("/annotations/link").asText()).startsWith("https://cloud.oracle.com/monitoring/alarms/");
		assertThat(alert.path("generatorURL")).isEqualTo(alert.at("/annotations/link"));
	}

	@Test
	void alertIsRepeatedUntilItIsOver() {
		AlertmanagerNotifier notifier = alertmanager();
		fire(notifier, "alarm.v1.5.ok_to_firing");
		this.clock.move(Duration.ofMinutes(1));
		notifier.repeat();
		assertThat(posted(1).path(0).path("labels")).isEqualTo(posted(0).path(0).path("labels"));
		assertThat(posted(1).path(0).path("startsAt")).isEqualTo(posted(0).path(0).path("startsAt"));
		assertThat(posted(1).path(0).path("endsAt").asText()).isEqualTo("2026-03-02T00:06:00Z");
		fire(notifier, "alarm.v1.5.firing_to_ok");
		assertThat(posted(2).path(0).path("labels")).isEqualTo(posted(0).path(0).path("labels"));
		assertThat(posted(2).path(0).path("endsAt").asText()).isEqualTo("2026-03-01T11:10:00Z");
		notifier.repeat();
		assertThat(requests()).hasSize(3);
	}

	@Test
	void alertIsRepeatedByAnotherProcessAfterRestart() {
		fire("alarm.v1.5.ok_to_firing");
		alertmanager().repeat();
		assertThat(requests()).hasSize(2);
	}

	@Test
	void alertWithoutFurtherMessageIsRepeatedForLimitedTime() {
		AlertmanagerNotifier notifier = alertmanager();
		fire(notifier, "alarm.v1.5.ok_to_firing");
		this.clock.move(Duration.ofDays(7));
		assertThat(this.store.count("alertmanager_alert")).isOne();
		notifier.repeat();
		assertThat(requests()).hasSize(1);
		assertThat(this.store.count("alertmanager_alert")).isZero();
	}

	@Test
	void alertThatEndsWhileItIsRepeatedIsEndedAgain() {
		fire("alarm.v1.5.ok_to_firing");
		FiringAlertTable table = new FiringAlertTable(DESTINATION, this.store);
		repeatingWhile(() -> table.delete("alarm:a1a1a1a1-105-4b4b-8c8c-heroncpu0001"));
		assertThat(requests()).hasSize(3);
		assertThat(posted(1).at("/0/endsAt").asText()).isEqualTo("2026-03-02T00:05:00Z");
		assertThat(posted(2).at("/0/endsAt").asText()).isEqualTo(NOW.toString());
		assertThat(posted(2).at("/0/labels")).isEqualTo(posted(0).at("/0/labels"));
	}

	// Repeats through a client that lets something happen before each answer.
	private void repeatingWhile(Runnable happens) {
		OutboundHttp http = HttpClients.factory().create(HttpSettings.within(Duration.ofSeconds(20)));
		OutboundHttp interrupted = (call) -> {
			HttpResult result = http.exchange(call);
			happens.run();
			return result;
		};
		new AlertmanagerNotifier(DESTINATION,
				new AlertmanagerSettings(origin(), Map.of(), Duration.ofMinutes(1), Duration.ofDays(7), null, null,
						null, Duration.ofSeconds(20)),
				AuthorizedHttp.plain(interrupted), new AlertRenderer(Presenters.standard()),
				new FiringAlertTable(DESTINATION, this.store), new Resolutions(DESTINATION, this.store, this.clock),
				this.clock)
			.repeat();
	}

	@Test
	void severityThatChangesEndsTheAlertOfBefore() {
		AlertmanagerNotifier notifier = alertmanager();
		fire(notifier, "computeapi.instanceaction.stop.end");
		Message failed = Fixtures.parse("""
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.computeapi.instancefailed",
				"eventTime":"2026-03-01T12:00:00Z",
				"data":{"resourceId":"ocid1.instance.oc1.eu-frankfurt-1.antheljsheron","resourceName":"heron-01"}}""");
		assertThat(send(notifier, failed)).isEqualTo(Outcome.delivered());
		assertThat(posted(1)).hasSize(2);
		assertThat(posted(1).at("/0/labels/severity").asText()).isEqualTo("error");
		assertThat(posted(1).at("/0/startsAt").asText()).isEqualTo("2026-03-01T11:20:55.205Z");
		assertThat(posted(1).at("/1/labels")).isEqualTo(posted(0).at("/0/labels"));
		assertThat(posted(1).at("/1/endsAt").asText()).isEqualTo(NOW.toString());
		Message started = Fixtures.parse("""
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.computeapi.instanceaction.end",
				"eventTime":"2026-03-01T13:00:00Z","data":{"additionalDetails":{"instanceActionType":"start"},
				"resourceId":"OCID1.INSTANCE.oc1.eu-frankfurt-1.antheljsheron"}}""");
		assertThat(send(notifier, started)).isEqualTo(Outcome.delivered());
		assertThat(posted(2).at("/0/labels")).isEqualTo(posted(1).at("/0/labels"));
		assertThat(posted(2).at("/0/endsAt").asText()).isEqualTo("2026-03-01T13:00:00Z");
	}

	@Test
	void messageThatCameAfterItsEndOpensNothing() {
		fire("alarm.v1.5.firing_to_ok");
		assertThat(fire("alarm.v1.5.ok_to_firing")).isInstanceOfSatisfying(Outcome.Skipped.class,
				(skipped) -> assertThat(skipped.reason()).isEqualTo(Reason.LATE));
		assertThat(requests()).hasSize(1);
	}

	@Test
	void endOfUnknownAlertIsPostedAndHarmless() {
		assertThat(fire("alarm.v1.5.firing_to_ok")).isEqualTo(Outcome.delivered());
		assertThat(posted(0).at("/0/endsAt").asText()).isEqualTo("2026-03-01T11:10:00Z");
		assertThat(posted(0).at("/0/startsAt").asText()).isEqualTo("2026-03-01T11:10:00Z");
	}

	@ParameterizedTest
	@CsvSource({ "objectstorage.createbucket", "log.audit", "plain.text", "virtualnetwork.updatevcn" })
	void messageThatIsNoAlertIsSkippedAndSaysWhy(String fixture) {
		assertThat(fire(fixture)).isEqualTo(Outcome.skipped(Reason.UNSUITABLE,
				"it neither opens nor closes an incident and reports no problem, so there is no alert"));
		assertThat(requests()).isEmpty();
	}

	@Test
	void problemThatNothingEndsExpiresByItself() {
		AlertmanagerNotifier notifier = alertmanager();
		assertThat(deliver(notifier, Fixtures.message("plain.text"))).isEqualTo(Outcome.delivered());
		assertThat(posted(0).path(0).has("endsAt")).isFalse();
		assertThat(posted(0).at("/0/labels/alertname").asText()).isEqualTo("OCI plain");
		notifier.repeat();
		assertThat(requests()).hasSize(1);
	}

	@Test
	void endThatIsNotTakenIsTriedAgain() {
		AlertmanagerNotifier notifier = alertmanager();
		fire(notifier, "alarm.v1.5.ok_to_firing");
		answer(WireMock.serverError());
		assertThat(fire(notifier, "alarm.v1.5.firing_to_ok")).isInstanceOf(Outcome.Retry.class);
		notifier.repeat();
		answer(success());
		assertThat(fire(notifier, "alarm.v1.5.firing_to_ok")).isEqualTo(Outcome.delivered());
		notifier.repeat();
		assertThat(requests()).hasSize(4);
	}

	@Test
	void timeOfTheFutureBecomesNow() {
		Message message = Fixtures.parse("""
				{"dedupeKey":"k","type":"OK_TO_FIRING","timestampEpochMillis":4102444800000,"alarmMetaData":[]}""");
		assertThat(send(alertmanager(), message)).isEqualTo(Outcome.delivered());
		assertThat(posted(0).at("/0/startsAt").asText()).isEqualTo(NOW.toString());
	}

	@ParameterizedTest
	@CsvSource({ "400, CLIENT, relay.notifier.contract.test.labels", "401, AUTH, check relay.notifier.contract.test",
			"404, GONE, no Alertmanager with API v2 answers there; check relay.notifier.contract.test.url" })
	void deliverWhenAlertmanagerRejectsSaysWhatToDo(int status, Reason reason, String text) {
		answer(WireMock.aResponse().withStatus(status).withBody("no"));
		assertThat(fire("alarm.v1.5.ok_to_firing")).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(reason);
			assertThat(rejected.detail()).contains(text);
		});
	}

	@Test
	void pageInPlaceOfSuccessIsRetriedLikeAnOutage() {
		answer(WireMock.ok("<html>Log in</html>"));
		assertThat(fire("alarm.v1.5.ok_to_firing")).isInstanceOfSatisfying(Outcome.Retry.class,
				(retry) -> assertThat(retry.reason()).isEqualTo(Reason.PROXY));
	}

	private AlertmanagerNotifier alertmanager() {
		return notifier(HttpClients.factory(), origin(), Duration.ofSeconds(20));
	}

	private Outcome fire(String fixture) {
		return fire(alertmanager(), fixture);
	}

	private static Outcome fire(Notifier notifier, String fixture) {
		return send(notifier, Fixtures.message(fixture));
	}

	private static Outcome send(Notifier notifier, Message message) {
		return notifier.deliver(List.of(new Notification(message, DESTINATION, "alarms", PresentationOverrides.NONE)));
	}

	private JsonNode posted(int number) {
		return json(requests().get(number).getBodyAsString());
	}

	private static JsonNode json(String text) {
		try {
			return new JsonMapper().readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
