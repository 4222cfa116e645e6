package io.onsrelay.presentation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.redaction.Redaction;

/**
 * Turns messages into presentations. It is total: there is no message it throws on.
 */
public final class Presenter {

	private static final int MAX_LISTED = 10;

	private final ContentFormatter formatter;

	private final TextCleaner cleaner;

	private final RegionNames regionNames;

	private final PublicUrl publicUrl;

	private final RouteTemplates templates;

	Presenter(ContentFormatter formatter, Redaction redaction, RegionNames regionNames, PublicUrl publicUrl,
			RouteTemplates templates) {
		this.formatter = formatter;
		this.cleaner = new TextCleaner(redaction);
		this.regionNames = regionNames;
		this.publicUrl = publicUrl;
		this.templates = templates;
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
		return (message.contents().size() == 1) ? present(message, message.first()) : presentBatch(message);
	}

	private Presentation present(Message message, Content content) {
		PresentationBuilder presentation = builder(message);
		this.formatter.format(message, content, presentation);
		content.occurredAt().ifPresent(presentation::time);
		return linked(presentation, message).finish();
	}

	private Presentation presentBatch(Message message) {
		List<Content> contents = message.contents();
		List<Presentation> shown = contents.stream()
			.limit(MAX_LISTED)
			.map((content) -> present(message, content))
			.toList();
		Presentation first = shown.getFirst();
		Severity worst = shown.stream().map(Presentation::severity).max(Severity::compareTo).orElseThrow();
		String lines = IntStream.range(0, shown.size())
			.mapToObj((i) -> (i + 1) + ". " + shown.get(i).title())
			.collect(Collectors.joining("\n"));
		PresentationBuilder presentation = builder(message);
		return linked(presentation, message).title(contents.size() + " " + kind(contents) + ": " + first.title())
			.severity(worst)
			.status(Status.INFO)
			.compartment(first.compartment())
			.time(first.time())
			.fact("Listed", shown.size() + " of " + contents.size())
			.fact("Records", lines, Form.PROSE)
			.finish();
	}

	private PresentationBuilder builder(Message message) {
		return new PresentationBuilder(message, this.cleaner, this.regionNames);
	}

	private PresentationBuilder linked(PresentationBuilder presentation, Message message) {
		return presentation.link("Open the message", this.publicUrl.of(message.id()));
	}

	private static String kind(List<Content> contents) {
		List<Content.Kind> kinds = contents.stream().map(Content::kind).distinct().toList();
		return (kinds.size() > 1) ? "messages" : switch (kinds.getFirst()) {
			case LOG -> "log records";
			case PLAIN -> "items";
			case EVENT, ALARM -> kinds.getFirst().name().toLowerCase(Locale.ROOT) + "s";
		};
	}

}
