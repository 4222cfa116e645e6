package io.onsrelay.presentation.format;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.LogRecord;
import io.onsrelay.event.Message;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.PlainText;
import io.onsrelay.presentation.ContentFormatter;
import io.onsrelay.presentation.PresentationBuilder;

/**
 * Formats each content by the formatter of its kind.
 */
final class DelegatingContentFormatter implements ContentFormatter {

	private final EventFormatter events;

	private final AlarmFormatter alarms;

	private final LogFormatter logs;

	private final PlainTextFormatter plainTexts;

	DelegatingContentFormatter(EventFormatter events, AlarmFormatter alarms, LogFormatter logs,
			PlainTextFormatter plainTexts) {
		this.events = events;
		this.alarms = alarms;
		this.logs = logs;
		this.plainTexts = plainTexts;
	}

	@Override
	public void format(Message message, Content content, PresentationBuilder presentation) {
		switch (content) {
			case OciEvent event -> this.events.format(event, presentation);
			case Alarm alarm -> this.alarms.format(alarm, presentation);
			case LogRecord log -> this.logs.format(log, presentation);
			case PlainText plain -> this.plainTexts.format(message, plain, presentation);
		}
	}

}
