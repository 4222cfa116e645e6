package io.onsrelay.presentation;

import io.onsrelay.event.Message;
import io.onsrelay.event.Plain;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact.Form;

/**
 * Shows what was published directly: text by its first line, JSON as JSON.
 */
final class PlainFamily {

	private static final int TITLE = 120;

	private PlainFamily() {
	}

	static void present(Plain plain, Message message, Draft draft) {
		String from = (message.malformed() ? "Unreadable message" : "Message") + " on topic "
				+ message.headers().topicName().orElse("of no name");
		if (plain.json().isContainerNode()) {
			draft.title(from).json("Message", plain.json());
			return;
		}
		String text = plain.text().strip();
		String firstLine = text.lines().findFirst().orElse("").strip();
		if (message.malformed()) {
			// It may well be an alarm.
			draft.severity(Severity.WARNING);
		}
		boolean title = !message.malformed() && !firstLine.isEmpty() && firstLine.length() <= TITLE;
		draft.title(title ? firstLine : from);
		if (!title || !text.equals(firstLine)) {
			draft.fact("Message", text, message.malformed() ? Form.CODE : Form.PROSE);
		}
		draft.fact("Topic", message.headers().topicName().orElse(null));
	}

}
