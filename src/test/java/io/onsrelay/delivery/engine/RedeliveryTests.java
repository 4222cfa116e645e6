package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.TestClock;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.relay.AcceptResult;
import io.onsrelay.relay.MessageRelay;
import io.onsrelay.relay.MessageRelays;
import io.onsrelay.routing.RoutingDecision;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole way of a message that ONS sends again and again, since it never learned that
 * the message was acknowledged: from its receipt to the call of its destination.
 */
class RedeliveryTests {

	/**
	 * When ONS sends again what was not acknowledged: the waits double, for two hours.
	 */
	private static final List<Duration> AGAIN = List.of(1, 3, 7, 15, 31, 63, 119)
		.stream()
		.map(Duration::ofMinutes)
		.toList();

	private final TestClock clock = TestClock.standing();

	private final Instant occurredAt = this.clock.instant();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	@TempDir
	private Path directory;

	private LaneFixture lane;

	private MessageRelay relay;

	@BeforeEach
	void start() {
		this.lane = new LaneFixture(this.directory, this.clock, this.notifier);
		this.relay = MessageRelays.over(this.lane.store, this.lane.wiring.accepting, RedeliveryTests::route);
	}

	@AfterEach
	void stop() {
		this.lane.close();
	}

	@Test
	void redeliveriesOverTwoHoursAndAcrossARestartAreOneNotification() {
		assertThat(receive("e1")).isEqualTo(AcceptResult.ACCEPTED);
		for (Duration later : AGAIN) {
			this.clock.moveTo(this.occurredAt.plus(later));
			if (later.equals(Duration.ofMinutes(15))) {
				stop();
				start();
			}
			assertThat(receive("e1")).as("after %s", later).isEqualTo(AcceptResult.DUPLICATE);
		}
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"));
		assertThat(this.lane.states()).containsExactly("delivered");
	}

	/**
	 * Receives the event now, and lets the lane do what there is to do.
	 */
	private AcceptResult receive(String eventId) {
		AcceptResult result = this.relay.accept(
				MessageFixtures.event(eventId, "ocid1.instance.oc1.iad.aaaa", this.occurredAt, this.clock.instant()));
		this.lane.runUntilIdle();
		return result;
	}

	private static RoutingDecision route(Message message) {
		return new RoutingDecision(
				List.of(new Notification(message, LaneFixture.OPS, "all", PresentationOverrides.NONE)), Set.of());
	}

}
