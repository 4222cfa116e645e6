package io.onsrelay.notifier.slack.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.Doublings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BlockKitBuilderJson}.
 */
class BlockKitBuilderJsonTests {

	private static final JsonMapper JSON = new JsonMapper();

	@Test
	void withoutLinksPutsBlocksOfAttachmentsBehindThoseOfTheMessage() {
		assertFlattened("""
				{"text": "t", "blocks": [{"type": "divider", "block_id": "1"}], "attachments": [
				{"color": "#fff", "blocks": [{"type": "divider", "block_id": "2"}]},
				{"blocks": [{"type": "divider", "block_id": "3"}]}]}
				""", """
				{"blocks": [{"type": "divider", "block_id": "1"}, {"type": "divider", "block_id": "2"},
				{"type": "divider", "block_id": "3"}]}
				""");
	}

	@Test
	void withoutLinksKeepsLabelsOfLinks() {
		assertText("see <https://example.com/a?b=c|the &lt;console&gt;> and <!here>",
				"see the &lt;console&gt; and <!here>");
	}

	@Test
	void withoutLinksReplacesBareUrls() {
		assertText("<https://example.com/a> or http://example.com/b, or <mailto:a@example.com>",
				"(link) or (link) or (link)");
	}

	@Test
	void withoutLinksKeepsDatesWithoutTheirLinks() {
		assertText("<!date^1772366400^{date_short_pretty} {time}|2026-03-01>",
				"<!date^1772366400^{date_short_pretty} {time}|2026-03-01>");
		assertText("<!date^1772366400^{time}^https://example.com/|12:00>", "<!date^1772366400^{time}|12:00>");
	}

	@Test
	void withoutLinksDropsButtonsAndImages() {
		assertFlattened("""
				{"blocks": [
				{"type": "actions", "elements": [{"type": "button", "url": "https://example.com"}]},
				{"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"},
				{"type": "section", "text": {"type": "mrkdwn", "text": "a"},
				 "accessory": {"type": "button", "url": "https://example.com"}}]}
				""", """
				{"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "a"}}]}
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<https://", "https://", "<!date^", "<!date^1^", "^", "mailto:", "<", "|" })
	void withoutLinksWhenTextRepeatsTakesTimeInProportionToItsLength(String repeated) {
		Doublings.assertLinear((length) -> BlockKitBuilderJson.withoutLinks(JSON.createObjectNode()
			.set("blocks", JSON.createArrayNode()
				.add(JSON.createObjectNode().put("text", repeated.repeat(length / repeated.length()))))));
	}

	private static void assertText(String before, String after) {
		assertThat(flatten("{\"blocks\": [{\"text\": \"%s\"}]}".formatted(before)))
			.contains("\"text\" : \"%s\"".formatted(after));
	}

	private static void assertFlattened(String payload, String expected) {
		assertThat(read(flatten(payload))).isEqualTo(read(expected));
	}

	private static String flatten(String payload) {
		return BlockKitBuilderJson.withoutLinks(read(payload));
	}

	private static JsonNode read(String json) {
		try {
			return JSON.readTree(json);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
