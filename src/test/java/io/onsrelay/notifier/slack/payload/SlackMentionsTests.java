package io.onsrelay.notifier.slack.payload;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.notifier.slack.SlackPayloads;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlackMentions}, as a payload holds them.
 */
class SlackMentionsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<!here>                           | <!here>
			<!channel> <@U0HERON>             | <!channel> <@U0HERON>
			<!everyone>,<@W0HERON>            | <!everyone> <@W0HERON>
			<!subteam^S0HARBOUR>              | <!subteam^S0HARBOUR>
			<!here> <!here>                   | <!here>
			now: <!here> <https://x> <#C01>   | <!here>
			""")
	void renderWhenSeverityHasMentionsBeginsWithThem(String configured, String expected) {
		JsonNode payload = render("alarm.v1.5.ok_to_firing", Map.of(Severity.CRITICAL, configured));
		assertThat(payload.path("text").asText()).startsWith(expected + " Alarm firing");
		assertThat(payload.at("/blocks/1/text/text").asText()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "alarm.v1.5.ok_to_firing, WARNING, <!here>", "alarm.v1.5.firing_to_ok, CRITICAL, <!here>",
			"alarm.v1.5.ok_to_firing, CRITICAL, @here", "alarm.v1.5.ok_to_firing, CRITICAL, <!here|now>",
			"alarm.v1.5.ok_to_firing, CRITICAL, <@u0heron>", "alarm.v1.5.ok_to_firing, CRITICAL, ' '" })
	void renderWhenThereIsNoMentionForSeverityHasNone(String fixture, Severity severity, String configured) {
		JsonNode payload = render(fixture, Map.of(severity, configured));
		assertThat(payload.path("text").asText()).startsWith("Alarm");
		assertThat(payload.path("blocks")).hasSize(1);
	}

	@Test
	void renderWhenRouteGivesSeverityCallsByThat() {
		PresentationOverrides overrides = new PresentationOverrides(Severity.CRITICAL, null, null,
				Map.of(Severity.CRITICAL, "<!here>"), PagerAction.AUTO);
		assertThat(render("objectstorage.createbucket", overrides).path("text").asText()).startsWith("<!here> ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!here>", "<!channel>", "<!everyone>", "<!subteam^S0614TZR7>", "<@U024BE7LH>",
			"<@W024BE7LH>", "<!here>  <@U024BE7LH> <!subteam^S0614TZR7>" })
	void syntaxMatchesMentions(String mention) {
		assertThat(SlackMentions.SYNTAX.matches(mention)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "@here", "here", "<!Here>", "<!here><!channel>", "<!here> all", "<!subteam^>", "<@S123>",
			"<!subteam^s1>", "<https://example.com>", "" })
	void syntaxDoesNotMatchWhatSlackDoesNotRead(String mention) {
		assertThat(SlackMentions.SYNTAX.matches(mention)).isFalse();
	}

	private static JsonNode render(String fixture, Map<Severity, String> mentions) {
		return render(fixture, new PresentationOverrides(null, null, null, mentions, PagerAction.AUTO));
	}

	private static JsonNode render(String fixture, PresentationOverrides overrides) {
		Notification notification = new Notification(Fixtures.message(fixture), Destination.of("slack/ops"),
				"lifecycle", overrides);
		return SlackPayloads.check(new SlackPayload(Presenters.standard()).render(notification));
	}

}
