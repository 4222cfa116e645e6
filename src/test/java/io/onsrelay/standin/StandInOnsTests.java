package io.onsrelay.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.onsrelay.standin.LoopbackServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StandInOns}.
 */
class StandInOnsTests {

	private static final Answer ASK = new Answer(401, "text/plain", Map.of("WWW-Authenticate", "Basic realm=\"ons\""),
			"");

	private static final Answer ACCEPT = Answer.json(200, "{\"status\":\"accepted\"}");

	private static final Answer FAIL = Answer.text(503, "later");

	private final Queue<Answer> answers = new ArrayDeque<>();

	private final LoopbackServer endpoint = new LoopbackServer((request) -> this.answers.remove());

	private final StandInOns ons = new StandInOns(OnsTopic.standIn(),
			new OnsClient(this.endpoint.origin(), "ons", "secret"), List.of(Duration.ofMillis(1)));

	@AfterEach
	void close() {
		this.ons.close();
		this.endpoint.close();
	}

	@Test
	void messageIsPostedAgainWithCredentialsWhenTheEndpointAsksForThem() throws Exception {
		confirm();
		this.answers.addAll(List.of(ASK, ACCEPT));
		assertThat(this.ons.publish("{}").statuses()).containsExactly(401, 200);
		assertThat(this.ons.acknowledged()).hasSize(1);
	}

	@Test
	void messageIsRetriedAtOnceAndAfterTheBackOffWhenTheEndpointFails() throws Exception {
		confirm();
		this.answers.addAll(List.of(FAIL, FAIL, ACCEPT));
		assertThat(this.ons.publish("{}").statuses()).containsExactly(503, 503, 200);
	}

	@Test
	void messageIsGoneWhenEveryRetryFails() throws Exception {
		confirm();
		this.answers.addAll(List.of(FAIL, FAIL, FAIL));
		assertThat(this.ons.publish("{}").acknowledged()).isFalse();
		assertThat(this.ons.acknowledged()).isEmpty();
	}

	@Test
	void emptyAnswerIsNoAcknowledgement() throws Exception {
		confirm();
		this.answers.addAll(List.of(Answer.text(200, ""), ACCEPT));
		assertThat(this.ons.publish("{}").statuses()).containsExactly(200, 200);
	}

	@Test
	void redeliveryKeepsTheMessageId() throws Exception {
		confirm();
		this.answers.addAll(List.of(ACCEPT, ACCEPT));
		OnsMessage message = this.ons.publish("{}").message();
		assertThat(this.ons.redeliver(message).message().id()).isEqualTo(message.id());
	}

	@Test
	void nothingIsPublishedWhenTheSubscriptionIsPending() {
		assertThatIllegalStateException().isThrownBy(() -> this.ons.publish("{}")).withMessageContaining("pending");
	}

	@Test
	void secondConfirmationSaysThatTheSubscriptionIsConfirmedAlready() throws Exception {
		assertThat(confirm().body()).contains("topicId", "subscriptionId").doesNotContain("already");
		assertThat(confirm().body()).contains("already confirmed");
	}

	@Test
	void subscriptionStaysPendingWhenTheTokenIsChangedOnItsWay() throws Exception {
		assertThat(get(confirmationUrl().replace('+', ' ').replace(" ", "%20")).statusCode()).isEqualTo(400);
		assertThat(this.ons.awaitConfirmed(Duration.ZERO)).isFalse();
	}

	private HttpResponse<String> confirm() throws IOException, InterruptedException {
		return get(confirmationUrl());
	}

	private String confirmationUrl() {
		this.answers.add(ACCEPT);
		return this.ons.requestConfirmation().message().headers().getOrDefault("x-oci-ns-confirmationurl", "");
	}

	private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
		}
	}

}
