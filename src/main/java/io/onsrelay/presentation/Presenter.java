package io.onsrelay.presentation;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StringUtils;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.RenderThreads.RenderingException;
import io.onsrelay.presentation.vocabulary.Realms;
import io.onsrelay.redaction.Redaction;

/**
 * Turns messages into presentations. It is total: there is no message it throws on. What
 * users have written, patterns of secrets and templates, has a limit: a message on which
 * a pattern takes too long is presented without its text.
 */
public final class Presenter {

	private static final int MAX_LISTED = 10;

	private static final String WITHHELD = "Hiding secrets in this message failed, so its text is not shown: a pattern "
			+ "of relay.redaction.patterns takes too long on it. The message itself is in the journal.";

	private final Logger logger = LoggerFactory.getLogger(Presenter.class);

	private final AtomicBoolean warned = new AtomicBoolean();

	private final ContentFormatter formatter;

	private final Redaction redaction;

	private final TextCleaner cleaner;

	/**
	 * Hides only the secrets that are always hidden.
	 */
	private final TextCleaner standardCleaner = new TextCleaner(new Redaction(List.of()));

	private final RegionNames regionNames;

	private final Realms realms;

	private final PublicUrl publicUrl;

	private final RouteTemplates templates;

	private final RenderThreads threads;

	private final PresentationMetrics metrics;

	Presenter(ContentFormatter formatter, Redaction redaction, RegionNames regionNames, Realms realms,
			PublicUrl publicUrl, RenderThreads threads, PresentationMetrics metrics) {
		this.formatter = formatter;
		this.redaction = redaction;
		this.cleaner = new TextCleaner(redaction);
		this.regionNames = regionNames;
		this.realms = realms;
		this.publicUrl = publicUrl;
		this.templates = new RouteTemplates(redaction, threads, metrics);
		this.threads = threads;
		this.metrics = metrics;
	}

	/**
	 * Presents a notification, with what its route overrides.
	 * @param notification the notification
	 * @return the presentation
	 */
	public Presentation present(Notification notification) {
		Presentation presentation = present(notification.message());
		Severity severity = notification.overrides().severity();
		return this.templates.apply(notification,
				(severity != null) ? presentation.withSeverity(severity) : presentation);
	}

	/**
	 * Presents a message in the default wording. A batch becomes one presentation that
	 * lists the titles of its first contents.
	 * @param message the message
	 * @return the presentation
	 */
	public Presentation present(Message message) {
		if (!this.redaction.hasExtraPatterns()) {
			return present(message, this.cleaner);
		}
		try {
			return this.threads.call(() -> present(message, this.cleaner));
		}
		catch (RenderingException ex) {
			this.metrics.redactionFailed();
			if (this.warned.compareAndSet(false, true)) {
				this.logger
					.warn("Message {} is shown without its text, since hiding its secrets by relay.redaction.patterns "
							+ "fails: {}. Further ones are counted only", message.id(), ex.reason());
			}
			return withheld(message);
		}
	}

	/**
	 * Hides the secrets in a text of a message that is shown beside its presentation.
	 * @param text the text
	 * @return the text without secrets; empty if hiding them takes too long
	 */
	public String withoutSecrets(String text) {
		if (!this.redaction.hasExtraPatterns()) {
			return this.cleaner.clean(text);
		}
		try {
			return this.threads.call(() -> this.cleaner.clean(text));
		}
		catch (RenderingException ex) {
			return "";
		}
	}

	private Presentation present(Message message, TextCleaner cleaner) {
		return (message.contents().size() == 1) ? present(message, message.first(), cleaner)
				: presentBatch(message, cleaner);
	}

	private Presentation present(Message message, Content content, TextCleaner cleaner) {
		PresentationBuilder presentation = builder(message, cleaner);
		this.formatter.format(message, content, presentation);
		content.occurredAt().ifPresent(presentation::time);
		return linked(presentation, message).finish();
	}

	private Presentation presentBatch(Message message, TextCleaner cleaner) {
		List<Content> contents = message.contents();
		List<Presentation> shown = contents.stream()
			.limit(MAX_LISTED)
			.map((content) -> present(message, content, cleaner))
			.toList();
		Presentation first = shown.getFirst();
		Severity worst = shown.stream().map(Presentation::severity).max(Severity::compareTo).orElseThrow();
		String lines = IntStream.range(0, shown.size())
			.mapToObj((i) -> (i + 1) + ". " + shown.get(i).title())
			.collect(Collectors.joining("\n"));
		PresentationBuilder presentation = builder(message, cleaner);
		return linked(presentation, message).title(contents.size() + " " + kind(contents) + ": " + first.title())
			.severity(worst)
			.status(Status.INFO)
			.compartment(first.compartment())
			.time(first.time())
			.fact("Listed", shown.size() + " of " + contents.size())
			.fact("Records", lines, Form.PROSE)
			.finish();
	}

	// Severity, status and time are no texts, and a region is one that Oracle's names
	// allow.
	private Presentation withheld(Message message) {
		Presentation standard = present(message, this.standardCleaner);
		String kind = (message.contents().size() == 1) ? kind(message.first().kind()) : kind(message.contents());
		String state = (standard.status() == Status.INFO) ? "" : " (" + lowerCase(standard.status()) + ")";
		return linked(builder(message, this.standardCleaner), message)
			.title("%s%s without its text".formatted(StringUtils.capitalize(kind), state))
			.severity(standard.severity())
			.status(standard.status())
			.region(standard.region())
			.time(standard.time())
			.fact("Note", WITHHELD, Form.PROSE)
			.finish();
	}

	private PresentationBuilder builder(Message message, TextCleaner cleaner) {
		return new PresentationBuilder(message, cleaner, this.regionNames, this.realms);
	}

	private PresentationBuilder linked(PresentationBuilder presentation, Message message) {
		return presentation.link("Open the message", this.publicUrl.of(message.id()));
	}

	private static String kind(List<Content> contents) {
		List<Content.Kind> kinds = contents.stream().map(Content::kind).distinct().toList();
		return (kinds.size() > 1) ? "messages" : kind(kinds.getFirst()) + "s";
	}

	private static String kind(Content.Kind kind) {
		return switch (kind) {
			case LOG -> "log record";
			case PLAIN -> "item";
			case EVENT, ALARM -> lowerCase(kind);
		};
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
