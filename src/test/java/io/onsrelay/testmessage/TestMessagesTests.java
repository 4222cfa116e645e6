package io.onsrelay.testmessage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.PlainText;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.StoreNotifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TestMessagesTests {

	private static final Destination OPS = Destination.of("slack/ops");

	private static final Destination AUDIT = Destination.of("audit/default");

	private final List<Notification> sent = new ArrayList<>();

	private Outcome answer = Outcome.delivered();

	private final Notifier notifier = (batch) -> {
		this.sent.addAll(batch);
		return this.answer;
	};

	private final TestMessages messages = new TestMessages(
			new NotifierRegistry(Map.of(OPS, this.notifier, AUDIT, (StoreNotifier) (_, _) -> {
			}), Set.of(), List.of()), () -> new MessageId(new UUID(0, 1)), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

	@Test
	void noteIsATextThatNamesTheDestination() {
		assertThat(this.messages.send(OPS, TestKind.NOTE).delivered()).isTrue();
		assertThat(content()).isInstanceOfSatisfying(PlainText.class, (plain) -> assertThat(plain.text())
			.isEqualTo("Test message of ons-relay to slack/ops: nothing has happened."));
	}

	@Test
	void alarmsOpenAndCloseOneIncident() {
		this.messages.send(OPS, TestKind.FIRING);
		this.messages.send(OPS, TestKind.OK);
		assertThat(this.sent).extracting((notification) -> notification.message().first())
			.asInstanceOf(InstanceOfAssertFactories.list(Alarm.class))
			.allSatisfy((alarm) -> {
				assertThat(alarm.severity()).isEqualTo(Severity.CRITICAL);
				assertThat(alarm.title()).isEqualTo("Test alarm of ons-relay");
				assertThat(alarm.orderingKey()).contains("alarm:ons-relay-test-slack/ops");
				assertThat(alarm.occurredAt()).contains(Instant.EPOCH);
			})
			.extracting(Alarm::transition)
			.containsExactly(Alarm.Transition.OK_TO_FIRING, Alarm.Transition.FIRING_TO_OK);
	}

	@Test
	void resultTellsWhatTheDestinationAnswered() {
		assertThat(answerTo(Outcome.retry(Reason.NETWORK, "Connection refused"))).isEqualTo("""
				slack/ops did not take the message (network): Connection refused
				The service tries a message again after such an answer""");
		assertThat(answerTo(Outcome.rejected(Reason.AUTH, "no_service"))).isEqualTo("""
				slack/ops did not take the message (auth): no_service
				The service keeps a message as a dead letter after such an answer""");
		assertThat(answerTo(Outcome.skipped(Reason.CLIENT, "Late")))
			.isEqualTo("slack/ops was not called (client): Late");
		assertThat(answerTo(Outcome.skipped(Reason.UNSUITABLE, "This is no alert"))).isEqualTo("""
				slack/ops was not called (unsuitable): This is no alert
				A test of this destination is an alarm: firing, and then ok""");
		assertThat(answerTo(Outcome.delivered())).isEqualTo("slack/ops took the message, within 0 ms");
		assertThat(new TestResult(OPS, Outcome.delivered(), Duration.ofMillis(61)).inWords()).contains("61 ms");
	}

	@Test
	void notifierThatThrowsIsAnAnswer() {
		Notifier throwing = (_) -> {
			throw new IllegalStateException("with a secret");
		};
		TestResult result = new TestMessages(new NotifierRegistry(Map.of(OPS, throwing), Set.of(), List.of()),
				() -> new MessageId(new UUID(0, 1)), Clock.systemUTC())
			.send(OPS, TestKind.NOTE);
		assertThat(result.inWords()).contains("(unexpected): java.lang.IllegalStateException").doesNotContain("secret");
	}

	private String answerTo(Outcome.OfOne outcome) {
		this.answer = outcome;
		TestResult result = this.messages.send(OPS, TestKind.NOTE);
		assertThat(result.delivered()).isEqualTo(outcome instanceof Outcome.Delivered);
		return result.inWords().replace(System.lineSeparator(), "\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			slack/opps    | There is no destination 'slack/opps'. Did you mean slack/ops? There are: slack/ops.
			audit/default | audit/default is in the store and is not called: it has every message that is accepted.
			""")
	void sendWhenDestinationIsNotCalledSaysWhy(String destination, String sentence) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.messages.send(Destination.of(destination), TestKind.NOTE))
			.withMessage(sentence);
		assertThat(this.sent).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			firing, FIRING
			ok,     OK
			,       NOTE
			""")
	void ofAlarmReadsWhatUsersWrite(@Nullable String alarm, TestKind kind) {
		assertThat(TestKind.ofAlarm(alarm)).isEqualTo(kind);
	}

	@Test
	void ofAlarmWhenStateIsUnknownSaysWhichThereAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> TestKind.ofAlarm("red"))
			.withMessage("alarm can be firing or ok, and not 'red'.");
	}

	private Content content() {
		assertThat(this.sent).hasSize(1);
		return this.sent.getFirst().message().first();
	}

}
