package io.onsrelay.notifier.slack.payload;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Fuzzing;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.slack.SlackPayloads;
import io.onsrelay.presentation.Presenters;

/**
 * Fuzzes {@link SlackPayload} and {@link SlackDigest}: whatever a message is, Slack
 * accepts what is posted, and nothing of the message becomes markup.
 */
class SlackPayloadFuzzTests {

	private final SlackPayload payload = new SlackPayload(Presenters.standard());

	private final SlackDigest digest = new SlackDigest();

	@MethodSource("seeds")
	@FuzzTest
	void render(byte[] bytes) {
		Message message = Fixtures.message("fuzz", Body.of(bytes));
		Notification plain = new Notification(message, Destination.of("slack/ops"), "all", PresentationOverrides.NONE);
		Notification worded = new Notification(message, Destination.of("slack/ops"), "fuzz",
				new PresentationOverrides(Severity.CRITICAL, "{{body}}", "{{body}} {{links}} {{facts}}",
						Map.of(Severity.CRITICAL, "<!here>"), PresentationOverrides.PagerAction.AUTO));
		Fuzzing.endsSoon(() -> {
			BlockKitBuilderJson.withoutLinks(SlackPayloads.check(this.payload.render(plain)));
			SlackPayloads.check(this.payload.render(worded));
			SlackPayloads.check(this.payload.renderState(plain, this.payload.present(plain), "before"));
			SlackPayloads.check(this.digest.render(List.of(plain, worded, plain), this.payload::present));
		});
	}

	static Stream<byte[]> seeds() {
		return Fuzzing.bodies();
	}

}
