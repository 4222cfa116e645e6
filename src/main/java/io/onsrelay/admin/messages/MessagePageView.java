package io.onsrelay.admin.messages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.onsrelay.search.IndexProgress;
import io.onsrelay.search.MessagePage;
import io.onsrelay.search.MessageSummary;

/**
 * A page of messages in a response of the API.
 *
 * @param items the messages, the newest first
 * @param next what to pass as {@code after} to get the page that follows; {@code null} at
 * the end of the list
 * @param searchedTo where the search stopped, if it did before the page was full: newer
 * messages are complete
 * @param exact whether {@code q} was found as a whole value
 * @param index how far the index is
 */
record MessagePageView(List<MessageView> items, @Nullable String next, @Nullable Instant searchedTo, boolean exact,
		IndexView index) {

	static MessagePageView of(MessagePage page, IndexProgress progress) {
		return new MessagePageView(page.items().stream().map(MessageView::of).toList(), page.next(), page.searchedTo(),
				page.exact(), new IndexView(progress.indexedTo(), progress.behind(), progress.rebuilding()));
	}

	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * A message in a list.
	 *
	 * @param id its id
	 * @param receivedAt when it was received
	 * @param occurredAt when it happened
	 * @param kind its kind
	 * @param malformed whether its body is malformed
	 * @param title its title
	 * @param severity its severity
	 * @param status its status
	 * @param topic its topic
	 * @param type its type
	 * @param resource its resource
	 * @param compartment its compartment
	 * @param deliveries how many deliveries it has in each state
	 */
	record MessageView(String id, Instant receivedAt, Instant occurredAt, String kind, boolean malformed, String title,
			String severity, String status, @Nullable String topic, @Nullable String type, @Nullable String resource,
			@Nullable String compartment, Map<String, Integer> deliveries) {

		static MessageView of(MessageSummary message) {
			Map<String, Integer> deliveries = new TreeMap<>();
			message.deliveries().forEach((state, count) -> deliveries.put(state.word(), count));
			return new MessageView(message.id().toString(), message.receivedAt(), message.occurredAt(),
					word(message.kind()), message.malformed(), message.title(), word(message.severity()),
					word(message.status()), message.topic(), message.type(), message.resource(), message.compartment(),
					deliveries);
		}

	}

	/**
	 * How far the index is.
	 *
	 * @param indexedTo when the last message was received that is indexed
	 * @param behind how many are not
	 * @param rebuilding whether it is built anew
	 */
	record IndexView(@Nullable Instant indexedTo, long behind, boolean rebuilding) {
	}

}
