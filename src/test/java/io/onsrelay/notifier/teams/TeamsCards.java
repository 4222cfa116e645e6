package io.onsrelay.notifier.teams;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks a message against what a workflow posts and Teams shows. See
 * https://adaptivecards.io/schemas/1.2.0/adaptive-card.json.
 */
final class TeamsCards {

	private static final Set<String> STYLES = Set.of("good", "warning", "attention", "accent");

	private TeamsCards() {
	}

	/**
	 * Reads and checks a message.
	 * @param json what is posted
	 * @return the card in it
	 */
	static JsonNode check(String json) {
		assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(28_000);
		JsonNode message = read(json);
		assertThat(message.fieldNames()).toIterable().containsExactly("type", "attachments");
		assertThat(message.path("type").asText()).isEqualTo("message");
		assertThat(message.path("attachments")).hasSize(1);
		JsonNode attachment = message.path("attachments").path(0);
		assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
		assertThat(attachment.path("contentUrl").isNull()).isTrue();
		JsonNode card = attachment.path("content");
		assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
		assertThat(card.path("version").asText()).isEqualTo("1.2");
		assertThat(card.at("/body/0/style").asText()).isIn(STYLES);
		card.path("body").forEach(TeamsCards::checkElement);
		assertThat(card.path("actions").size()).isLessThanOrEqualTo(6);
		card.path("actions").forEach((action) -> checkAction(action, card));
		return card;
	}

	private static void checkElement(JsonNode element) {
		switch (element.path("type").asText()) {
			case "Container" -> {
				assertThat(element.path("items")).hasSize(2);
				element.path("items").forEach(TeamsCards::checkElement);
			}
			case "TextBlock" -> {
				assertThat(element.path("wrap").asBoolean()).isTrue();
				checkText(element.path("text"));
			}
			case "RichTextBlock" -> {
				assertThat(element.path("inlines")).isNotEmpty();
				element.path("inlines").forEach((run) -> {
					assertThat(run.path("type").asText()).isEqualTo("TextRun");
					checkText(run.path("text"));
				});
			}
			case "FactSet" -> {
				assertThat(element.path("facts")).isNotEmpty();
				element.path("facts").forEach((fact) -> {
					checkText(fact.path("title"));
					checkText(fact.path("value"));
				});
			}
			default -> assertThat(element).as("an element of a known type").isNull();
		}
	}

	private static void checkText(JsonNode text) {
		assertThat(text.isTextual()).isTrue();
		String value = text.textValue();
		assertThat(value.codePoints().anyMatch((point) -> Character.getType(point) == Character.SURROGATE)).isFalse();
		assertThat(
				value.codePoints().anyMatch((point) -> Character.isISOControl(point) && point != '\n' && point != '\t'))
			.isFalse();
		assertThat(value.replaceAll("\\{\\{(?:DATE\\([0-9TZ:-]{20}, SHORT|TIME\\([0-9TZ:-]{20})\\)}}", ""))
			.doesNotContain("{{DATE", "{{TIME");
	}

	private static void checkAction(JsonNode action, JsonNode card) {
		assertThat(action.path("title").asText()).isNotBlank();
		switch (action.path("type").asText()) {
			case "Action.OpenUrl" -> assertThat(action.path("url").asText()).startsWith("https://");
			case "Action.ToggleVisibility" ->
				assertThat(card.path("body").findValuesAsText("id")).contains(action.at("/targetElements/0").asText());
			default -> assertThat(action).as("an action of a known type").isNull();
		}
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
