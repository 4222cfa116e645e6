package io.onsrelay.notifier.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.TestClock;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.HttpReceiverContract;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookNotifier}.
 */
class WebhookNotifierTests extends HttpReceiverContract {

	private static final String PATH = "/hooks/inventedpath";

	private final TestClock clock = TestClock.standing();

	@Override
	protected Notifier notifier(OutboundHttpFactory http, String origin, Duration timeout) {
		return Webhooks.create(http, this.clock, """
				url: "%s/hooks/inventedpath"
				secret: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0]
				username: relay
				password: invented-password
				headers: {X-Api-Key: invented-api-key}
				timeout: %dms
				""".formatted(origin, timeout.toMillis()));
	}

	@Override
	protected ResponseDefinitionBuilder success() {
		return WireMock.aResponse().withStatus(202);
	}

	@Override
	protected String refusal() {
		return "{\"error\":\"no\"}";
	}

	@Override
	protected String key(LoggedRequest request) {
		return request.getHeader("webhook-id");
	}

	@Override
	protected List<String> secrets() {
		return List.of(PATH, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "c2VjcmV0c2VjcmV0", "invented-password",
				"invented-api-key");
	}

	@Test
	void deliverPostsSignedEvent() {
		assertThat(deliver()).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement().satisfies((request) -> {
			assertThat(request.getUrl()).isEqualTo(PATH);
			assertThat(request.getHeader("Content-Type")).isEqualTo("application/cloudevents+json; charset=utf-8");
			assertThat(request.getHeader("X-Api-Key")).isEqualTo("invented-api-key");
			assertThat(request.getHeader("Authorization")).startsWith("Basic ");
			assertThat(request.getHeader("webhook-timestamp"))
				.isEqualTo(Long.toString(this.clock.instant().getEpochSecond()));
			assertThat(request.getHeader("webhook-signature")).matches("v1,[A-Za-z0-9+/=]{44} v1,[A-Za-z0-9+/=]{44}");
			CloudEvent event = new JsonFormat().deserialize(request.getBody());
			assertThat(event.getType()).isEqualTo("com.oraclecloud.computeapi.instanceaction.end");
		});
	}

	@Test
	void deliverWhenRepeatedSignsAnewUnderTheSameId() {
		deliver();
		this.clock.move(Duration.ofSeconds(1));
		deliver();
		assertThat(requests()).extracting((request) -> request.getHeader("webhook-id")).containsOnly(keys().getFirst());
		assertThat(requests()).extracting((request) -> request.getHeader("webhook-signature")).doesNotHaveDuplicates();
	}

	@Test
	void idOfManyRecordsFitsHeader() {
		Message batch = Fixtures
			.parse("[" + String.join(",", IntStream.range(0, 400).mapToObj(Integer::toString).toList()) + "]");
		String odd = String.join(",", IntStream.range(0, 200).mapToObj((i) -> Integer.toString(2 * i + 1)).toList());
		assertThat(deliver(notifier(), batch.part(new Message.Records(odd)))).isEqualTo(Outcome.delivered());
		assertThat(keys().getFirst()).hasSizeLessThan(256).startsWith(batch.id() + "#sha256:");
	}

	@ParameterizedTest
	@CsvSource({ "401, AUTH, check relay.notifier.webhook.siem", "403, AUTH, check relay.notifier.webhook.siem",
			"404, GONE, check relay.notifier.webhook.siem.url",
			"410, GONE, 'HTTP 410: the receiver is gone and is not to be called any more; remove '",
			"413, CLIENT, too large", "400, CLIENT, rejects the message" })
	void deliverWhenReceiverRejectsSaysWhatToDo(int status, Reason reason, String text) {
		answer(WireMock.aResponse().withStatus(status).withBody("{\"detail\":\"answers are not repeated\"}"));
		assertThat(deliver()).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(reason);
			assertThat(rejected.detail()).contains(text, "relay.notifier.webhook.siem").doesNotContain("repeated");
		});
	}

	@Test
	void deliverWhenReceiverIsGoneDoesNotMindPage() {
		answer(WireMock.aResponse().withStatus(410).withBody("<html>gone</html>"));
		assertThat(deliver()).isInstanceOf(Outcome.Rejected.class);
	}

	@Test
	void deliverOfOriginalPostsExactBytes() {
		byte[] bytes = { '{', (byte) 0xff, 0, '"', '\n', (byte) 0xc3 };
		try (OutboundHttpFactory http = HttpClients.factory()) {
			Notifier notifier = Webhooks.create(http, this.clock, """
					url: "%s/x"
					body: original
					""".formatted(origin()));
			assertThat(deliver(notifier, Fixtures.message("bytes", Body.of(bytes)))).isEqualTo(Outcome.delivered());
			assertThat(deliver(notifier, Fixtures.message("log.audit"))).isEqualTo(Outcome.delivered());
			assertThat(deliver(notifier, Fixtures.message("plain.text"))).isEqualTo(Outcome.delivered());
		}
		assertThat(requests()).extracting((request) -> request.getHeader("Content-Type").toLowerCase(Locale.ROOT))
			.containsExactly("application/octet-stream", "application/json", "text/plain; charset=utf-8");
		assertThat(requests().getFirst().getBody()).isEqualTo(bytes);
		assertThat(requests().getFirst().containsHeader("webhook-signature")).isFalse();
		assertThat(requests().get(1).getBody()).isEqualTo(Fixtures.body("log.audit").bytes());
	}

	@Test
	void previewOfOriginalHidesSecrets() {
		try (OutboundHttpFactory http = HttpClients.factory()) {
			Notifier notifier = Webhooks.create(http, this.clock, """
					url: http://localhost/
					body: original
					""");
			assertThat(notifier.preview(notification(Fixtures.message("log.audit")))).hasValueSatisfying(
					(text) -> assertThat(text).contains("GetInstance").doesNotContain("nobody-may-see"));
		}
	}

	@Test
	void deliverOfTemplatePostsItsText() {
		try (OutboundHttpFactory http = HttpClients.factory()) {
			Notifier notifier = Webhooks.create(http, this.clock, """
					url: "%s/x"
					body: template
					template: '{"text": "{{severity}}: {{title}}"}'
					token: invented-bearer-token
					""".formatted(origin()));
			assertThat(deliver(notifier, Fixtures.parse("a \"b\""))).isEqualTo(Outcome.delivered());
		}
		assertThat(requests()).singleElement().satisfies((request) -> {
			assertThat(request.getHeader("Content-Type")).isEqualToIgnoringCase("application/json; charset=utf-8");
			assertThat(request.getHeader("Authorization")).isEqualTo("Bearer invented-bearer-token");
			assertThat(new String(request.getBody(), StandardCharsets.UTF_8))
				.isEqualTo("{\"text\": \"info: a \\\"b\\\"\"}");
		});
	}

	@Test
	void deliverOfTemplateThatGivesNoJsonIsDeadLetterAndCallsNothing() {
		try (OutboundHttpFactory http = HttpClients.factory()) {
			Notifier notifier = Webhooks.create(http, this.clock,
					"""
							url: "%s/x"
							body: template
							template: '{"status": {{#body.data.additionalDetails.status}}{{.}}{{/body.data.additionalDetails.status}}1}'
							"""
						.formatted(origin()));
			Message message = Fixtures.parse("""
					{"cloudEventsVersion":"0.1","eventType":"x","data":{"additionalDetails":{"status":"bad"}}}""");
			assertThat(deliver(notifier, message)).isEqualTo(Outcome.rejected(Reason.RENDERING,
					"the template gives no valid JSON: line 1, column 12 can't be read; correct "
							+ "relay.notifier.webhook.siem.template"));
		}
		assertThat(requests()).isEmpty();
	}

	@Test
	void previewIsWhatDeliverPosts() {
		deliver();
		assertThat(notifier().preview(notification(Fixtures.message("computeapi.instanceaction.stop.end"))))
			.contains(requests().getFirst().getBodyAsString());
	}

	private static Notification notification(Message message) {
		return new Notification(message, DESTINATION, "catch-all", PresentationOverrides.NONE);
	}

}
