package io.onsrelay.presentation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.template.RenderThreads;
import io.onsrelay.presentation.template.RenderThreads.RenderingException;
import io.onsrelay.presentation.template.Templates;
import io.onsrelay.redaction.Redaction;

/**
 * Applies the templates of a route. Where a template fails, the default wording stays:
 * the message is worth more than its layout.
 */
final class RouteTemplates {

	private static final int MAX_TITLE_CHARS = 300;

	private static final int MAX_TEXT_CHARS = 3_000;

	private static final String FAILED = "A template of the route failed, so this is the default wording.";

	private final Logger logger = LoggerFactory.getLogger(RouteTemplates.class);

	private final Templates templates = new Templates();

	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	private final Redaction redaction;

	private final TextCleaner cleaner;

	private final RenderThreads threads;

	private final PresentationMetrics metrics;

	RouteTemplates(Redaction redaction, RenderThreads threads, PresentationMetrics metrics) {
		this.redaction = redaction;
		this.cleaner = new TextCleaner(redaction);
		this.threads = threads;
		this.metrics = metrics;
	}

	/**
	 * Applies the templates of a notification's route.
	 * @param notification the notification
	 * @param presentation the message in the default wording
	 * @return the presentation with the title and text that the route has templates for;
	 * with a note beside the facts where one fails
	 */
	Presentation apply(Notification notification, Presentation presentation) {
		PresentationOverrides overrides = notification.overrides();
		if (overrides.title() == null && overrides.text() == null) {
			return presentation;
		}
		Rendered rendered = render(notification, presentation);
		if (!rendered.failure().isEmpty()) {
			failed(notification.route(), rendered.failure());
		}
		String line = (rendered.title() != null) ? TextCleaner.line(rendered.title()) : "";
		Presentation shown = presentation.withTexts(line.isEmpty() ? presentation.title() : line, rendered.text());
		return rendered.failure().isEmpty() ? shown : shown.withNote(FAILED);
	}

	private Rendered render(Notification notification, Presentation presentation) {
		try {
			return this.threads.call(() -> {
				Map<String, Object> model = TemplateModel.of(notification, presentation, this.redaction);
				return render(notification.overrides().title(), model, MAX_TITLE_CHARS)
					.and(render(notification.overrides().text(), model, MAX_TEXT_CHARS));
			});
		}
		catch (RenderingException ex) {
			return new Rendered(null, null, ex.reason());
		}
	}

	private Rendered render(@Nullable String source, Map<String, Object> model, int maxChars) {
		if (source == null) {
			return new Rendered(null, null, "");
		}
		try {
			// Two harmless texts may be a secret together.
			String text = this.cleaner.clean(this.templates.render(source, model, maxChars)).strip();
			return new Rendered(text.isEmpty() ? null : text, null, "");
		}
		// Whatever the library throws, the message is delivered.
		catch (RuntimeException ex) {
			return new Rendered(null, null, "it fails with " + ex.getClass().getSimpleName());
		}
	}

	private void failed(String route, String failure) {
		this.metrics.templateFailed(route);
		if (this.failing.add(route)) {
			this.logger.warn("A template of route {} is not used, its messages are shown in the default wording: {}",
					route, failure);
		}
	}

	/**
	 * What the templates gave.
	 *
	 * @param title the title; {@code null} for that of the default wording
	 * @param text the text; {@code null} for the facts
	 * @param failure why a template failed; empty if none did
	 */
	private record Rendered(@Nullable String title, @Nullable String text, String failure) {

		/**
		 * Return this title, and the other rendering's title as text.
		 */
		Rendered and(Rendered other) {
			return new Rendered(this.title, other.title, this.failure.isEmpty() ? other.failure : this.failure);
		}

	}

}
