package io.onsrelay.presentation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.LogRecord;
import io.onsrelay.event.Message;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.PlainText;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.redaction.Redaction;

/**
 * Puts messages into words. It is total: there is no message it throws on.
 */
public final class Presenter {

	private static final int LISTED = 10;

	private final Redaction redaction;

	private final RegionNames regionNames;

	private final PublicUrl publicUrl;

	private final RouteTemplates wording;

	/**
	 * Creates the presenter.
	 * @param redaction takes secrets out of every text
	 * @param regionNames gives the full name of a region for its key, and gives back what
	 * it does not know
	 * @param publicUrl where this service shows messages
	 * @param wording says things in the words of a route
	 */
	Presenter(Redaction redaction, RegionNames regionNames, PublicUrl publicUrl, RouteTemplates wording) {
		this.redaction = redaction;
		this.regionNames = regionNames;
		this.publicUrl = publicUrl;
		this.wording = wording;
	}

	/**
	 * Puts a notification into words, the way its route wants them.
	 * @param notification the message and how its route wants it shown
	 * @return what it says
	 */
	public Presentation present(Notification notification) {
		Presentation presentation = present(notification.message());
		Severity severity = notification.overrides().severity();
		return this.wording.apply(notification,
				(severity != null) ? presentation.withSeverity(severity) : presentation);
	}

	/**
	 * Puts a message into words. A batch is presented as the list it is.
	 * @param message the message
	 * @return what it says
	 */
	public Presentation present(Message message) {
		return (message.contents().size() == 1) ? present(message, message.first()) : presentBatch(message);
	}

	private Presentation present(Message message, Content content) {
		PresentationBuilder presentation = new PresentationBuilder(message, this.redaction, this.regionNames);
		switch (content) {
			case OciEvent event -> EventFormatter.present(event, presentation);
			case Alarm alarm -> AlarmFormatter.present(alarm, presentation);
			case LogRecord log -> LogFormatter.present(log, presentation);
			case PlainText plain -> PlainTextFormatter.present(plain, message, presentation);
		}
		content.occurredAt().ifPresent(presentation::time);
		return linked(presentation, message).finish();
	}

	private Presentation presentBatch(Message message) {
		List<Content> contents = message.contents();
		List<Presentation> shown = contents.stream().limit(LISTED).map((content) -> present(message, content)).toList();
		Presentation first = shown.getFirst();
		Severity worst = shown.stream().map(Presentation::severity).max(Severity::compareTo).orElseThrow();
		String lines = IntStream.range(0, shown.size())
			.mapToObj((i) -> (i + 1) + ". " + shown.get(i).title())
			.collect(Collectors.joining("\n"));
		PresentationBuilder presentation = new PresentationBuilder(message, this.redaction, this.regionNames);
		return linked(presentation, message).title(contents.size() + " " + kind(contents) + ": " + first.title())
			.severity(worst)
			.status(Status.INFO)
			.compartment(first.compartment())
			.time(first.time())
			.fact("Listed", shown.size() + " of " + contents.size())
			.fact("Records", lines, Form.PROSE)
			.finish();
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
