package io.onsrelay.notifier.email;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import io.onsrelay.digest.Digest;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.SanitizedText;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Link;
import io.onsrelay.presentation.Presentation.Status;

/**
 * What a mail says, for both of its parts. Texts are cut, and not yet escaped.
 *
 * @param title what happened, in one line
 * @param color the colour of status and severity, as #rrggbb
 * @param place when and where, in one line
 * @param sections what is below, the most important first
 * @param links the links
 * @param footer which message this is
 */
record MailContent(String title, String color, String place, List<Section> sections, List<Link> links, String footer) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final int TITLE_CHARS = 300;

	private static final int LINE_CHARS = 600;

	private static final int LABEL_CHARS = 100;

	private static final int TEXT_CHARS = 6000;

	/**
	 * Gmail shows the first 102 KB of HTML. A character may become six bytes.
	 */
	private static final int TOTAL_CHARS = 16_000;

	private static final int URL_CHARS = 2000;

	private static final int MAX_LINKS = 10;

	private static final Set<Form> TABULAR = Set.of(Form.SHORT, Form.TIME, Form.TAGS);

	/**
	 * Return what a mail says about one message: of an alarm its message first, of
	 * everything else the short facts.
	 * @param notification the message
	 * @param presentation how it is shown
	 * @return the content
	 */
	static MailContent of(Notification notification, Presentation presentation) {
		List<Section> sections = new ArrayList<>();
		String text = presentation.text();
		if (text != null) {
			sections.add(Section.prose("", text));
		}
		else {
			sections.addAll(sections(presentation.facts(), notification.message().kind() == Content.Kind.ALARM));
		}
		return content(presentation.title(), presentation, presentation.time(), presentation.place(), sections,
				"route " + notification.route() + " · message " + id(notification.message()));
	}

	/**
	 * Return what a mail says about a storm.
	 * @param batch the messages, oldest first
	 * @param presented presents a notification
	 * @return the content
	 */
	static MailContent digest(List<Notification> batch, Function<Notification, Presentation> presented) {
		Digest digest = Digest.of(batch, presented);
		List<Section> sections = new ArrayList<>();
		if (!digest.urgent().isEmpty()) {
			sections.add(Section.prose("Alarms and failures", String.join("\n",
					digest.urgent().stream().map((entry) -> "• " + MailText.line(entry.line(), LINE_CHARS)).toList())));
		}
		sections.add(Section.table(
				digest.counts().stream().map((count) -> new Fact(count.label(), count.text(), Form.SHORT)).toList()));
		digest.others().forEach((other) -> sections.add(Section.prose(other.label(), other.text())));
		return content(digest.title(), digest.worst().presentation(), digest.time(),
				"these messages came faster than mails are sent, so they are combined", sections, digest.messages());
	}

	private static MailContent content(String title, Presentation presentation, Instant time, String place,
			List<Section> sections, String footer) {
		return new MailContent(MailText.line(title, TITLE_CHARS), color(presentation),
				TIME.format(time) + " · " + MailText.line(place, LINE_CHARS), sections,
				presentation.links()
					.stream()
					.filter((link) -> link.url().length() <= URL_CHARS)
					.limit(MAX_LINKS)
					.map((link) -> new Link(MailText.line(link.label(), LABEL_CHARS), link.url()))
					.toList(),
				MailText.line(footer, LINE_CHARS));
	}

	private static List<Section> sections(List<Fact> all, boolean alarm) {
		List<Fact> facts = new ArrayList<>();
		int remaining = TOTAL_CHARS;
		for (Fact fact : all) {
			remaining -= Math.min(fact.text().length(), TEXT_CHARS) + LABEL_CHARS;
			if (remaining < 0) {
				break;
			}
			facts.add(fact);
		}
		List<Section> sections = new ArrayList<>();
		List<Fact> table = facts.stream().filter((fact) -> TABULAR.contains(fact.form())).toList();
		List<Section> texts = facts.stream()
			.filter((fact) -> !TABULAR.contains(fact.form()))
			.map((fact) -> (fact.form() == Form.CODE) ? Section.code(fact.label(), fact.value())
					: Section.prose(fact.label(), fact.value()))
			.toList();
		if (alarm) {
			sections.addAll(texts);
		}
		if (!table.isEmpty()) {
			sections.add(Section.table(table));
		}
		if (!alarm) {
			sections.addAll(texts);
		}
		int leftOut = all.size() - facts.size();
		if (leftOut > 0) {
			sections.add(Section.prose("",
					"%d more facts are left out, so that mail programs show the whole mail.".formatted(leftOut)));
		}
		return sections;
	}

	// Where a batch has parts, each is a mail of its own.
	private static String id(Message message) {
		return message.records().isAll() ? message.id().toString() : message.id() + ", " + message.records().inWords();
	}

	private static String color(Presentation presentation) {
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

	/**
	 * A part of a mail: lines, lines of fixed width, or a table.
	 *
	 * @param label what stands above it; empty for nothing
	 * @param lines lines
	 * @param code lines of fixed width; empty for none
	 * @param facts the rows of a table
	 */
	record Section(String label, List<String> lines, String code, List<LabelledText> facts) {

		/**
		 * Return whether there are lines, which the template asks.
		 */
		boolean hasLines() {
			return !this.lines.isEmpty();
		}

		/**
		 * Return whether there is a table, which the template asks.
		 */
		boolean hasFacts() {
			return !this.facts.isEmpty();
		}

		static Section prose(String label, String text) {
			return new Section(MailText.line(label, LABEL_CHARS),
					SanitizedText.shown(text, TEXT_CHARS).lines().toList(), "", List.of());
		}

		static Section code(String label, String text) {
			return new Section(MailText.line(label, LABEL_CHARS), List.of(), SanitizedText.shown(text, TEXT_CHARS),
					List.of());
		}

		static Section table(List<Fact> facts) {
			return new Section("", List.of(), "",
					facts.stream()
						.map((fact) -> new LabelledText(MailText.line(fact.label(), LABEL_CHARS),
								(fact.form() == Form.TIME) ? TIME.format(Instant.parse(fact.value()))
										: MailText.line(fact.text(), LINE_CHARS)))
						.toList());
		}

	}

	/**
	 * A row of a table.
	 *
	 * @param label the label
	 * @param text the value
	 */
	record LabelledText(String label, String text) {
	}

}
