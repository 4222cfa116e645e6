package io.onsrelay.notifier.slack;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Link;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.Presenter;

/**
 * Puts a notification into Slack's form: the title as a header, everything else beside a
 * bar in the colour of its severity, and a line of text for the lock screen. Bar and
 * header are apart because only attachments have a bar, and because with blocks beside it
 * Slack shows the text nowhere but in the notification. Mentions stand in both: those in
 * the text are read on the lock screen, those in the blocks call.
 */
final class SlackPayload {

	private static final int TEXT = 400;

	private final Presenter presenter;

	SlackPayload(Presenter presenter) {
		this.presenter = presenter;
	}

	/**
	 * Puts a notification into words.
	 * @param notification what to tell
	 * @return the words
	 */
	Presentation present(Notification notification) {
		return this.presenter.present(notification);
	}

	/**
	 * Renders a notification.
	 * @param notification what to tell
	 * @return the message, to which a bot adds where it goes
	 */
	ObjectNode render(Notification notification) {
		return render(notification, present(notification));
	}

	/**
	 * Renders a notification.
	 * @param notification what to tell
	 * @param presentation the same in words
	 * @return the message, to which a bot adds where it goes
	 */
	ObjectNode render(Notification notification, Presentation presentation) {
		return payload(presentation, SlackMentions.of(notification, presentation), details(notification, presentation));
	}

	/**
	 * Renders how things stand, for the first message of a thread. It calls nobody: the
	 * reply does.
	 * @param notification what was told last
	 * @param presentation the same in words
	 * @param beginning what the message said at first
	 * @return the message, to which a bot adds where it is
	 */
	ObjectNode renderState(Notification notification, Presentation presentation, String beginning) {
		return payload(presentation, "",
				details(notification, presentation).context("The thread began with: " + beginning));
	}

	private static ObjectNode payload(Presentation presentation, String mentions, SlackBlocks details) {
		ObjectNode payload = JsonNodeFactory.instance.objectNode();
		payload.put("text", (mentions + " " + SlackText.escape(line(presentation), TEXT)).strip());
		payload.set("blocks", new SlackBlocks().header(presentation.title()).mentions(mentions).toJson());
		payload.putArray("attachments")
			.addObject()
			.put("color", color(presentation.severity(), presentation.status()))
			.set("blocks", details.toJson());
		return payload;
	}

	private static SlackBlocks details(Notification notification, Presentation presentation) {
		SlackBlocks blocks = new SlackBlocks();
		place(presentation, blocks);
		for (Fact fact : presentation.facts()) {
			if (fact.form() == Form.SHORT) {
				blocks.field(fact.label(), fact.value());
			}
		}
		blocks.closeFields();
		for (Fact fact : presentation.facts()) {
			if (fact.form() == Form.PROSE) {
				blocks.prose(fact.label(), fact.value());
			}
			else if (fact.form() == Form.CODE) {
				blocks.code(fact.label(), fact.value());
			}
		}
		for (Link link : presentation.links()) {
			blocks.link(link.label(), link.url());
		}
		return blocks.context("Severity " + word(presentation.severity()) + " · route " + notification.route()
				+ " · message " + notification.idempotencyKey());
	}

	private static void place(Presentation presentation, SlackBlocks blocks) {
		field(blocks, "Resource", presentation.resource());
		field(blocks, "Type", presentation.resourceType());
		field(blocks, "Compartment", presentation.compartment());
		field(blocks, "Region", presentation.region());
		blocks.time("Time", presentation.time());
	}

	private static void field(SlackBlocks blocks, String label, @Nullable String value) {
		if (value != null) {
			blocks.field(label, value);
		}
	}

	private static String line(Presentation presentation) {
		Severity severity = presentation.severity();
		String urgency = (severity.compareTo(Severity.WARNING) > 0) ? word(severity) : null;
		return Stream
			.of(presentation.title(), urgency, presentation.resource(), presentation.region(),
					presentation.compartment())
			.filter(Objects::nonNull)
			.distinct()
			.collect(Collectors.joining(" · "));
	}

	private static String color(Severity severity, Status status) {
		if (status == Status.RESOLVED) {
			return "#2eb67d";
		}
		return switch (severity) {
			case CRITICAL -> "#a30200";
			case ERROR -> "#e01e5a";
			case WARNING -> "#ecb22e";
			case INFO -> "#36c5f0";
		};
	}

	private static String word(Severity severity) {
		return severity.name().toLowerCase(Locale.ROOT);
	}

}
