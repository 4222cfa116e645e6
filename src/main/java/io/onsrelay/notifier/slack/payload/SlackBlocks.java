package io.onsrelay.notifier.slack.payload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Link;

/**
 * Blocks of Block Kit within their limits. Texts of messages are plain text, in which
 * Slack interprets no markup; only labels and code are markup, and are escaped. Texts
 * that exceed the limits are cut, and then left out. See
 * https://docs.slack.dev/reference/block-kit/blocks.
 */
final class SlackBlocks {

	private static final int HEADER_CHARS = 150;

	/**
	 * A label and its value are fields side by side, and a section has ten fields.
	 */
	private static final int MAX_FIELDS = 10;

	private static final int LABEL_CHARS = 75;

	private static final int VALUE_CHARS = 500;

	private static final int PROSE_CHARS = 1500;

	private static final int CODE_CHARS = 2500;

	private static final int CONTEXT_CHARS = 400;

	private static final int MORE_CHARS = 2500;

	private static final int CHIP_CHARS = 120;

	private static final int URL_CHARS = 2500;

	/**
	 * Slack responds msg_blocks_too_long from about 13,000 characters in all blocks; the
	 * header and the context are not counted here.
	 */
	private static final int TOTAL_CHARS = 10_000;

	private static final int WORTH_CUTTING_CHARS = 40;

	/**
	 * Slack takes 50; the context comes on top of these.
	 */
	private static final int MAX_BLOCKS = 40;

	private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();

	private @Nullable ArrayNode fields;

	private int remaining = TOTAL_CHARS;

	SlackBlocks header(String text) {
		ObjectNode header = this.blocks.addObject().put("type", "header");
		header.set("text", plain(SlackText.escape(text, HEADER_CHARS)));
		return this;
	}

	// The text is markup, so it must hold nothing of a message.
	SlackBlocks mentions(String mentions) {
		return section(markup(mentions));
	}

	// Adds a small line with time and place. Slack shows the time in each user's zone.
	SlackBlocks place(Instant time, String place) {
		ObjectNode context = this.blocks.addObject().put("type", "context");
		context.putArray("elements").add(markup(date(time))).add(plain(SlackText.escape(place, CONTEXT_CHARS)));
		return this;
	}

	SlackBlocks text(String text) {
		return section(plain(take(text, CODE_CHARS)));
	}

	SlackBlocks field(String label, String value) {
		String text = take(value, VALUE_CHARS);
		return text.isBlank() ? this : field(label, plain(text));
	}

	// Slack shows the time in each user's zone.
	SlackBlocks field(String label, Instant time) {
		String text = date(time);
		return take(text, VALUE_CHARS).isBlank() ? this : field(label, markup(text));
	}

	private static String date(Instant time) {
		return "<!date^" + time.getEpochSecond() + "^{date_short_pretty} {time}|" + time.truncatedTo(ChronoUnit.SECONDS)
				+ ">";
	}

	private SlackBlocks field(String label, ObjectNode value) {
		ArrayNode table = this.fields;
		boolean full = table == null || table.size() == MAX_FIELDS;
		if (full && this.blocks.size() >= MAX_BLOCKS) {
			return this;
		}
		if (table == null || full) {
			table = this.blocks.addObject().put("type", "section").putArray("fields");
			this.fields = table;
		}
		table.add(markup("*" + SlackText.escape(label, LABEL_CHARS) + "*")).add(value);
		return this;
	}

	/**
	 * Adds facts below each other. Slack folds a long section, see
	 * https://docs.slack.dev/reference/block-kit/blocks/section-block.
	 */
	SlackBlocks more(List<Fact> facts) {
		return section(plain(take(facts.stream()
			.map((fact) -> fact.label() + ": " + fact.text().lines().collect(Collectors.joining(" ")))
			.collect(Collectors.joining("\n")), MORE_CHARS)));
	}

	/**
	 * Adds tags in one line, each with a frame. Those that do not fit are counted.
	 */
	SlackBlocks tags(List<String> tags) {
		StringBuilder line = new StringBuilder();
		int limit = Math.min(CONTEXT_CHARS, this.remaining);
		int shown = 0;
		for (String tag : tags) {
			// A grave accent would end the frame.
			String chip = "`" + SlackText.escape(tag.replace('`', '\''), CHIP_CHARS) + "` ";
			if (line.length() + chip.length() > limit) {
				break;
			}
			line.append(chip);
			shown++;
		}
		if (shown == 0 || this.blocks.size() >= MAX_BLOCKS) {
			return this;
		}
		if (shown < tags.size()) {
			line.append("and %d more".formatted(tags.size() - shown));
		}
		this.remaining -= line.length();
		this.blocks.addObject()
			.put("type", "context")
			.putArray("elements")
			.add(markup(line.toString().stripTrailing()));
		return this;
	}

	SlackBlocks prose(String label, String value) {
		return section(plain(take(label + ":\n" + value, PROSE_CHARS)));
	}

	SlackBlocks code(String label, String value) {
		// A zero-width space keeps a fence in the text from ending this one.
		String code = take(value.replace("```", "`\u200b``"), CODE_CHARS);
		return section(code.isBlank() ? markup("")
				: markup("*" + SlackText.escape(label, LABEL_CHARS) + "*\n```" + code + "```"));
	}

	// Adds all links in one line. A link that would have to be cut is left out.
	SlackBlocks links(List<Link> links) {
		StringBuilder line = new StringBuilder();
		for (Link link : links) {
			String url = SlackText.escape(link.url(), URL_CHARS);
			String markup = "<" + url + "|" + SlackText.escape(link.label(), LABEL_CHARS) + ">";
			if (!url.endsWith("…") && line.length() + markup.length() < URL_CHARS) {
				line.append(line.isEmpty() ? "" : "  ·  ").append(markup);
			}
		}
		return section(markup(line.toString()));
	}

	SlackBlocks context(String text) {
		ObjectNode context = this.blocks.addObject().put("type", "context");
		context.putArray("elements").add(plain(SlackText.escape(text, CONTEXT_CHARS)));
		return this;
	}

	ArrayNode toJson() {
		return this.blocks;
	}

	private SlackBlocks section(ObjectNode text) {
		if (!isBlank(text) && this.blocks.size() < MAX_BLOCKS) {
			this.blocks.addObject().put("type", "section").set("text", text);
		}
		return this;
	}

	// Escapes a text, and cuts it to what remains of the total.
	private String take(String text, int limit) {
		if (this.remaining < WORTH_CUTTING_CHARS) {
			return "";
		}
		String taken = SlackText.escape(text, Math.min(limit, this.remaining));
		this.remaining -= taken.length() + WORTH_CUTTING_CHARS;
		return taken;
	}

	private static boolean isBlank(ObjectNode text) {
		return text.path("text").asText().isBlank();
	}

	private static ObjectNode plain(String text) {
		return JsonNodeFactory.instance.objectNode().put("type", "plain_text").put("text", text).put("emoji", false);
	}

	private static ObjectNode markup(String text) {
		return JsonNodeFactory.instance.objectNode().put("type", "mrkdwn").put("text", text).put("verbatim", true);
	}

}
