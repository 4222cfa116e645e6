package io.onsrelay.notifier.pagerduty;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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
import io.onsrelay.event.Message;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.HttpNotifierContract;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;
import io.onsrelay.standin.Incident;
import io.onsrelay.standin.StandInPagerDuty;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PagerDutyNotifier}.
 */
class PagerDutyNotifierTests extends HttpNotifierContract {

	private static final String KEY = "0123456789abcdef0123456789ABCDEF";

	private static final String NEW_KEY = "PagerDuty does not accept the routing key; copy the integration key of the "
			+ "service's Events API v2 integration into relay.notifier.contract.test.routing-key";

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
		return new PagerDutyNotifierFactory(http, Presenters.standard(), this.store, this.clock).create(DESTINATION,
				new PagerDutySettings(Secret.of(KEY), origin + "/", timeout));
	}

	@Override
	protected ResponseDefinitionBuilder success() {
		return WireMock.aResponse()
			.withStatus(202)
			.withBody("{\"status\":\"success\",\"message\":\"Event processed\"}");
	}

	@Override
	protected String refusal() {
		return "{\"status\":\"invalid event\",\"errors\":[\"no\"]}";
	}

	@Override
	protected String key(LoggedRequest request) {
		String body = request.getBodyAsString();
		String key = Json.node(body).path("dedup_key").asText();
		return key.isEmpty() ? Json.node(body).at("/payload/custom_details/Message id").asText()
				+ Json.node(body).at("/payload/custom_details/Part of the message").asText() : key;
	}

	@Override
	protected List<String> secrets() {
		return List.of(KEY);
	}

	@Test
	void deliverPostsEvent() {
		assertThat(deliver()).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement().satisfies((request) -> {
			assertThat(request.getUrl()).isEqualTo("/v2/enqueue");
			assertThat(request.getBodyAsString()).contains(KEY, "\"event_action\":\"trigger\"");
		});
	}

	@Test
	void deliverWhenMessageIsNewsPostsChange() {
		assertThat(deliver(notifier(), Fixtures.message("objectstorage.createbucket"))).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement()
			.satisfies((request) -> assertThat(request.getUrl()).isEqualTo("/v2/change/enqueue"));
	}

	@Test
	void deliverWhenTriggerCameAfterItsResolveDoesNotSendIt() {
		assertThat(deliver(notifier(), Fixtures.message("alarm.v1.5.firing_to_ok"))).isEqualTo(Outcome.delivered());
		Outcome outcome = deliver(notifier(), Fixtures.message("alarm.v1.5.ok_to_firing"));
		assertThat(outcome).isEqualTo(Outcome.skipped(Reason.LATE, "what happened at 2026-03-01T10:00:00Z was resolved "
				+ "at 2026-03-01T11:10:00Z, which PagerDuty knows already"));
		assertThat(requests()).hasSize(1);
	}

	@Test
	void deliverWhenTriggerHasTheTimeOfItsResolveSendsIt() {
		Message over = IncidentMessages.pairs()
			.stream()
			.map((pair) -> Fixtures.parse(pair.closing()))
			.findFirst()
			.orElseThrow();
		Message firing = Fixtures.parse(IncidentMessages.pairs().getFirst().opening());
		deliver(notifier(), over);
		assertThat(deliver(notifier(), firing)).isEqualTo(Outcome.delivered());
		assertThat(requests()).hasSize(2);
	}

	@Test
	void deliverWhenResolveWasNotTakenSendsTriggerOfBefore() {
		answer(WireMock.aResponse().withStatus(500));
		deliver(notifier(), Fixtures.message("alarm.v1.5.firing_to_ok"));
		answer(success());
		assertThat(deliver(notifier(), Fixtures.message("alarm.v1.5.ok_to_firing"))).isEqualTo(Outcome.delivered());
	}

	@Test
	void deliverWhenMessageHasNoKeyKeepsNothing() {
		deliver(notifier(), Fixtures.message("plain.text"));
		deliver(notifier(), Fixtures.message("objectstorage.createbucket"));
		deliver(notifier(), Fixtures.message("malformed.alarm"));
		assertThat(this.store.count("incident_resolution")).isZero();
	}

	@Test
	void deliverWhenRulesRouteByPayloadClosesTheIncident() {
		try (StandInPagerDuty pagerDuty = new StandInPagerDuty(); OutboundHttpFactory http = HttpClients.factory()) {
			pagerDuty.dropUnless((event) -> event.path("payload").path("group").asText().equals("foghorn"));
			Notifier notifier = new PagerDutyNotifierFactory(http, Presenters.standard(), this.store, this.clock)
				.create(DESTINATION, new PagerDutySettings(Secret.of(StandInPagerDuty.ROUTING_KEY),
						pagerDuty.endpoint().toString(), Duration.ofSeconds(20)));
			deliver(notifier, Fixtures.message("alarm.v1.5.ok_to_firing"));
			assertThat(pagerDuty.incidents()).singleElement().matches(Incident::open);
			deliver(notifier, Fixtures.message("alarm.v1.5.firing_to_ok"));
			assertThat(pagerDuty.incidents()).singleElement().matches((incident) -> !incident.open());
		}
	}

	@Test
	void previewShowsWhatWouldBeSentWithoutTheKey() {
		Notification notification = new Notification(Fixtures.message("plain.text"), DESTINATION, "catch-all",
				PresentationOverrides.NONE);
		Notifier notifier = notifier();
		notifier.deliver(List.of(notification));
		assertThat(notifier.preview(notification))
			.contains(requests().getFirst().getBodyAsString().replace(KEY, "******"));
	}

	@Test
	void deliverWhenEventIsInvalidSaysWhy() {
		answer(WireMock.aResponse().withStatus(400).withBody("""
				{"status":"invalid event","message":"Event object is invalid",
				"errors":["Length of 'routing_key' is incorrect\\n","%s is unknown"]}""".formatted(KEY)));
		assertThat(deliver()).isEqualTo(Outcome.rejected(Reason.AUTH,
				"HTTP 400: Length of 'routing_key' is incorrect ; ****** is unknown: " + NEW_KEY));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | {"status":"invalid event","message":"Event object is invalid","errors":["Invalid routing key"]}
			400 | {"status":"invalid key","message":"Invalid routing key"}
			400 | Invalid routing key
			401 | {"status":"error","errors":["no"]}
			403 | {"status":"error","errors":["no"]}
			""")
	void deliverWhenRoutingKeyIsUnknownSaysWhatToDo(int status, String body) {
		answer(WireMock.aResponse().withStatus(status).withBody(body));
		assertThat(deliver()).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(Reason.AUTH);
			assertThat(rejected.detail()).startsWith("HTTP " + status).endsWith(": " + NEW_KEY);
		});
	}

	@Test
	void deliverWhenEventIsRejectedForAnotherReasonIsNoMatterOfTheKey() {
		answer(WireMock.aResponse().withStatus(400).withBody("{\"errors\":[\"'payload.summary' is missing\"]}"));
		assertThat(deliver()).isEqualTo(Outcome.rejected(Reason.CLIENT, "HTTP 400: 'payload.summary' is missing"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"errors\":[]}", "{\"errors\":[{}]}" })
	void deliverWhenErrorsCanNotBeReadReportsStatus(String body) {
		answer(WireMock.aResponse().withStatus(400).withBody(body));
		assertThat(deliver()).isEqualTo(Outcome.rejected(Reason.CLIENT, "HTTP 400"));
	}

	@ParameterizedTest
	@CsvSource({ "200", "201", "204" })
	void deliverWhenResponseIsFromAnotherServerDoesNotKnow(int status) {
		answer(WireMock.aResponse().withStatus(status));
		assertThat(deliver()).isEqualTo(Outcome.retry(Reason.UNRECOGNIZED,
				"HTTP " + status + ", but the answer is not that of PagerDuty: the server may have taken the message"));
	}

}
