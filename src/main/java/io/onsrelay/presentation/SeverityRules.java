package io.onsrelay.presentation;

import java.util.Optional;

import io.onsrelay.event.Content;
import io.onsrelay.event.Severity;

/**
 * Severities that operators give to messages, in place of what the messages say. Another
 * module has the language in which they say to which.
 */
@FunctionalInterface
public interface SeverityRules {

	/**
	 * Return the severity that is given to a content.
	 * @param content one of the contents of a message
	 * @return the severity; empty where that of the message holds
	 */
	Optional<Severity> of(Content content);

}
