package io.onsrelay.confirmation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.confirmation.url.ConfirmationGuard;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult;
import io.onsrelay.provisioning.Subscriptions;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource(Dialect.class)
class ConfirmationWorkerTests {

	private static final HttpResult FAILED = ConfirmationFixture.answer(500, "");

	@Parameter
	private Dialect dialect;

	private ConfirmationFixture fixture;

	@BeforeEach
	void receive(@TempDir Path directory) {
		this.fixture = new ConfirmationFixture(directory, this.dialect);
		this.fixture.receive(ConfirmationFixture.URL);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void runOnceWhenOnsConfirmsIsAcknowledgedAndDeletesTheUrl() {
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		assertThat(this.fixture.worker().runOnce()).isEmpty();
		assertState("acknowledged");
		assertThat(this.fixture.column("url")).isEqualTo("none");
		assertThat(this.fixture.counted("acknowledged")).isOne();
	}

	@Test
	void runOnceGetsTheUnalteredUrlThroughTheGuardedClient() {
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.worker().runOnce();
		assertThat(this.fixture.external)
			.containsExactly(HttpCall.get(Secret.of(ConfirmationFixture.URL), "application/json"));
		assertThat(this.fixture.anywhere).isEmpty();
	}

	@Test
	void runOnceWhenOriginIsConfiguredUsesTheOtherClient() {
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.worker().runOnce();
		this.fixture.receive(ConfirmationFixture.EXTRA_ORIGIN + ConfirmationFixture.PATH);
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.worker().runOnce();
		assertThat(this.fixture.anywhere).hasSize(1);
	}

	@Test
	void runOnceWhenOnsFailsTriesAgainLaterAndNotBefore() {
		this.fixture.replies.add(FAILED);
		Optional<Instant> due = this.fixture.worker().runOnce();
		assertThat(due).isPresent();
		assertThat(this.fixture.worker().runOnce()).isEqualTo(due);
		assertThat(this.fixture.external).hasSize(1);
		this.fixture.passUntil(due);
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.worker().runOnce();
		assertState("acknowledged");
		assertThat(this.fixture.counted("retry")).isOne();
	}

	@Test
	void runOnceWhenOnsKeepsFailingExpiresAfterThreeDays() {
		Optional<Instant> due = Optional.of(ConfirmationFixture.START);
		while (due.isPresent()) {
			this.fixture.passUntil(due);
			this.fixture.replies.add(FAILED);
			due = this.fixture.worker().runOnce();
		}
		assertState("expired");
		assertThat(this.fixture.column("url")).isEqualTo("none");
		assertThat(this.fixture.external.size()).isBetween(72, 400);
		assertThat(this.fixture.counted("expired")).isOne();
	}

	@Test
	void runOnceWhenServiceWasDownForThreeDaysExpiresWithoutACall() {
		this.fixture.pass(Duration.ofDays(3));
		this.fixture.worker().runOnce();
		assertState("expired");
		assertThat(this.fixture.external).isEmpty();
	}

	@Test
	void runOnceWhenReplyIsAboutAnotherTopicIsAnErrorAndIsNotTriedAgain(CapturedOutput output) {
		this.fixture.replies.add(ConfirmationFixture.answer(200, "{\"topicId\":\"ocid1.onstopic.oc1.phx.foreign\","
				+ "\"subscriptionId\":\"%s\"}".formatted(ConfirmationFixture.SUBSCRIPTION)));
		assertThat(this.fixture.worker().runOnce()).isEmpty();
		assertState("mismatched");
		assertThat(output).contains("ERROR", "ocid1.onstopic.oc1.phx.foreign");
		assertThat(this.fixture.counted("mismatched")).isOne();
	}

	@Test
	void runOnceWhenOnsListsItAsActiveIsActive() {
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.states.add(Subscriptions.SubscriptionState.ACTIVE);
		assertThat(this.fixture.worker().runOnce()).isEmpty();
		assertState("active");
		assertThat(this.fixture.counted("active")).isOne();
	}

	@Test
	void runOnceWhenStillPendingAsksForTheStateBeforeAnotherGet() {
		becomeAcknowledgedButPending();
		this.fixture.states.add(Subscriptions.SubscriptionState.ACTIVE);
		assertThat(this.fixture.worker().runOnce()).isEmpty();
		assertState("active");
		assertThat(this.fixture.external).hasSize(1);
	}

	@Test
	void runOnceWhenPendingAgainGetsTheUrlAgain() {
		becomeAcknowledgedButPending();
		this.fixture.states
			.addAll(List.of(Subscriptions.SubscriptionState.PENDING, Subscriptions.SubscriptionState.ACTIVE));
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.worker().runOnce();
		assertState("active");
		assertThat(this.fixture.external).hasSize(2);
	}

	@Test
	void runOnceWhenSubscriptionWasDeletedGivesUp() {
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.states.add(Subscriptions.SubscriptionState.DELETED);
		assertThat(this.fixture.worker().runOnce()).isEmpty();
		assertState("expired");
	}

	@Test
	void runOnceWhenConfigurationNoLongerAllowsTheUrlRefusesItWithoutACall() {
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.worker().runOnce();
		this.fixture.receive(ConfirmationFixture.EXTRA_ORIGIN + ConfirmationFixture.PATH);
		this.fixture.worker(new ConfirmationGuard(Set.of(), List.of())).runOnce();
		assertThat(this.fixture.anywhere).isEmpty();
		assertThat(this.fixture.counted("refused")).isOne();
	}

	@Test
	void runOnceLogsNoToken(CapturedOutput output) {
		this.fixture.replies.add(ConfirmationFixture.answer(400, ConfirmationFixture.URL));
		this.fixture.passUntil(this.fixture.worker().runOnce());
		this.fixture.replies.add(ConfirmationFixture.answer(200, ConfirmationFixture.URL));
		this.fixture.worker().runOnce();
		assertState("acknowledged");
		assertThat(output).contains("HTTP 400", "is confirmed").doesNotContain(ConfirmationFixture.TOKEN);
		assertThat(this.fixture.column("detail")).doesNotContain(ConfirmationFixture.TOKEN);
	}

	@Test
	void tokenIsStoredOnlyAsLongAsItsUrlIsToBeCalled() {
		assertThat(this.fixture.columnsWith(ConfirmationFixture.TOKEN)).containsExactly("confirmation.url");
		this.fixture.replies.add(FAILED);
		this.fixture.passUntil(this.fixture.worker().runOnce());
		assertThat(this.fixture.columnsWith(ConfirmationFixture.TOKEN)).containsExactly("confirmation.url");
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.worker().runOnce();
		assertState("acknowledged");
		assertThat(this.fixture.columnsWith(ConfirmationFixture.TOKEN)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"topicId\":\"%1$s\",\"subscriptionId\":\"%1$s\"}",
			"{\"topicId\":\"%1$s\",\"subscriptionId\":\"" + ConfirmationFixture.SUBSCRIPTION + "\"}" })
	void tokenIsNotStoredWhenReplyRepeatsIt(String reply) {
		this.fixture.replies.add(ConfirmationFixture.answer(200, reply.formatted(ConfirmationFixture.TOKEN)));
		this.fixture.worker().runOnce();
		assertState("mismatched");
		assertThat(this.fixture.columnsWith(ConfirmationFixture.TOKEN.replace("=", ""))).isEmpty();
	}

	@Test
	void tokenIsNotStoredWhenUrlIsRefusedExpiresOrConfirmationIsDisabled() {
		this.fixture.pass(Duration.ofDays(3));
		this.fixture.worker().runOnce();
		assertState("expired");
		this.fixture.receive("https://evil.example" + ConfirmationFixture.PATH);
		this.fixture.confirmations(false)
			.receive(ConfirmationFixture.headers(), Secret.of(ConfirmationFixture.URL + "&x=1"));
		assertThat(this.fixture.columnsWith(ConfirmationFixture.TOKEN)).isEmpty();
	}

	private void becomeAcknowledgedButPending() {
		this.fixture.replies.add(ConfirmationFixture.CONFIRMED);
		this.fixture.states.add(Subscriptions.SubscriptionState.PENDING);
		Optional<Instant> due = this.fixture.worker().runOnce();
		assertState("acknowledged");
		this.fixture.passUntil(due);
	}

	private void assertState(String state) {
		assertThat(this.fixture.column("state")).isEqualTo(state);
	}

}
