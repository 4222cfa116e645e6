package io.onsrelay.notifier.pagerduty;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Golden;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PagerDutyEvent}.
 */
class PagerDutyEventTests {

	static final String KEY = "0123456789abcdef0123456789ABCDEF";

	private final PagerDutyEvent event = new PagerDutyEvent(Presenters.standard());

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderWhenFixtureIsWhatPagerDutyAccepts(String name) {
		check(render(Fixtures.message(name), PresentationOverrides.NONE));
	}

	@Test
	void renderWhenHostileIsWhatPagerDutyAccepts() {
		HostileMessages.some(150).forEach((message) -> check(render(message, PresentationOverrides.NONE)));
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderWhenFixtureIsAsReviewed(String name) {
		Golden.check("pagerduty", name,
				render(Fixtures.message(name), PresentationOverrides.NONE).toString().replace(KEY, "******"));
	}

	@Test
	void reviewedAreFixturesOnly() {
		assertThat(Golden.names("pagerduty")).isEqualTo(Fixtures.names());
	}

	@Test
	void renderSaysWhatWhereAndWhen() {
		JsonNode json = render(Fixtures.message("computeapi.instanceaction.stop.end"), PresentationOverrides.NONE);
		JsonNode payload = json.path("payload");
		assertThat(payload.path("summary").asText()).isEqualTo("Instance heron-01 stopped (harbour, eu-frankfurt-1)");
		assertThat(payload.path("source").asText()).isEqualTo("heron-01");
		assertThat(payload.path("severity").asText()).isEqualTo("warning");
		assertThat(payload.path("component").asText()).isEqualTo("instance");
		assertThat(payload.path("group").asText()).isEqualTo("harbour");
		assertThat(payload.path("class").asText()).isEqualTo("com.oraclecloud.computeapi.instanceaction.end");
		assertThat(payload.path("timestamp").asText()).startsWith("2026-03-01T");
		assertThat(payload.at("/custom_details/Region").asText()).isEqualTo("eu-frankfurt-1");
		assertThat(json.at("/links/0/href").asText()).startsWith("https://cloud.oracle.com/compute/instances/");
	}

	@Test
	void renderWhenFactIsCalledMessageKeepsIt() {
		JsonNode details = render(Fixtures.message("alarm.v1.5.ok_to_firing"), PresentationOverrides.NONE)
			.at("/payload/custom_details");
		assertThat(details.path("Message").asText()).isEqualTo("CPU of a heron is high & rising");
	}

	@Test
	void renderWhenResolvedSendsKeyOnly() {
		JsonNode json = render(Fixtures.message("alarm.v1.5.firing_to_ok"), PresentationOverrides.NONE);
		assertThat(json.fieldNames()).toIterable().containsExactly("routing_key", "event_action", "dedup_key");
	}

	@Test
	void renderWhenRouteGivesSeverityUsesIt() {
		JsonNode json = render(Fixtures.message("alarm.v1.5.ok_to_firing"), Severity.ERROR);
		assertThat(json.at("/payload/severity").asText()).isEqualTo("error");
	}

	@Test
	void renderWhenRouteHasTextShowsItInPlaceOfFacts() {
		JsonNode json = render(Fixtures.message("plain.text"), new PresentationOverrides(null, "{{route}} speaks",
				"of {{topic}}", Map.of(), PresentationOverrides.PagerAction.AUTO));
		assertThat(json.at("/payload/summary").asText()).startsWith("lifecycle speaks");
		assertThat(json.at("/payload/custom_details").fieldNames()).toIterable()
			.containsExactly("Region", "text", "Route", "Message id");
		assertThat(json.at("/payload/custom_details/text").asText()).isEqualTo("of foghorn");
	}

	@Test
	void renderWhenRouteGivesSeverityToNewsTriggers() {
		Message news = Fixtures.message("objectstorage.createbucket");
		assertThat(render(news, PresentationOverrides.NONE).has("event_action")).isFalse();
		assertThat(render(news, Severity.WARNING).path("event_action").asText()).isEqualTo("trigger");
	}

	@Test
	void renderWhenKeyHoldsSecretSendsItsDigest() {
		JsonNode json = render(alarm("x?token=hush"), PresentationOverrides.NONE);
		assertThat(json.path("dedup_key").asText()).isEqualTo("sha256:" + Sha256.hex("alarm:x?token=hush"));
	}

	@Test
	void renderWhenTypeHoldsSecretHidesIt() {
		Message message = Fixtures.parse("{\"cloudEventsVersion\":\"0.1\",\"eventType\":\"a.token=hush\"}");
		JsonNode json = render(message,
				new PresentationOverrides(null, null, null, Map.of(), PresentationOverrides.PagerAction.TRIGGER));
		assertThat(json.at("/payload/class").asText()).isEqualTo("a.token=******");
	}

	@Test
	void renderWhenKeysAreLongKeepsThemApart() {
		JsonNode one = render(alarm("k".repeat(300) + "1"), PresentationOverrides.NONE);
		JsonNode other = render(alarm("k".repeat(300) + "2"), PresentationOverrides.NONE);
		assertThat(one.path("dedup_key").asText()).matches("sha256:[0-9a-f]{64}")
			.isNotEqualTo(other.path("dedup_key").asText())
			.isEqualTo(render(alarm("k".repeat(300) + "1"), PresentationOverrides.NONE).path("dedup_key").asText());
	}

	static Iterable<String> fixtures() {
		return Fixtures.names();
	}

	/**
	 * Checks a request against what PagerDuty accepts.
	 */
	static void check(PagerDutyRequest request) {
		check(read(request));
	}

	private static void check(JsonNode json) {
		assertThat(json.path("routing_key").asText()).isEqualTo(KEY);
		assertThat(json.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(500_000);
		assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json.toString())).isTrue();
		JsonNode payload = json.path("payload");
		switch (json.path("event_action").asText("change")) {
			case "resolve" -> checkKey(json);
			case "trigger" -> {
				checkKey(json);
				checkHead(payload);
				assertThat(payload.path("severity").asText()).isIn(Set.of("critical", "error", "warning", "info"));
			}
			default -> checkHead(payload);
		}
	}

	private static void checkKey(JsonNode json) {
		assertThat(json.path("dedup_key").asText().length()).isBetween(1, 255);
	}

	private static void checkHead(JsonNode payload) {
		assertThat(payload.path("summary").asText()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
		assertThat(payload.path("source").asText()).isNotBlank();
	}

	private static Message alarm(String key) {
		String json = Fixtures.body("alarm.v1.0.ok_to_firing").text().replaceFirst("a1a1a1a1[^\"]*", key);
		return Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8)));
	}

	private JsonNode render(Message message, Severity severity) {
		return render(message, PresentationOverrides.of(severity));
	}

	private JsonNode render(Message message, PresentationOverrides overrides) {
		Notification notification = new Notification(message, Destination.of("pagerduty/primary"), "lifecycle",
				overrides);
		return read(this.event.render(notification, KEY));
	}

	private static JsonNode read(PagerDutyRequest request) {
		try {
			return new JsonMapper().readTree(request.json());
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

}
