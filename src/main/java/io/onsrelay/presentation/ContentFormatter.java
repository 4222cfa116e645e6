package io.onsrelay.presentation;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;

/**
 * Formats one content of a message. It is total: there is no content it throws on.
 */
@FunctionalInterface
public interface ContentFormatter {

	/**
	 * Sets title, status, severity, facts and links.
	 * @param message the message
	 * @param content one of its contents
	 * @param presentation the presentation to fill
	 */
	void format(Message message, Content content, PresentationBuilder presentation);

}
