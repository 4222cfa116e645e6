package io.onsrelay.notifier.teams;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Link;

/**
 * An Adaptive Card of version 1.2, which Teams shows on every device. Texts of messages
 * are escaped and cut here. See https://adaptivecards.microsoft.com/?topic=AdaptiveCard.
 */
final class AdaptiveCard {

	private static final String VERSION = "1.2";

	private static final int TITLE_CHARS = 300;

	private static final int LINE_CHARS = 400;

	private static final int LABEL_CHARS = 75;

	private static final int VALUE_CHARS = 500;

	private static final int PROSE_CHARS = 2000;

	private static final int CODE_CHARS = 2500;

	private static final int URL_CHARS = 2000;

	/**
	 * Teams shows six buttons; one of them may show more facts.
	 */
	private static final int MAX_LINKS = 5;

	private static final String MORE = "more";

	private final ArrayNode body = JsonNodeFactory.instance.arrayNode();

	private final ArrayNode actions = JsonNodeFactory.instance.arrayNode();

	/**
	 * Adds what the card begins with.
	 * @param style the style of the container behind it, which is its colour
	 * @param title the title
	 * @param time when it happened; Teams shows it in each reader's zone
	 * @param place where
	 * @return this card
	 */
	AdaptiveCard head(String style, String title, Instant time, String place) {
		ObjectNode container = this.body.addObject().put("type", "Container").put("style", style).put("bleed", true);
		container.putArray("items")
			.add(textBlock(CardText.line(title, TITLE_CHARS)).put("size", "Large").put("weight", "Bolder"))
			.add(textBlock(date(time) + " · " + CardText.line(place, LINE_CHARS)).put("spacing", "Small"));
		return this;
	}

	/**
	 * Adds a text without a label.
	 * @param text the text
	 * @return this card
	 */
	AdaptiveCard text(String text) {
		this.body.add(richText(run(CardText.plain(text, CODE_CHARS))));
		return this;
	}

	/**
	 * Adds sentences below their label.
	 * @param label the label
	 * @param value the sentences
	 * @return this card
	 */
	AdaptiveCard prose(String label, String value) {
		this.body.add(richText(label(label + "\n"), run(CardText.plain(value, PROSE_CHARS))));
		return this;
	}

	/**
	 * Adds lines below their label.
	 * @param label the label
	 * @param lines the lines
	 * @return this card
	 */
	AdaptiveCard list(String label, List<String> lines) {
		this.body.add(richText(label(label + "\n"),
				run(lines.stream()
					.map((line) -> "• " + CardText.plain(line, LINE_CHARS))
					.collect(Collectors.joining("\n")))));
		return this;
	}

	/**
	 * Adds lines of fixed width below their label.
	 * @param label the label
	 * @param value the lines
	 * @return this card
	 */
	AdaptiveCard code(String label, String value) {
		this.body.add(richText(label(label)))
			.add(richText(run(CardText.code(value, CODE_CHARS)).put("fontType", "Monospace").put("size", "Small"))
				.put("spacing", "None"));
		return this;
	}

	/**
	 * Adds facts beside their labels.
	 * @param facts the facts
	 * @param shown how many of them are shown before a button is pressed
	 * @return this card
	 */
	AdaptiveCard facts(List<Fact> facts, int shown) {
		if (!facts.isEmpty()) {
			this.body.add(factSet(facts.subList(0, Math.min(shown, facts.size()))));
		}
		if (facts.size() > shown) {
			this.body.add(factSet(facts.subList(shown, facts.size())).put("id", MORE).put("isVisible", false));
			this.actions.addObject()
				.put("type", "Action.ToggleVisibility")
				.put("title", "%d more facts".formatted(facts.size() - shown))
				.putArray("targetElements")
				.add(MORE);
		}
		return this;
	}

	/**
	 * Adds buttons that open pages. A link that would have to be cut is left out.
	 * @param links the links
	 * @return this card
	 */
	AdaptiveCard links(List<Link> links) {
		links.stream()
			.filter((link) -> link.url().length() <= URL_CHARS)
			.limit(MAX_LINKS)
			.forEach((link) -> this.actions.addObject()
				.put("type", "Action.OpenUrl")
				.put("title", CardText.plain(link.label(), LABEL_CHARS))
				.put("url", link.url()));
		return this;
	}

	/**
	 * Adds a small line.
	 * @param text the line
	 * @return this card
	 */
	AdaptiveCard note(String text) {
		this.body.add(textBlock(CardText.line(text, LINE_CHARS)).put("size", "Small").put("isSubtle", true));
		return this;
	}

	/**
	 * Return the message that a workflow posts as it is.
	 * @return the message, with this card as its only attachment
	 */
	ObjectNode toMessage() {
		ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
		ObjectNode attachment = message.putArray("attachments").addObject();
		attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
		ObjectNode content = attachment.putObject("content");
		content.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
			.put("type", "AdaptiveCard")
			.put("version", VERSION);
		content.putObject("msteams").put("width", "Full");
		content.set("body", this.body);
		if (!this.actions.isEmpty()) {
			content.set("actions", this.actions);
		}
		return message;
	}

	private static ObjectNode factSet(List<Fact> facts) {
		ObjectNode set = JsonNodeFactory.instance.objectNode().put("type", "FactSet");
		ArrayNode array = set.putArray("facts");
		facts.forEach((fact) -> array.addObject()
			.put("title", CardText.line(fact.label(), LABEL_CHARS))
			.put("value", (fact.form() == Form.TIME) ? date(Instant.parse(fact.value()))
					: CardText.line(fact.text(), VALUE_CHARS)));
		return set;
	}

	private static String date(Instant time) {
		Instant seconds = time.truncatedTo(ChronoUnit.SECONDS);
		String iso = seconds.toString();
		// Years of five digits are none to Teams.
		return (iso.length() != "2026-03-01T11:10:00Z".length()) ? iso
				: "{{DATE(%1$s, SHORT)}} {{TIME(%1$s)}}".formatted(iso);
	}

	private static ObjectNode textBlock(String text) {
		return JsonNodeFactory.instance.objectNode().put("type", "TextBlock").put("text", text).put("wrap", true);
	}

	private static ObjectNode richText(ObjectNode... runs) {
		ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", "RichTextBlock");
		block.putArray("inlines").addAll(List.of(runs));
		return block;
	}

	private static ObjectNode label(String label) {
		return run(CardText.plain(label, LABEL_CHARS)).put("weight", "Bolder");
	}

	private static ObjectNode run(String text) {
		return JsonNodeFactory.instance.objectNode().put("type", "TextRun").put("text", text);
	}

}
