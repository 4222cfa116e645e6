package io.onsrelay.presentation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.template.Templates;
import io.onsrelay.redaction.Redaction;

/**
 * Applies the templates of a route. Where a template fails, the default wording stays:
 * the message is worth more than its layout.
 */
final class RouteTemplates {

	private static final int MAX_TITLE_CHARS = 300;

	private static final int MAX_TEXT_CHARS = 3_000;

	private final Logger logger = LoggerFactory.getLogger(RouteTemplates.class);

	private final Templates templates = new Templates();

	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	private final Redaction redaction;

	private final TextCleaner cleaner;

	private final PresentationMetrics metrics;

	RouteTemplates(Redaction redaction, PresentationMetrics metrics) {
		this.redaction = redaction;
		this.cleaner = new TextCleaner(redaction);
		this.metrics = metrics;
	}

	/**
	 * Applies the templates of a notification's route.
	 * @param notification the notification
	 * @param presentation the message in the default wording
	 * @return the presentation with the title and text that the route has templates for
	 */
	Presentation apply(Notification notification, Presentation presentation) {
		PresentationOverrides overrides = notification.overrides();
		if (overrides.title() == null && overrides.text() == null) {
			return presentation;
		}
		Map<String, Object> model = TemplateModel.of(notification, presentation, this.redaction);
		String title = render(overrides.title(), model, MAX_TITLE_CHARS, notification.route());
		String text = render(overrides.text(), model, MAX_TEXT_CHARS, notification.route());
		String line = (title != null) ? TextCleaner.line(title) : "";
		return presentation.withTexts(line.isEmpty() ? presentation.title() : line, text);
	}

	private @Nullable String render(@Nullable String source, Map<String, Object> model, int maxChars, String route) {
		if (source == null) {
			return null;
		}
		try {
			// Two harmless texts may be a secret together.
			String text = this.cleaner.clean(this.templates.render(source, model, maxChars)).strip();
			return text.isEmpty() ? null : text;
		}
		catch (RuntimeException ex) {
			// Whatever the library throws, the message is delivered.
			this.metrics.templateFailed(route);
			if (this.failing.add(route)) {
				this.logger.warn("A template of route {} fails, its messages are shown in the default wording: {}",
						route, ex.getClass().getSimpleName());
			}
			return null;
		}
	}

}
