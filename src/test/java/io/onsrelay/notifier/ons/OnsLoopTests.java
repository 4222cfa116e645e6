package io.onsrelay.notifier.ons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.engine.LaneFixture;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.relay.AcceptResult;
import io.onsrelay.relay.MessageRelay;
import io.onsrelay.relay.MessageRelays;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.standin.OciUser;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A relay that publishes onward to a topic from which it gets messages again.
 */
class OnsLoopTests {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	@TempDir
	private Path directory;

	private OciSdk sdk;

	private LaneFixture lane;

	private MessageRelay relay;

	@BeforeEach
	void start() {
		SERVER.stubFor(WireMock.get(WireMock.anyUrl())
			.willReturn(WireMock.okJson("{\"apiEndpoint\":\"%s\"}".formatted(SERVER.baseUrl()))));
		SERVER.stubFor(WireMock.post(WireMock.anyUrl()).willReturn(WireMock.okJson("{\"messageId\":\"m\"}")));
		this.sdk = new OciSdk(new OciProperties(OciProperties.Auth.CONFIG_FILE,
				new OciUser().write(this.directory).toString(), OciUser.PROFILE, null, null));
		OnsSettings settings = new OnsSettings("ocid1.onstopic.oc1.phx.bbbb", SERVER.baseUrl(), Duration.ofSeconds(20));
		this.lane = new LaneFixture(this.directory, Dialect.SQLITE, TestClock.standing(),
				new OnsNotifierFactory(this.sdk, Presenters.standard()).create(LaneFixture.OPS, settings));
		this.relay = MessageRelays.over(this.lane.store, this.lane.wiring.accepting, OnsLoopTests::route);
	}

	@AfterEach
	void stop() {
		this.lane.close();
		this.sdk.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "computeapi.instanceaction.stop.end", "alarm.v1.5.ok_to_firing" })
	void eventOrAlarmThatComesBackIsADuplicate(String fixture) {
		assertThat(receive("first", Fixtures.body(fixture).text())).isEqualTo(AcceptResult.ACCEPTED);
		assertThat(published()).hasSize(1);
		assertThat(receive("again", published().getFirst())).isEqualTo(AcceptResult.DUPLICATE);
		assertThat(published()).hasSize(1);
		assertThat(this.lane.states()).containsExactly("delivered");
	}

	@Test
	void textThatComesBackIsPublishedThreeTimesAndThenADeadLetter() {
		receive("first", "disk full");
		for (int i = 0; i < 5; i++) {
			int before = published().size();
			receive("again-" + before, published().getLast());
		}
		assertThat(published()).containsExactly("disk full\nons-relay-hops: 1", "disk full\nons-relay-hops: 2",
				"disk full\nons-relay-hops: 3");
		assertThat(this.lane.states()).containsExactly("delivered", "delivered", "delivered", "dead");
	}

	private AcceptResult receive(String name, String text) {
		AcceptResult result = this.relay.accept(Fixtures.message(name, Body.of(text.getBytes(StandardCharsets.UTF_8))));
		this.lane.runUntilIdle();
		return result;
	}

	private static List<String> published() {
		return SERVER.findAll(WireMock.postRequestedFor(WireMock.anyUrl())).stream().map(OnsLoopTests::body).toList();
	}

	private static String body(LoggedRequest request) {
		try {
			return JsonMapper.builder().build().readTree(request.getBody()).path("body").textValue();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RoutingDecision route(Message message) {
		return new RoutingDecision(
				List.of(new Notification(message, LaneFixture.OPS, "all", PresentationOverrides.NONE)), Set.of());
	}

}
