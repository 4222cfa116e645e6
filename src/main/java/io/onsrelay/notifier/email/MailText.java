package io.onsrelay.notifier.email;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.onsrelay.event.SanitizedText;

/**
 * Texts of messages within mails, and the part of a mail that is text.
 */
final class MailText {

	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\u0085\\u2028\\u2029]+");

	private MailText() {
	}

	/**
	 * Return a text in one line, which may be the value of a header.
	 * @param text any text
	 * @param limit the maximum length, in UTF-16 units
	 * @return the line
	 */
	static String line(String text, int limit) {
		return SanitizedText.shown(BLANKS.matcher(text).replaceAll(" ").strip(), limit);
	}

	/**
	 * Renders the text part.
	 * @param content what the mail says
	 * @return the text, with line feeds
	 */
	static String render(MailContent content) {
		List<String> paragraphs = new ArrayList<>();
		paragraphs.add(content.title() + "\n" + content.place());
		content.sections().forEach((section) -> paragraphs.add(render(section)));
		content.links().forEach((link) -> paragraphs.add(link.label() + ":\n" + link.url()));
		paragraphs.add(content.footer());
		return String.join("\n\n", paragraphs) + "\n";
	}

	private static String render(MailContent.Section section) {
		List<String> lines = new ArrayList<>();
		if (!section.label().isEmpty()) {
			lines.add(section.label() + ":");
		}
		lines.addAll(section.lines());
		if (!section.code().isEmpty()) {
			lines.add(section.code());
		}
		section.facts().forEach((fact) -> lines.add(fact.label() + ": " + fact.text()));
		return String.join("\n", lines);
	}

}
