package io.onsrelay.presentation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Fuzzing;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.template.RenderThreads;
import io.onsrelay.redaction.Redaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes templates: whatever a route's templates and a message are, there is a title, the
 * text has a limit, no secret is shown, and rendering ends.
 */
class RouteTemplatesFuzzTests {

	private static final String SECRET = "Zq7Kx0Wv2Jt9";

	/**
	 * A text has 3,000 characters before secrets are hidden again, and at most twice as
	 * many after it. Notifiers cut it to their vendor's limit.
	 */
	private static final int MAX_TEXT_CHARS = 6_000;

	@AutoClose
	private final RenderThreads threads = new RenderThreads(Duration.ofMillis(200));

	private final RouteTemplates templates = new RouteTemplates(new Redaction(List.of()), this.threads,
			new PresentationMetrics(new SimpleMeterRegistry()));

	private final Presenter presenter = Presenters.standard();

	@MethodSource("seeds")
	@FuzzTest
	void apply(byte[] bytes) {
		Fuzzing.Input input = Fuzzing.split(bytes);
		if (new String(bytes, StandardCharsets.UTF_8).contains(SECRET)) {
			// Jazzer reads what the code compares with. Only what is planted is a secret.
			return;
		}
		ObjectNode body = JsonNodeFactory.instance.objectNode().put("token", SECRET).put("x", "?token=" + SECRET);
		body.set("body", Fixtures.message("fuzz", input.body()).first().json());
		Message message = Fixtures.parse(body.toString());
		Notification notification = new Notification(message, Destination.of("slack/ops"), "fuzz",
				new PresentationOverrides(null, input.text(), input.text(), Map.of(),
						PresentationOverrides.PagerAction.AUTO));
		Fuzzing.endsSoon(() -> {
			Presentation presentation = this.templates.apply(notification, this.presenter.present(message));
			assertThat(presentation.title()).isNotBlank().doesNotContain(SECRET, "\n");
			if (presentation.text() != null) {
				assertThat(presentation.text()).isNotBlank()
					.doesNotContain(SECRET)
					.hasSizeLessThanOrEqualTo(MAX_TEXT_CHARS);
			}
		});
	}

	static Stream<byte[]> seeds() {
		return Fuzzing.bodiesAfter("{{title}} {{body.body}}", "{{#facts}}{{label}}={{value}};{{/facts}}",
				"{{#body.body}}{{#data}}{{resourceName}}{{/data}}{{^data}}{{.}}{{/data}}{{/body.body}}",
				"{{#body}}{{#body}}{{#body}}{{x}}{{token}}{{/body}}{{/body}}{{/body}}{{!c}}{{&x}}{{{x}}}{{=<% %>=}}<%x%>");
	}

}
