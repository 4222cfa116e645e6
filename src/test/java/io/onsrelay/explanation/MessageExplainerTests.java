package io.onsrelay.explanation;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.routing.Routers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageExplainer}.
 */
class MessageExplainerTests {

	private static final Destination OPS = Destination.of("slack/ops");

	private static final String SILENCE = "silence 3 of ada until 2026-03-01T12:00:00Z: patch day";

	private final NotifierRegistry registry = new NotifierRegistry(Map.of(OPS, (Notifier) (_) -> Outcome.delivered()),
			Set.of(), Set.of());

	private final Message message = Fixtures.message("computeapi.launchinstance.end");

	@Test
	void destinationThatASilenceHoldsBackIsNamedWithIt() {
		assertThat(explain("{}").silenced()).containsExactly(Map.entry(OPS, SILENCE));
	}

	@Test
	void whatNoRouteSendsIsNotSilencedEither() {
		assertThat(explain("{\"eventType\": \"other\"}").silenced()).isEmpty();
	}

	private MessageExplanation explain(String condition) {
		return new MessageExplainer(Routers.of(this.registry, "all", condition, OPS), (_) -> List.of(), this.registry,
				MessageExplainerTests::silenced)
			.explain(this.message);
	}

	private static Map<Destination, String> silenced(List<Notification> notifications) {
		return notifications.isEmpty() ? Map.of() : Map.of(notifications.getFirst().destination(), SILENCE);
	}

}
