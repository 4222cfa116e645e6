package io.onsrelay.search.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.explanation.MessageExplainer;
import io.onsrelay.explanation.MessageExplanation;
import io.onsrelay.explanation.MessageExplanation.DestinationPreview;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.search.MessageSummary;
import io.onsrelay.search.index.IndexTable;
import io.onsrelay.search.index.Term;
import io.onsrelay.search.message.MessageDetail.ContentDetail;
import io.onsrelay.silence.Silences;
import io.onsrelay.silence.model.HeldDelivery;
import io.onsrelay.silence.model.Silence;
import io.onsrelay.store.Store;

/**
 * Finds one message in full.
 */
public final class MessageDetails {

	private static final int MAX_SAME_KEY = 20;

	private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

	private final Store store;

	private final Journal journal;

	private final MessageSearch search;

	private final Presenter presenter;

	private final MessageExplainer explainer;

	private final NotifierRegistry notifiers;

	private final DeadLetters attempts;

	private final DeliveryTable deliveries;

	private final Silences silences;

	MessageDetails(Store store, Journal journal, MessageSearch search, Presenter presenter, MessageExplainer explainer,
			NotifierRegistry notifiers, DeadLetters attempts, DeliveryTable deliveries, Silences silences) {
		this.store = store;
		this.journal = journal;
		this.search = search;
		this.presenter = presenter;
		this.explainer = explainer;
		this.notifiers = notifiers;
		this.attempts = attempts;
		this.deliveries = deliveries;
		this.silences = silences;
	}

	/**
	 * Finds a message in full.
	 * @param id its id
	 * @return the message; empty if the journal does not have it
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public Optional<MessageDetail> find(MessageId id) {
		OptionalLong seq = this.search.find(id);
		if (seq.isEmpty()) {
			return Optional.empty();
		}
		Optional<MessageSummary> summary = this.search.summary(seq.getAsLong());
		Message message = this.journal.find(List.of(seq.getAsLong())).get(seq.getAsLong());
		return (message != null) ? summary.map((one) -> detail(one, message)) : Optional.empty();
	}

	/**
	 * Finds a message as it was parsed.
	 * @param id its id
	 * @return the message, secrets included; empty if the journal does not have it
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public Optional<Message> message(MessageId id) {
		OptionalLong seq = this.search.find(id);
		return seq.isEmpty() ? Optional.empty()
				: this.journal.find(List.of(seq.getAsLong())).values().stream().findFirst();
	}

	/**
	 * Finds the exact bytes of a message, secrets included.
	 * @param id its id
	 * @return the body; empty if the journal does not have it
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public Optional<Body> body(MessageId id) {
		return message(id).map(Message::body);
	}

	private MessageDetail detail(MessageSummary summary, Message message) {
		MessageExplanation explanation = this.explainer.explain(message);
		List<MessageDelivery> delivered = this.store
			.read((jdbc) -> this.deliveries.of(jdbc, summary.seq(), this.attempts::attempts));
		List<Suppression> suppressed = this.silences.heldOf(summary.seq()).stream().map(this::suppression).toList();
		Map<String, String> headers = new TreeMap<>();
		message.headers().values().forEach((name, value) -> headers.put(name, this.presenter.withoutSecrets(value)));
		return new MessageDetail(summary, headers, message.body().length(), message.body().sha256(),
				message.body().isUtf8(), message.encodedTwice(), contents(message), message.contents().size(),
				text(message), this.presenter.present(message), explanation,
				this.presenter.withoutSecrets(message.deduplicationKey()), sameKey(summary, message),
				this.presenter.withoutSecrets(message.orderingKey()), delivered, suppressed,
				notSent(explanation, delivered, suppressed), timeline(message, delivered, suppressed));
	}

	private Suppression suppression(HeldDelivery held) {
		return Suppression.of(held, this.silences.find(held.silence()).map(Silence::reason).orElse(""));
	}

	private List<ContentDetail> contents(Message message) {
		return IntStream.range(0, Math.min(MessageDetail.MAX_CONTENTS, message.contents().size()))
			.mapToObj((i) -> content(i + 1, message.contents().get(i)))
			.toList();
	}

	private ContentDetail content(int number, Content content) {
		return new ContentDetail(number, content.kind(),
				content.type().map(this.presenter::withoutSecrets).orElse(null),
				content.resourceId().map(this.presenter::withoutSecrets).orElse(null),
				content.compartment().map(this.presenter::withoutSecrets).orElse(null),
				content.occurredAt().orElse(null));
	}

	private String text(Message message) {
		List<JsonNode> nodes = message.contents().stream().map(Content::json).toList();
		String text = nodes.stream().allMatch(JsonNode::isContainerNode)
				? this.presenter.withoutSecrets((nodes.size() == 1) ? nodes.getFirst() : array(nodes))
					.map(MessageDetails::pretty)
					.orElse("")
				: this.presenter.withoutSecrets(message.body().text());
		int end = Math.min(text.length(), MessageDetail.MAX_TEXT_CHARS);
		return text.substring(0, (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) ? end - 1 : end);
	}

	private static ArrayNode array(List<JsonNode> nodes) {
		return JsonNodeFactory.instance.arrayNode().addAll(nodes);
	}

	private static String pretty(JsonNode json) {
		try {
			return JSON.writeValueAsString(json);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A tree is always valid JSON", ex);
		}
	}

	private List<MessageId> sameKey(MessageSummary summary, Message message) {
		List<Long> seqs = this.store.read((jdbc) -> {
			long newest = jdbc.sql("SELECT coalesce(max(seq), 0) FROM message").query(Long.class).single();
			long oldest = jdbc.sql("SELECT coalesce(min(seq), 1) FROM message").query(Long.class).single();
			return IndexTable.find(jdbc, Term.of(Term.TermField.KEY, message.deduplicationKey()), newest, oldest,
					MAX_SAME_KEY + 1);
		});
		Map<Long, MessageId> ids = this.journal.ids(seqs);
		return seqs.stream()
			.filter((seq) -> seq != summary.seq() && ids.containsKey(seq))
			.limit(MAX_SAME_KEY)
			.map((seq) -> Objects.requireNonNull(ids.get(seq)))
			.toList();
	}

	private List<String> notSent(MessageExplanation explanation, List<MessageDelivery> delivered,
			List<Suppression> suppressed) {
		Set<Destination> sent = delivered.stream().map(MessageDelivery::destination).collect(Collectors.toSet());
		Map<Destination, String> why = new TreeMap<>();
		explanation.destinations()
			.stream()
			.map(DestinationPreview::destination)
			.filter((destination) -> this.notifiers.called().containsKey(destination) && !sent.contains(destination))
			.forEach((destination) -> why.put(destination,
					"%s has no delivery of this message, although a route leads there now: when the message was accepted, the routes led elsewhere or were muted; or the delivery was redirected or deleted since."
						.formatted(destination)));
		explanation.muted()
			.stream()
			.filter((destination) -> !sent.contains(destination))
			.forEach((destination) -> why.put(destination,
					"%s has no delivery of this message, and is muted at present by the routes that lead there."
						.formatted(destination)));
		suppressed.stream()
			.filter((one) -> !sent.contains(one.destination()))
			.forEach((one) -> why.put(one.destination(),
					"%s did not get this message: %s held it back.".formatted(one.destination(), one.by())));
		return List.copyOf(why.values());
	}

	private static List<TimelineEntry> timeline(Message message, List<MessageDelivery> delivered,
			List<Suppression> suppressed) {
		List<TimelineEntry> entries = new ArrayList<>();
		message.first()
			.occurredAt()
			.ifPresent((at) -> entries
				.add(new TimelineEntry(at, TimelineEntry.Event.OCCURRED, null, "It happened, by the sender's clock.")));
		entries.add(new TimelineEntry(message.receivedAt(), TimelineEntry.Event.RECEIVED, null,
				"This service received it, and kept it before it answered."));
		suppressed.forEach((one) -> entries.add(new TimelineEntry(one.at(), TimelineEntry.Event.SUPPRESSED,
				one.destination(), "Held back by %s.".formatted(one.by()))));
		delivered.forEach((delivery) -> add(message.receivedAt(), delivery, entries));
		entries.sort(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::event));
		return entries;
	}

	private static void add(Instant receivedAt, MessageDelivery delivery, List<TimelineEntry> entries) {
		Destination destination = delivery.destination();
		String part = delivery.records().isAll() ? "" : ", " + delivery.records().inWords();
		entries.add(new TimelineEntry(receivedAt, TimelineEntry.Event.ENQUEUED, destination,
				"Enqueued for %s by route %s%s.".formatted(destination, delivery.route(), part)));
		if (delivery.pendingSince().isAfter(receivedAt.plusSeconds(60))) {
			entries.add(new TimelineEntry(delivery.pendingSince(), TimelineEntry.Event.ENQUEUED, destination,
					"Enqueued again for %s by a replay.".formatted(destination)));
		}
		delivery.failed()
			.forEach((attempt) -> entries.add(new TimelineEntry(attempt.startedAt().plus(attempt.duration()),
					attempt.outcome().equals("dead") ? TimelineEntry.Event.DEAD : TimelineEntry.Event.RETRY,
					destination,
					attempt(destination, attempt.number(), attempt.outcome(), attempt.reason(), attempt.detail()))));
		Instant finished = delivery.finishedAt();
		if (finished != null) {
			switch (delivery.state()) {
				case DELIVERED -> entries.add(new TimelineEntry(finished, TimelineEntry.Event.DELIVERED, destination,
						delivered(destination, delivery)));
				case DEAD -> {
					if (delivery.failed().stream().noneMatch((attempt) -> attempt.outcome().equals("dead"))) {
						entries.add(new TimelineEntry(finished, TimelineEntry.Event.DEAD, destination,
								"The delivery to %s was given up%s".formatted(destination,
										why(delivery.reason(), delivery.detail()))));
					}
				}
				case PENDING -> {
				}
			}
		}
		if (delivery.acknowledgement() != null) {
			entries.add(new TimelineEntry(delivery.acknowledgement().at(), TimelineEntry.Event.ACKNOWLEDGED,
					destination, "%s acknowledged the dead letter: %s".formatted(delivery.acknowledgement().by(),
							delivery.acknowledgement().comment())));
		}
	}

	private static String delivered(Destination destination, MessageDelivery delivery) {
		return (delivery.reason() != null)
				? "%s needed no call%s".formatted(destination, why(delivery.reason(), delivery.detail()))
				: "%s has it, after %s.".formatted(destination,
						(delivery.attempts() == 1) ? "one attempt" : delivery.attempts() + " attempts");
	}

	private static String attempt(Destination destination, int number, String outcome, @Nullable String reason,
			@Nullable String detail) {
		return "Attempt %d at %s %s%s".formatted(number, destination,
				outcome.equals("dead") ? "failed for good" : "failed, and is repeated", why(reason, detail));
	}

	private static String why(@Nullable String reason, @Nullable String detail) {
		String text = (reason != null) ? " (%s)".formatted(reason) : "";
		return (detail != null && !detail.isBlank()) ? "%s: %s".formatted(text, detail) : text + ".";
	}

}
