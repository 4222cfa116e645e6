package io.onsrelay.presentation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.PresentationMeters.PresentationTag;
import io.onsrelay.redaction.Redaction;

/**
 * Says things in the words that a route asks for. Where its template fails, the usual
 * words stay: the message is worth more than its layout.
 */
final class RouteTemplates {

	private static final int TITLE = 300;

	private static final int TEXT = 3_000;

	private final Logger logger = LoggerFactory.getLogger(RouteTemplates.class);

	private final Templates templates = new Templates();

	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	private final Redaction redaction;

	private final MeterProvider<Counter> failures;

	RouteTemplates(Redaction redaction, MeterRegistry registry) {
		this.redaction = redaction;
		this.failures = Counter.builder(PresentationMeters.TEMPLATE_FAILURES.getName())
			.description("Messages shown in the usual words because their route's template failed")
			.withRegistry(registry);
	}

	/**
	 * Applies the templates of a notification's route.
	 * @param notification the notification
	 * @param usual how the message is put into words as usual
	 * @return the same in the route's words, as far as it has any
	 */
	Presentation apply(Notification notification, Presentation usual) {
		PresentationOverrides overrides = notification.overrides();
		if (overrides.title() == null && overrides.text() == null) {
			return usual;
		}
		Map<String, Object> model = TemplateModel.of(notification, usual, this.redaction);
		String title = render(overrides.title(), model, TITLE, notification.route());
		String text = render(overrides.text(), model, TEXT, notification.route());
		String line = (title != null) ? PresentationBuilder.line(title) : "";
		return usual.withTexts(line.isEmpty() ? usual.title() : line, text);
	}

	private @Nullable String render(@Nullable String source, Map<String, Object> model, int limit, String route) {
		if (source == null) {
			return null;
		}
		try {
			// Two harmless texts may be a secret together.
			String text = PresentationBuilder.clean(this.redaction, this.templates.render(source, model, limit))
				.strip();
			return text.isEmpty() ? null : text;
		}
		catch (RuntimeException ex) {
			// Whatever the library throws, the message is delivered.
			this.failures.withTag(PresentationTag.ROUTE.asString(), route).increment();
			if (this.failing.add(route)) {
				this.logger.warn("A template of route {} fails, its messages are put into the usual words: {}", route,
						ex.getClass().getSimpleName());
			}
			return null;
		}
	}

}
