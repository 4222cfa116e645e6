package io.onsrelay.presentation.format;

import io.onsrelay.event.Message;
import io.onsrelay.event.PlainText;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.PresentationBuilder;

/**
 * Formats what a publisher sent to the topic directly: a text by its first line, JSON as
 * JSON.
 */
final class PlainTextFormatter {

	private static final int MAX_TITLE_CHARS = 120;

	void format(Message message, PlainText plain, PresentationBuilder presentation) {
		String from = (message.malformed() ? "Unreadable message" : "Message") + " on topic "
				+ message.headers().topicName().orElse("of no name");
		if (plain.json().isContainerNode()) {
			presentation.title(from).json("Message", plain.json());
			return;
		}
		String text = plain.text().strip();
		String firstLine = text.lines().findFirst().orElse("").strip();
		if (message.malformed()) {
			// What can't be read may be an alarm.
			presentation.severity(Severity.WARNING);
		}
		boolean title = !message.malformed() && !firstLine.isEmpty() && firstLine.length() <= MAX_TITLE_CHARS;
		presentation.title(title ? firstLine : from);
		if (!title || !text.equals(firstLine)) {
			presentation.fact("Message", text, message.malformed() ? Form.CODE : Form.PROSE);
		}
		presentation.fact("Topic", message.headers().topicName().orElse(null));
	}

}
