package io.onsrelay.notifier.pagerduty;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Treatment;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PagerDutyEvent}.
 */
class PagerDutyEventTests {

	private static final Secret KEY = Secret.of("0123456789abcdef0123456789ABCDEF");

	private final PagerDutyEvent event = new PagerDutyEvent(Presenters.standard());

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderWhenFixtureIsWhatPagerDutyAccepts(String name) {
		check(render(Fixtures.message(name), null));
	}

	@Test
	void renderWhenHostileIsWhatPagerDutyAccepts() {
		HostileMessages.some(150).forEach((message) -> check(render(message, null)));
	}

	@Test
	void renderTellsWhatWhereAndWhen() {
		JsonNode json = render(Fixtures.message("computeapi.instanceaction.stop.end"), null);
		JsonNode payload = json.path("payload");
		assertThat(payload.path("summary").asText()).isEqualTo("Instance heron-01 stopped");
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
	void renderWhenResolvedSendsKeyOnly() {
		JsonNode json = render(Fixtures.message("alarm.v1.5.firing_to_ok"), null);
		assertThat(json.fieldNames()).toIterable().containsExactly("routing_key", "event_action", "dedup_key");
	}

	@Test
	void renderWhenRouteGivesSeverityUsesIt() {
		JsonNode json = render(Fixtures.message("alarm.v1.5.ok_to_firing"), Severity.ERROR);
		assertThat(json.at("/payload/severity").asText()).isEqualTo("error");
	}

	@Test
	void renderWhenKeysAreLongKeepsThemApart() {
		JsonNode one = render(alarm("k".repeat(300) + "1"), null);
		JsonNode other = render(alarm("k".repeat(300) + "2"), null);
		assertThat(one.path("dedup_key").asText()).matches("sha256:[0-9a-f]{64}")
			.isNotEqualTo(other.path("dedup_key").asText())
			.isEqualTo(render(alarm("k".repeat(300) + "1"), null).path("dedup_key").asText());
	}

	static Iterable<String> fixtures() {
		return Fixtures.names();
	}

	private static void check(JsonNode json) {
		assertThat(json.path("routing_key").asText()).isEqualTo(KEY.reveal());
		assertThat(json.path("dedup_key").asText().length()).isBetween(1, 255);
		assertThat(json.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(500_000);
		if (json.path("event_action").asText().equals("resolve")) {
			return;
		}
		assertThat(json.path("event_action").asText()).isEqualTo("trigger");
		JsonNode payload = json.path("payload");
		assertThat(payload.path("summary").asText()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
		assertThat(payload.path("source").asText()).isNotBlank();
		assertThat(payload.path("severity").asText()).isIn(Set.of("critical", "error", "warning", "info"));
		assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json.toString())).isTrue();
	}

	private static Message alarm(String key) {
		String json = Fixtures.body("alarm.v1.0.ok_to_firing").text().replaceFirst("a1a1a1a1[^\"]*", key);
		return Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8)));
	}

	private JsonNode render(Message message, @Nullable Severity severity) {
		try {
			return new JsonMapper().readTree(this.event.render(
					new Notification(message, Destination.of("pagerduty/primary"), "lifecycle", Treatment.of(severity)),
					KEY));
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

}
