package io.onsrelay.notifier.slack.payload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Rate;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.Presenter;

/**
 * Renders notifications as Slack messages: the title as a header, everything else in an
 * attachment with a bar in the colour of the severity, and a line of text for the lock
 * screen. Header and attachment are separate because only attachments have a bar, and
 * because Slack shows the text of a message with blocks in push notifications only.
 * Mentions are in both: in the text to be seen on the lock screen, in the blocks to
 * notify.
 */
public final class SlackPayload {

	/**
	 * The limit of a channel, see https://docs.slack.dev/apis/web-api/rate-limits/.
	 */
	public static final Rate RATE = Rate.of(1, Duration.ofSeconds(1));

	private static final int TEXT_CHARS = 400;

	private static final Set<Form> TABULAR = Set.of(Form.SHORT, Form.TIME);

	private static final int MAX_TABLE_FACTS = 8;

	private final Presenter presenter;

	public SlackPayload(Presenter presenter) {
		this.presenter = presenter;
	}

	/**
	 * Presents a notification.
	 * @param notification the notification
	 * @return its presentation
	 */
	public Presentation present(Notification notification) {
		return this.presenter.present(notification);
	}

	/**
	 * Renders a notification.
	 * @param notification the notification
	 * @return the message, to which a bot adds the channel
	 */
	public ObjectNode render(Notification notification) {
		return render(notification, present(notification));
	}

	/**
	 * Renders a notification.
	 * @param notification the notification
	 * @param presentation its presentation
	 * @return the message, to which a bot adds the channel
	 */
	public ObjectNode render(Notification notification, Presentation presentation) {
		return payload(presentation, SlackMentions.of(notification, presentation), details(notification, presentation));
	}

	/**
	 * Renders the current state, for the first message of a thread. It has no mentions:
	 * the reply has them.
	 * @param notification the latest notification
	 * @param presentation its presentation
	 * @param beginning the title that the first message had when it was posted
	 * @return the message, to which a bot adds channel and timestamp
	 */
	public ObjectNode renderState(Notification notification, Presentation presentation, String beginning) {
		return payload(presentation, "",
				details(notification, presentation).context("The thread began with: " + beginning));
	}

	private static ObjectNode payload(Presentation presentation, String mentions, SlackBlocks details) {
		return payload(presentation.title(), presentation.line(), mentions, color(presentation), details);
	}

	/**
	 * Composes a message.
	 * @param title the header
	 * @param line what the lock screen shows
	 * @param mentions the mentions, as markup
	 * @param color the colour of the bar beside the details
	 * @param details the blocks of the attachment
	 * @return the message
	 */
	static ObjectNode payload(String title, String line, String mentions, String color, SlackBlocks details) {
		ObjectNode payload = JsonNodeFactory.instance.objectNode();
		payload.put("text", (mentions + " " + SlackText.escape(line, TEXT_CHARS)).strip());
		payload.set("blocks", new SlackBlocks().header(title).mentions(mentions).toJson());
		payload.putArray("attachments").addObject().put("color", color).set("blocks", details.toJson());
		return payload;
	}

	// The most important comes first: the message of an alarm, the short facts of
	// everything else.
	private static SlackBlocks details(Notification notification, Presentation presentation) {
		SlackBlocks blocks = new SlackBlocks().place(presentation.time(), presentation.place());
		String text = presentation.text();
		if (text != null) {
			blocks.text(text);
		}
		else if (notification.message().kind() == Content.Kind.ALARM) {
			prose(presentation, blocks);
			table(presentation, blocks);
			code(presentation, blocks);
		}
		else {
			table(presentation, blocks);
			prose(presentation, blocks);
			code(presentation, blocks);
		}
		return blocks.links(presentation.links())
			.context("route " + notification.route() + " · message " + id(notification.message()));
	}

	private static String id(Message message) {
		return message.records().isAll() ? message.id().toString() : message.id() + ", " + message.records().inWords();
	}

	// Facts come the most important first: those beyond the table are folded.
	private static void table(Presentation presentation, SlackBlocks blocks) {
		List<Fact> facts = presentation.facts().stream().filter((fact) -> TABULAR.contains(fact.form())).toList();
		for (Fact fact : facts.subList(0, Math.min(facts.size(), MAX_TABLE_FACTS))) {
			if (fact.form() == Form.TIME) {
				blocks.field(fact.label(), Instant.parse(fact.value()));
			}
			else {
				blocks.field(fact.label(), fact.value());
			}
		}
		if (facts.size() > MAX_TABLE_FACTS) {
			blocks.more(facts.subList(MAX_TABLE_FACTS, facts.size()));
		}
		facts(presentation, Form.TAGS).forEach((fact) -> blocks.tags(fact.value().lines().toList()));
	}

	private static void prose(Presentation presentation, SlackBlocks blocks) {
		facts(presentation, Form.PROSE).forEach((fact) -> blocks.prose(fact.label(), fact.value()));
	}

	private static void code(Presentation presentation, SlackBlocks blocks) {
		facts(presentation, Form.CODE).forEach((fact) -> blocks.code(fact.label(), fact.value()));
	}

	private static Stream<Fact> facts(Presentation presentation, Form form) {
		return presentation.facts().stream().filter((fact) -> fact.form() == form);
	}

	/**
	 * Return the colour of status and severity.
	 */
	static String color(Presentation presentation) {
		if (presentation.status() == Status.RESOLVED) {
			return "#2eb67d";
		}
		return switch (presentation.severity()) {
			case CRITICAL -> "#a30200";
			case ERROR -> "#e01e5a";
			case WARNING -> "#ecb22e";
			case INFO -> "#36c5f0";
		};
	}

}
