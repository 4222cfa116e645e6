package io.onsrelay.search.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.MessageId;
import io.onsrelay.explanation.MessageExplanation;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.search.MessageSummary;

/**
 * One message in full. Its texts hold no secrets, except the exact bytes, which are asked
 * for by themselves ({@link MessageDetails#body}).
 *
 * @param summary what a list shows of it
 * @param headers the headers of ONS by lower-case name, without secrets
 * @param bodyBytes the length of the body in bytes
 * @param bodySha256 its digest, in lower-case hexadecimal
 * @param utf8 whether the body is valid UTF-8
 * @param encodedTwice whether the contents were read from strings of JSON that hold JSON
 * @param contents what was parsed, in the order of the body, at most
 * {@value #MAX_CONTENTS}
 * @param contentCount how many there are
 * @param text the body for the screen, without secrets: JSON in several lines, or text;
 * cut after {@value #MAX_TEXT_CHARS} characters, and empty if hiding its secrets takes
 * too long
 * @param presentation how it is shown to people, in the default wording
 * @param explanation how it would be routed now
 * @param deduplicationKey what ONS repeats is recognised by it
 * @param sameKey the ids of other messages in the journal with this key, the newest
 * first, at most 20: ONS has repeated it after the deduplication window
 * @param orderingKey messages of one key reach each destination in order
 * @param deliveries its deliveries, in the order in which they were enqueued; empty if it
 * has none, or they are gone
 * @param suppressions what held it back from destinations
 * @param notSent why destinations of routes that apply now have no delivery, a sentence
 * for each
 * @param timeline what happened to it, oldest first
 */
public record MessageDetail(MessageSummary summary, Map<String, String> headers, int bodyBytes, String bodySha256,
		boolean utf8, boolean encodedTwice, List<ContentDetail> contents, int contentCount, String text,
		Presentation presentation, MessageExplanation explanation, String deduplicationKey, List<MessageId> sameKey,
		String orderingKey, List<MessageDelivery> deliveries, List<Suppression> suppressions, List<String> notSent,
		List<TimelineEntry> timeline) {

	/**
	 * How many contents are listed.
	 */
	public static final int MAX_CONTENTS = 200;

	/**
	 * How much of the body is shown: a browser can't show more at once.
	 */
	public static final int MAX_TEXT_CHARS = 200_000;

	/**
	 * What was parsed.
	 *
	 * @param number its number in the body, from one
	 * @param kind its kind
	 * @param type its type; {@code null} if it has none
	 * @param resource the id of its resource; {@code null} if it names none
	 * @param compartment the OCID of its compartment; {@code null} if it has none
	 * @param occurredAt when it happened; {@code null} if it states no time
	 */
	public record ContentDetail(int number, Content.Kind kind, @Nullable String type, @Nullable String resource,
			@Nullable String compartment, @Nullable Instant occurredAt) {
	}

}
