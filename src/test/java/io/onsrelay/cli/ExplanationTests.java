package io.onsrelay.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.explanation.MessageExplainer;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.routing.Routers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Explanation}.
 */
class ExplanationTests {

	private static final Destination SHOWN = Destination.of("shown/ops");

	private final StringWriter out = new StringWriter();

	@Test
	void printShowsThePayloadAsItIsSent() {
		print(Fixtures.message("plain.text"), "{}");
		assertThat(this.out.toString()).isEqualToNormalizingNewlines("""
				message.txt: plain

				Routes
				  all  applies

				Destinations
				  shown/ops  by route all

				What shown/ops gets
				{"route": "all"}

				""");
	}

	@Test
	void printWhenNoDestinationGetsTheMessageSaysSo() {
		print(Fixtures.message("plain.text"), "{\"a\": \"b\"}");
		assertThat(this.out.toString()).contains("does not apply: it is no JSON object").endsWith("""
				Destinations
				  none

				""");
	}

	@Test
	void printWhenMessageIsMalformedSaysSo() {
		print(Fixtures.message("malformed.alarm"), "{}");
		assertThat(this.out.toString()).startsWith("message.txt: plain, since it is malformed JSON");
	}

	@Test
	void printWhenMessageIsEncodedTwiceSaysSo() {
		String alarm = TextNode.valueOf(Fixtures.body("alarm.v1.5.ok_to_firing").text()).toString();
		print(Fixtures.parse(alarm), "{\"dedupeKey\": \"*\"}");
		assertThat(this.out.toString()).startsWith("message.txt: alarm OK_TO_FIRING")
			.containsSubsequence("The body is JSON within a JSON string. It is read as what the string holds.",
					"all  applies");
	}

	private void print(Message message, String condition) {
		NotifierRegistry registry = new NotifierRegistry(Map.of(SHOWN, new ShownNotifier()), Set.of(), Set.of());
		new Explanation(new MessageExplainer(Routers.of(registry, "all", condition, SHOWN), (_) -> List.of(), registry))
			.print("message.txt", message, new PrintWriter(this.out, true));
	}

	private static final class ShownNotifier implements Notifier {

		@Override
		public Outcome deliver(List<Notification> batch) {
			throw new AssertionError("Nothing is sent");
		}

		@Override
		public Optional<String> preview(Notification notification) {
			return Optional.of("{\"route\": \"%s\"}".formatted(notification.route()));
		}

	}

}
