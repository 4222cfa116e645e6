package io.onsrelay.testmessage;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.parser.OwnAlarm;

/**
 * Sends test messages. Each is one call, which neither the rate nor the circuit of the
 * destination holds back.
 */
public final class TestMessages {

	private static final String ROUTE = "test";

	private final NotifierRegistry notifiers;

	private final Supplier<MessageId> ids;

	private final Clock clock;

	private final MessageParser parser = new MessageParser();

	/**
	 * Creates the sender.
	 * @param notifiers the destinations
	 * @param ids the source of message ids
	 * @param clock the clock
	 */
	public TestMessages(NotifierRegistry notifiers, Supplier<MessageId> ids, Clock clock) {
		this.notifiers = notifiers;
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Sends a message and waits for the answer, as long as the time-outs of the
	 * destination allow.
	 * @param destination the destination
	 * @param kind the kind of the message
	 * @return what the destination answered
	 * @throws IllegalArgumentException if no such destination is configured, or it is in
	 * the store; with a sentence for the user
	 */
	public TestResult send(Destination destination, TestKind kind) {
		Notifier notifier = notifier(destination);
		Instant start = this.clock.instant();
		Notification notification = new Notification(message(destination, kind, start), destination, ROUTE,
				PresentationOverrides.NONE);
		Outcome.OfOne outcome = deliver(notifier, notification);
		return new TestResult(destination, outcome, Duration.between(start, this.clock.instant()));
	}

	private static Outcome.OfOne deliver(Notifier notifier, Notification notification) {
		try {
			return notifier.deliver(List.of(notification)).each(1).getFirst();
		}
		// As in the engine, which no notifier may end
		catch (RuntimeException ex) {
			return Outcome.retry(Outcome.Reason.UNEXPECTED, ex.getClass().getName());
		}
	}

	private Notifier notifier(Destination destination) {
		if (this.notifiers.written().containsKey(destination)) {
			throw new IllegalArgumentException(
					"%s is in the store and is not called: it has every message that is accepted."
						.formatted(destination));
		}
		Notifier notifier = this.notifiers.called().get(destination);
		if (notifier == null) {
			throw new IllegalArgumentException(this.notifiers.noSuchCalled(destination));
		}
		return notifier;
	}

	private Message message(Destination destination, TestKind kind, Instant now) {
		Body body = switch (kind) {
			case NOTE -> Body.of("Test message of ons-relay to %s: nothing has happened.".formatted(destination)
				.getBytes(StandardCharsets.UTF_8));
			case FIRING -> alarm(destination, false, now);
			case OK -> alarm(destination, true, now);
		};
		return this.parser.parse(this.ids.get(), now, new OnsHeaders(Map.of()), body);
	}

	private static Body alarm(Destination destination, boolean over, Instant now) {
		return new OwnAlarm("ons-relay-test-" + destination, "Test alarm of ons-relay",
				"An operator has sent it to %s. Nothing has happened.".formatted(destination), Severity.CRITICAL, over,
				now, "ons_relay_test", Map.of("destination", destination.toString()))
			.body();
	}

}
