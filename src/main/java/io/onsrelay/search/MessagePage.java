package io.onsrelay.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of messages, the newest first: in the order in which the journal has accepted
 * them.
 *
 * @param items the messages
 * @param next the cursor of the next page; {@code null} if this is the last one. A page
 * may have fewer items than were asked for, or none, and still have a next one: a search
 * that would look at too many messages stops, and the next page goes on where it stopped
 * @param searchedTo where it stopped: no message that was received after this time is
 * missing from the pages so far; {@code null} unless it stopped before the page was full
 * @param exact whether the text was found as a whole value, such as an OCID, and not as
 * words
 */
public record MessagePage(List<MessageSummary> items, @Nullable String next, @Nullable Instant searchedTo,
		boolean exact) {

	/**
	 * Keeps a copy.
	 */
	public MessagePage {
		items = List.copyOf(items);
	}

}
