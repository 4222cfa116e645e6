package io.onsrelay.console.message;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.explanation.MessageExplanation;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.search.DeliveryState;
import io.onsrelay.search.message.MessageDelivery;
import io.onsrelay.search.message.MessageDetail;
import io.onsrelay.search.message.TimelineEntry;

/**
 * One message on its page.
 *
 * @param detail the message
 * @param mark how its severity is marked
 * @param word its severity in a word
 * @param bar the class of the bar beside it
 */
record ShownMessage(MessageDetail detail, String mark, String word, String bar) {

	static ShownMessage of(MessageDetail detail) {
		Presentation shown = detail.presentation();
		String word = MessageRow.word(shown.severity(), shown.status());
		return new ShownMessage(detail, MessageRow.mark(shown.severity(), shown.status()), word, word);
	}

	public Presentation shown() {
		return this.detail.presentation();
	}

	public String id() {
		return this.detail.summary().id().toString();
	}

	/**
	 * Return the facts that stand beside their labels.
	 */
	public List<ShownFact> facts() {
		return facts(Fact.Form.SHORT, Fact.Form.TIME);
	}

	public List<ShownFact> prose() {
		return facts(Fact.Form.PROSE);
	}

	public List<ShownFact> code() {
		return facts(Fact.Form.CODE);
	}

	public List<ShownFact> tags() {
		return facts(Fact.Form.TAGS);
	}

	private List<ShownFact> facts(Fact.Form... forms) {
		List<Fact.Form> wanted = List.of(forms);
		return shown().facts().stream().filter((fact) -> wanted.contains(fact.form())).map(ShownFact::of).toList();
	}

	/**
	 * Return the links, of http and https only.
	 */
	public List<Presentation.Link> links() {
		return shown().links().stream().filter((link) -> link.url().matches("https?://.*")).toList();
	}

	public List<ShownDelivery> deliveries() {
		return this.detail.deliveries().stream().map(ShownDelivery::of).toList();
	}

	public List<String> notSent() {
		return this.detail.notSent();
	}

	/**
	 * Return the routes, those that apply first.
	 */
	public List<MessageExplanation.RouteVerdict> routes() {
		return this.detail.explanation()
			.routes()
			.stream()
			.sorted(Comparator.comparing((MessageExplanation.RouteVerdict route) -> !route.applies()))
			.toList();
	}

	public List<ShownEntry> timeline() {
		return this.detail.timeline().stream().map(ShownEntry::of).toList();
	}

	/**
	 * A fact.
	 *
	 * @param label its label
	 * @param value its value
	 * @param time its value as a time; {@code null} if it is none
	 * @param lines its value in lines
	 * @param copied whether it can be copied, such as an OCID
	 */
	record ShownFact(String label, String value, @Nullable Instant time, List<String> lines, boolean copied) {

		static ShownFact of(Fact fact) {
			return new ShownFact(fact.label(), fact.value(),
					(fact.form() == Fact.Form.TIME) ? Instant.parse(fact.value()) : null, fact.value().lines().toList(),
					fact.value().startsWith("ocid1."));
		}

	}

	/**
	 * A delivery.
	 *
	 * @param delivery the delivery
	 * @param mark how its state is marked
	 * @param state its state in words
	 */
	record ShownDelivery(MessageDelivery delivery, String mark, String state) {

		static ShownDelivery of(MessageDelivery delivery) {
			String state = MessageRow.word(delivery.state());
			if (delivery.waits()) {
				state = "waiting behind an earlier one";
			}
			else if (delivery.claimed() && delivery.state() == DeliveryState.PENDING) {
				state = "being called";
			}
			else if (delivery.acknowledgement() != null) {
				state = "dead, acknowledged";
			}
			return new ShownDelivery(delivery, MessageRow.mark(delivery.state()), state);
		}

		public boolean isDead() {
			return this.delivery.state() == DeliveryState.DEAD;
		}

		public String records() {
			return this.delivery.records().inWords();
		}

	}

	/**
	 * An entry of the timeline.
	 *
	 * @param entry the entry
	 * @param mark how it is marked
	 * @param word what happened
	 */
	record ShownEntry(TimelineEntry entry, String mark, String word) {

		static ShownEntry of(TimelineEntry entry) {
			return new ShownEntry(entry, switch (entry.event()) {
				case OCCURRED, RECEIVED -> "note";
				case ENQUEUED -> "idle";
				case RETRY -> "warn";
				case DELIVERED -> "good";
				case DEAD -> "bad";
				case ACKNOWLEDGED -> "idle";
				case SUPPRESSED -> "held";
			}, entry.event().name().charAt(0) + entry.event().name().substring(1).toLowerCase(Locale.ROOT));
		}

	}

}
