package io.onsrelay.confirmation;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.confirmation.ConfirmationReply.Confirmed;
import io.onsrelay.confirmation.ConfirmationReply.Mismatched;
import io.onsrelay.confirmation.ConfirmationReply.Unconfirmed;
import io.onsrelay.http.HttpResult;

import static org.assertj.core.api.Assertions.assertThat;

class ConfirmationReplyTests {

	private static final String SUBSCRIPTION = "ocid1.onssubscription.oc1.phx.sub";

	private static final String TOPIC = "ocid1.onstopic.oc1.phx.topic";

	@Test
	void judgeWhenJsonNamesTopicAndSubscriptionConfirms() {
		assertThat(judge(200, json(TOPIC, SUBSCRIPTION))).isInstanceOf(Confirmed.class);
	}

	@Test
	void judgeWhenLetterCaseDiffersConfirms() {
		assertThat(judge(200, json(TOPIC.toUpperCase(Locale.ROOT), SUBSCRIPTION))).isInstanceOf(Confirmed.class);
	}

	@Test
	void judgeWhenRequestNamedNoTopicConfirmsAnAllowedOne() {
		assertThat(judge(null, 200, json(TOPIC, SUBSCRIPTION))).isInstanceOf(Confirmed.class);
		assertThat(judge(null, 200, json("ocid1.onstopic.oc1.phx.other", SUBSCRIPTION))).isInstanceOf(Mismatched.class);
	}

	@ParameterizedTest
	@CsvSource({ "ocid1.onstopic.oc1.phx.other, ocid1.onssubscription.oc1.phx.sub",
			"ocid1.onstopic.oc1.phx.topic, ocid1.onssubscription.oc1.phx.other",
			"'', ocid1.onssubscription.oc1.phx.sub", "ocid1.onstopic.oc1.phx.topic, ''" })
	void judgeWhenJsonNamesAnotherTopicOrSubscriptionIsMismatched(String topic, String subscription) {
		assertThat(judge(200, json(topic, subscription))).isInstanceOf(Mismatched.class);
	}

	@Test
	void judgeWhenTopicIsTheNamedOneButNotAllowedIsMismatched() {
		ConfirmationReply reply = ConfirmationReply.judge(answer(200, json(TOPIC, SUBSCRIPTION)), SUBSCRIPTION, TOPIC,
				(topic) -> false);
		assertThat(reply).isInstanceOf(Mismatched.class);
	}

	@Test
	void judgeWhenJsonNamesNeitherIsMismatched() {
		assertThat(judge(200, "{}")).isInstanceOf(Mismatched.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>confirmed</html>", "You have subscribed", "\"ok\"", "{broken" })
	void judgeWhenReplyIsNoJsonObjectConfirmsWithoutCheck(String body) {
		assertThat(judge(200, body)).isInstanceOf(Confirmed.class);
	}

	@ParameterizedTest
	@CsvSource({ "200, {\"message\":\"already confirmed\"}", "400, {\"message\":\"Subscription is already confirmed\"}",
			"409, already been confirmed", "404, {\"code\":\"AlreadyConfirmed\"}", "500, ALREADY ACTIVE" })
	void judgeWhenConfirmedBeforeConfirms(int status, String body) {
		assertThat(judge(status, body)).isInstanceOf(Confirmed.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 400, 401, 403, 404, 410, 429, 500, 503 })
	void judgeWhenStatusIsNoSuccessTriesAgain(int status) {
		assertThat(judge(status, json(TOPIC, SUBSCRIPTION)))
			.isEqualTo(new Unconfirmed("HTTP " + status, Optional.empty()));
	}

	@Test
	void judgeWhenOnsAsksForAPauseReturnsIt() {
		HttpResult busy = new HttpResult.Response(429, Optional.of(Duration.ofSeconds(30)), "");
		assertThat(ConfirmationReply.judge(busy, SUBSCRIPTION, TOPIC, TOPIC::equals))
			.isEqualTo(new Unconfirmed("HTTP 429", Optional.of(Duration.ofSeconds(30))));
	}

	@Test
	void judgeWhenThereIsNoResponseTriesAgain() {
		HttpResult none = new HttpResult.NoResponse(HttpResult.Cause.FORBIDDEN_ADDRESS, "detail");
		assertThat(ConfirmationReply.judge(none, SUBSCRIPTION, TOPIC, TOPIC::equals))
			.isEqualTo(new Unconfirmed("no response (forbidden_address)", Optional.empty()));
	}

	@Test
	void judgeWhenReplyHoldsSecretsOrControlCharactersKeepsNone() {
		String body = "{\"topicId\":\"a\\nb\",\"subscriptionId\":\"%s\",\"endpoint\":\"https://ons:hunter2@host\"}"
			.formatted(SUBSCRIPTION);
		assertThat(judge(200, body)).isEqualTo(new Mismatched("the reply is about topic (no OCID)"));
	}

	private static String json(String topic, String subscription) {
		return "{\"topicName\":\"t\",\"topicId\":\"%s\",\"subscriptionId\":\"%s\"}".formatted(topic, subscription);
	}

	private static ConfirmationReply judge(int status, String body) {
		return judge(TOPIC, status, body);
	}

	private static ConfirmationReply judge(@Nullable String topic, int status, String body) {
		return ConfirmationReply.judge(answer(status, body), SUBSCRIPTION, topic, TOPIC::equalsIgnoreCase);
	}

	private static HttpResult answer(int status, String body) {
		return new HttpResult.Response(status, Optional.empty(), body);
	}

}
