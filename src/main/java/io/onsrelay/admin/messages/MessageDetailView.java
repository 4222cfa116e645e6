package io.onsrelay.admin.messages;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.admin.messages.MessagePageView.MessageView;
import io.onsrelay.event.MessageId;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.search.message.MessageDetail;
import io.onsrelay.search.message.MessageDetail.ContentDetail;
import io.onsrelay.search.message.Suppression;
import io.onsrelay.search.message.TimelineEntry;

/**
 * One message in full in a response of the API.
 *
 * @param message what a list shows of it
 * @param headers its headers
 * @param bytes the length of its body
 * @param sha256 the digest of its body
 * @param utf8 whether its body is UTF-8
 * @param encodedTwice whether it is JSON within a JSON string
 * @param records how many records it has
 * @param contents its records
 * @param text its body without secrets
 * @param presentation how it is shown
 * @param routing how it is routed now
 * @param deduplicationKey the key by which it is recognised
 * @param sameKey other messages with that key
 * @param orderingKey its ordering key
 * @param deliveries its deliveries
 * @param suppressions what held it back
 * @param notSent why it was not sent somewhere
 * @param timeline what happened to it
 */
record MessageDetailView(MessageView message, Map<String, String> headers, int bytes, String sha256, boolean utf8,
		boolean encodedTwice, int records, List<ContentView> contents, String text, PresentationView presentation,
		ExplanationView routing, String deduplicationKey, List<String> sameKey, String orderingKey,
		List<DeliveryView> deliveries, List<SuppressionView> suppressions, List<String> notSent,
		List<TimelineView> timeline) {

	static MessageDetailView of(MessageDetail detail) {
		return new MessageDetailView(MessageView.of(detail.summary()), detail.headers(), detail.bodyBytes(),
				detail.bodySha256(), detail.utf8(), detail.encodedTwice(), detail.contentCount(),
				detail.contents().stream().map(ContentView::of).toList(), detail.text(),
				PresentationView.of(detail.presentation()), ExplanationView.of(detail.explanation()),
				detail.deduplicationKey(), detail.sameKey().stream().map(MessageId::toString).toList(),
				detail.orderingKey(), detail.deliveries().stream().map(DeliveryView::of).toList(),
				detail.suppressions().stream().map(SuppressionView::of).toList(), detail.notSent(),
				detail.timeline().stream().map(TimelineView::of).toList());
	}

	/**
	 * A record.
	 *
	 * @param number its number
	 * @param kind its kind
	 * @param type its type
	 * @param resource its resource
	 * @param compartment its compartment
	 * @param occurredAt when it happened
	 */
	record ContentView(int number, String kind, @Nullable String type, @Nullable String resource,
			@Nullable String compartment, @Nullable Instant occurredAt) {

		static ContentView of(ContentDetail content) {
			return new ContentView(content.number(), MessagePageView.word(content.kind()), content.type(),
					content.resource(), content.compartment(), content.occurredAt());
		}

	}

	/**
	 * How a message is shown.
	 *
	 * @param title its title
	 * @param severity its severity
	 * @param status its status
	 * @param resource the name of the resource
	 * @param region the region
	 * @param compartment the compartment
	 * @param time when it happened
	 * @param facts labels and values
	 * @param links links to Oracle's console
	 */
	record PresentationView(String title, String severity, String status, @Nullable String resource,
			@Nullable String region, @Nullable String compartment, Instant time, List<FactView> facts,
			List<Presentation.Link> links) {

		static PresentationView of(Presentation shown) {
			return new PresentationView(shown.title(), MessagePageView.word(shown.severity()),
					MessagePageView.word(shown.status()), shown.resource(), shown.region(), shown.compartment(),
					shown.time(),
					shown.facts().stream().map((fact) -> new FactView(fact.label(), fact.value())).toList(),
					shown.links());
		}

	}

	/**
	 * A labelled value.
	 *
	 * @param label the label
	 * @param value the value
	 */
	record FactView(String label, String value) {
	}

	/**
	 * What held a message back.
	 *
	 * @param destination from where
	 * @param by what
	 * @param reason why
	 * @param at when
	 */
	record SuppressionView(String destination, String by, @Nullable String reason, Instant at) {

		static SuppressionView of(Suppression one) {
			return new SuppressionView(one.destination().toString(), one.by(), one.reason(), one.at());
		}

	}

	/**
	 * What happened.
	 *
	 * @param at when
	 * @param event what, such as {@code received}
	 * @param destination the destination concerned
	 * @param text a sentence
	 */
	record TimelineView(Instant at, String event, @Nullable String destination, String text) {

		static TimelineView of(TimelineEntry entry) {
			return new TimelineView(entry.at(), MessagePageView.word(entry.event()),
					(entry.destination() != null) ? entry.destination().toString() : null, entry.text());
		}

	}

}
