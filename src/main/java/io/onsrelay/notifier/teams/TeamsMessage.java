package io.onsrelay.notifier.teams;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.digest.Digest;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.Presenter;

/**
 * Renders notifications as messages with one Adaptive Card: the title on the colour of
 * the severity, then facts, texts and buttons. What does not fit is left out, the least
 * important first.
 */
final class TeamsMessage {

	/**
	 * Teams takes 28 KB, see
	 * https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages.
	 */
	static final int MAX_BYTES = 28_000;

	private static final Set<Form> TABULAR = Set.of(Form.SHORT, Form.TIME, Form.TAGS);

	private static final int SHOWN_FACTS = 10;

	/**
	 * More than 28 KB hold.
	 */
	private static final int MAX_FACTS = 400;

	private final Presenter presenter;

	TeamsMessage(Presenter presenter) {
		this.presenter = presenter;
	}

	/**
	 * Presents a notification.
	 * @param notification the notification
	 * @return its presentation
	 */
	Presentation present(Notification notification) {
		return this.presenter.present(notification);
	}

	/**
	 * Renders a notification.
	 * @param notification the notification
	 * @return the message
	 */
	ObjectNode render(Notification notification) {
		return render(notification, present(notification));
	}

	/**
	 * Renders a notification.
	 * @param notification the notification
	 * @param presentation its presentation
	 * @return the message
	 */
	ObjectNode render(Notification notification, Presentation presentation) {
		List<Fact> facts = (presentation.text() != null) ? List.of() : presentation.facts();
		return fitting(Math.min(facts.size(), MAX_FACTS),
				(kept) -> card(notification, presentation, facts.subList(0, kept), facts.size() - kept).toMessage());
	}

	/**
	 * Renders a digest.
	 * @param batch the notifications, oldest first
	 * @param presented presents a notification
	 * @return the message
	 */
	ObjectNode digest(List<Notification> batch, Function<Notification, Presentation> presented) {
		Digest digest = Digest.of(batch, presented);
		List<Digest.Entry> urgent = digest.urgent();
		return fitting(urgent.size(),
				(kept) -> card(digest, urgent.subList(0, kept), urgent.size() - kept).toMessage());
	}

	// The most important comes first: the message of an alarm, the short facts of
	// everything else.
	private static AdaptiveCard card(Notification notification, Presentation presentation, List<Fact> facts,
			int leftOut) {
		AdaptiveCard card = new AdaptiveCard().head(style(presentation), presentation.title(), presentation.time(),
				presentation.place());
		List<Fact> table = facts.stream().filter((fact) -> TABULAR.contains(fact.form())).toList();
		String text = presentation.text();
		if (text != null) {
			card.text(text);
		}
		else if (notification.message().kind() == Content.Kind.ALARM) {
			texts(facts, card);
			card.facts(table, SHOWN_FACTS);
		}
		else {
			card.facts(table, SHOWN_FACTS);
			texts(facts, card);
		}
		if (leftOut > 0) {
			card.note(leftOut(leftOut, "fact", "facts"));
		}
		return card.links(presentation.links())
			.note("route " + notification.route() + " · message " + id(notification.message()));
	}

	private static void texts(List<Fact> facts, AdaptiveCard card) {
		for (Fact fact : facts) {
			if (fact.form() == Form.PROSE) {
				card.prose(fact.label(), fact.value());
			}
			else if (fact.form() == Form.CODE) {
				card.code(fact.label(), fact.value());
			}
		}
	}

	private static AdaptiveCard card(Digest digest, List<Digest.Entry> urgent, int leftOut) {
		AdaptiveCard card = new AdaptiveCard().head(style(digest.worst().presentation()), digest.title(), digest.time(),
				"this channel is behind, so these messages are combined");
		if (!urgent.isEmpty()) {
			card.list("Alarms and failures", urgent.stream().map(Digest.Entry::line).toList());
		}
		if (leftOut > 0) {
			card.note(leftOut(leftOut, "line", "lines"));
		}
		card.facts(digest.counts().stream().map((count) -> new Fact(count.label(), count.text(), Form.SHORT)).toList(),
				SHOWN_FACTS);
		digest.others().forEach((other) -> card.prose(other.label(), other.text()));
		return card.links(digest.links()).note(digest.messages());
	}

	private static String leftOut(int count, String one, String several) {
		return "%d %s left out, since Teams takes 28 KB at most.".formatted(count,
				(count == 1) ? one + " is" : several + " are");
	}

	// Finds how much fits. Each further part makes a message longer.
	private static ObjectNode fitting(int parts, IntFunction<ObjectNode> rendered) {
		ObjectNode fitting = rendered.apply(parts);
		if (fits(fitting)) {
			return fitting;
		}
		int tooMany = parts;
		int enough = 0;
		fitting = rendered.apply(0);
		while (tooMany - enough > 1) {
			int middle = (enough + tooMany) / 2;
			ObjectNode message = rendered.apply(middle);
			if (fits(message)) {
				fitting = message;
				enough = middle;
			}
			else {
				tooMany = middle;
			}
		}
		return fitting;
	}

	private static boolean fits(ObjectNode message) {
		return message.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
	}

	// Where a batch has parts, each is a message of its own.
	private static String id(Message message) {
		return message.records().isAll() ? message.id().toString() : message.id() + ", " + message.records().inWords();
	}

	private static String style(Presentation presentation) {
		if (presentation.status() == Status.RESOLVED) {
			return "good";
		}
		return switch (presentation.severity()) {
			case CRITICAL, ERROR -> "attention";
			case WARNING -> "warning";
			case INFO -> "accent";
		};
	}

}
