package io.onsrelay.notifier.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks a payload against what Slack accepts. See
 * https://docs.slack.dev/reference/block-kit/blocks and the limits of each block there.
 */
public final class SlackPayloads {

	private static final Pattern ESCAPED = Pattern.compile("(?:[^&<>]|&amp;|&lt;|&gt;)*+");

	private static final Pattern MARKUP = Pattern
		.compile("<!date\\^-?[0-9]+\\^\\{date_short_pretty} \\{time}\\|[^<>|]+>|<https://[!-~&&[^<>|]]+\\|[^<>|]+>");

	/**
	 * Nothing of a message can begin like this: the angle bracket would be escaped.
	 */
	private static final Pattern MENTIONS = Pattern
		.compile("^<(?:!here|!channel|!everyone|!subteam\\^S[A-Z0-9]+|@[UW][A-Z0-9]+)>"
				+ "(?: <(?:!here|!channel|!everyone|!subteam\\^S[A-Z0-9]+|@[UW][A-Z0-9]+)>)*");

	private SlackPayloads() {
	}

	/**
	 * Checks a payload.
	 * @param payload what is posted
	 * @return the payload
	 */
	public static JsonNode check(JsonNode payload) {
		return check(payload.toString());
	}

	/**
	 * Reads and checks a payload.
	 * @param json what is posted
	 * @return the payload
	 */
	static JsonNode check(String json) {
		JsonNode payload = read(json);
		assertThat(payload.fieldNames()).toIterable().startsWith("text", "blocks", "attachments");
		checkText(MENTIONS.matcher(payload.path("text").asText()).replaceFirst("mentions"), 4000);
		checkBlocks(payload.path("blocks"));
		assertThat(payload.path("attachments")).hasSize(1);
		JsonNode attachment = payload.path("attachments").path(0);
		assertThat(attachment.path("color").asText()).matches("#[0-9a-f]{6}");
		checkBlocks(attachment.path("blocks"));
		int characters = characters(payload.path("blocks")) + characters(attachment.path("blocks"));
		assertThat(characters).as("characters in all blocks").isLessThan(13_000);
		return payload;
	}

	private static void checkBlocks(JsonNode blocks) {
		assertThat(blocks.size()).isBetween(1, 50);
		for (JsonNode block : blocks) {
			switch (block.path("type").asText()) {
				case "header" -> checkPlain(block.path("text"), 150);
				case "section" -> checkSection(block);
				case "context" -> checkContext(block.path("elements"));
				default -> assertThat(block).as("a block of a known type").isNull();
			}
		}
	}

	private static void checkSection(JsonNode section) {
		assertThat(section.has("text")).isNotEqualTo(section.has("fields"));
		if (section.has("text")) {
			checkTextObject(section.path("text"), 3000);
		}
		else {
			assertThat(section.path("fields").size()).isBetween(2, 10);
			assertThat(section.path("fields").size() % 2).as("labels have values").isZero();
			section.path("fields").forEach((field) -> checkTextObject(field, 2000));
		}
	}

	private static void checkContext(JsonNode elements) {
		assertThat(elements.size()).isBetween(1, 10);
		elements.forEach((element) -> checkTextObject(element, 2000));
	}

	private static void checkTextObject(JsonNode text, int limit) {
		if (text.path("type").asText().equals("plain_text")) {
			checkPlain(text, limit);
			return;
		}
		assertThat(text.path("type").asText()).isEqualTo("mrkdwn");
		assertThat(text.path("verbatim").asBoolean()).isTrue();
		Matcher markup = MARKUP.matcher(text.path("text").asText());
		assertThat(text.path("text").asText()).hasSizeLessThanOrEqualTo(limit);
		checkText(MENTIONS.matcher(markup.replaceAll("markup")).replaceFirst("mentions"), limit);
	}

	private static void checkPlain(JsonNode text, int limit) {
		assertThat(text.path("type").asText()).isEqualTo("plain_text");
		assertThat(text.path("emoji").asBoolean(true)).isFalse();
		checkText(text.path("text").asText(), limit);
	}

	private static void checkText(String text, int limit) {
		assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(limit);
		assertThat(ESCAPED.matcher(text).matches()).as("escaped, with whole entities: %s", text).isTrue();
		assertThat(text.codePoints().anyMatch((point) -> Character.getType(point) == Character.SURROGATE)).isFalse();
		assertThat(
				text.codePoints().anyMatch((point) -> Character.isISOControl(point) && point != '\n' && point != '\t'))
			.isFalse();
	}

	private static int characters(JsonNode node) {
		int characters = 0;
		for (JsonNode text : node.findValues("text")) {
			characters += text.isTextual() ? text.textValue().length() : characters(text);
		}
		return characters;
	}

	private static JsonNode read(String json) {
		try {
			return new JsonMapper().readTree(json);
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError("Not JSON: " + json, ex);
		}
	}

}
