package io.onsrelay.notifier.slack.payload;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Messages in the format of Slack's Block Kit Builder, which takes blocks only. Links are
 * left out, so that a rendering can be shared. See https://docs.slack.dev/block-kit/.
 */
public final class BlockKitBuilderJson {

	private static final String URL = "(?:https?://|mailto:)";

	/** No bracket opens inside of another: texts are escaped. */
	private static final Pattern LABELLED = Pattern.compile("<" + URL + "[^<>|]*+\\|([^<>]*+)>");

	private static final Pattern BARE = Pattern.compile("<" + URL + "[^<>]*+>|" + URL + "[^\\s<>|\"]+");

	/** A date may have a link after its format. */
	private static final Pattern LINKED_DATE = Pattern.compile("(<!date\\^[^^|<>]*+\\^[^^|<>]*+)\\^[^|<>]*+");

	private static final String LEFT_OUT = "(link)";

	private BlockKitBuilderJson() {
	}

	/**
	 * Flattens a message.
	 * @param message the message as it is posted
	 * @return a JSON object with {@code blocks}: those of the message, then those of its
	 * attachments
	 */
	public static String withoutLinks(JsonNode message) {
		ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
		append(message.path("blocks"), blocks);
		message.path("attachments").forEach((attachment) -> append(attachment.path("blocks"), blocks));
		ObjectNode result = JsonNodeFactory.instance.objectNode();
		result.set("blocks", blocks);
		return result.toPrettyString();
	}

	private static void append(JsonNode from, ArrayNode blocks) {
		for (JsonNode block : from) {
			JsonNode copy = copy(block);
			boolean emptied = block.has("elements") && copy.path("elements").isEmpty();
			if (!isLink(block) && !emptied) {
				blocks.add(copy);
			}
		}
	}

	private static JsonNode copy(JsonNode node) {
		return switch (node) {
			case ObjectNode object -> copy(object);
			case ArrayNode array -> copy(array);
			case TextNode text -> TextNode.valueOf(unlinked(text.textValue()));
			default -> node;
		};
	}

	private static JsonNode copy(ObjectNode object) {
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		object.properties()
			.stream()
			.filter((field) -> !isLink(field.getValue()))
			.forEach((field) -> copy.set(field.getKey(), copy(field.getValue())));
		return copy;
	}

	private static JsonNode copy(ArrayNode array) {
		ArrayNode copy = JsonNodeFactory.instance.arrayNode();
		array.valueStream().filter((element) -> !isLink(element)).forEach((element) -> copy.add(copy(element)));
		return copy;
	}

	// Buttons, images and links of rich text.
	private static boolean isLink(JsonNode node) {
		return node.has("url") || node.has("image_url");
	}

	private static String unlinked(String text) {
		String dates = LINKED_DATE.matcher(text).replaceAll("$1");
		return BARE.matcher(LABELLED.matcher(dates).replaceAll("$1")).replaceAll(LEFT_OUT);
	}

}
