package io.onsrelay.notifier.pagerduty;

import java.util.Map;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Fuzzing;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.presentation.Presenters;

/**
 * Fuzzes {@link PagerDutyEvent}: whatever a message is, PagerDuty accepts what is sent.
 */
class PagerDutyEventFuzzTests {

	private final PagerDutyEvent event = new PagerDutyEvent(Presenters.standard());

	@MethodSource("seeds")
	@FuzzTest
	void render(byte[] bytes) {
		Message message = Fixtures.message("fuzz", Body.of(bytes));
		Fuzzing.endsSoon(() -> {
			for (PagerAction action : PagerAction.values()) {
				Notification notification = new Notification(message, Destination.of("pagerduty/ops"), "all",
						new PresentationOverrides(null, null, null, Map.of(), action));
				PagerDutyEventTests.check(this.event.render(notification, PagerDutyEventTests.KEY));
			}
		});
	}

	static Stream<byte[]> seeds() {
		return Fuzzing.bodies();
	}

}
