package io.onsrelay.presentation;

import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.MessageTemplate.Rendering;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageTemplate}.
 */
class MessageTemplateTests {

	private static final String JSON = """
			{"text": "{{title}}{{#resource}} at {{resource}}{{/resource}}", "links": [{{#links}}"{{url}}", {{/links}}""],
			"body": {{{json}}}}""";

	private final Presenter presenter = Presenters.standard();

	@Test
	void renderEscapesValuesInJson() {
		JsonNode json = json(
				this.presenter.template(JSON, true).render(notification(Fixtures.parse("a \"b\" \\ c\nd"))));
		assertThat(json.path("body").textValue()).isEqualTo("a \"b\" \\ c\nd");
		assertThat(json.path("text").textValue()).isEqualTo("a \"b\" \\ c");
	}

	@Test
	void renderGivesValidJsonForEveryHostileMessage() {
		MessageTemplate template = this.presenter.template(JSON, true);
		HostileMessages.some(500)
			.forEach((message) -> assertThat(template.render(notification(message)).problem()).isNull());
	}

	@Test
	void renderShowsNoSecret() {
		Rendering rendering = this.presenter.template("{{{json}}} {{body}}", false)
			.render(notification(Fixtures.message("log.audit")));
		assertThat(rendering.problem()).isNull();
		assertThat(rendering.text()).contains("GetInstance").doesNotContain("nobody-may-see");
	}

	@Test
	void renderOfBatchHasAllItsRecords() {
		JsonNode json = json(this.presenter.template(JSON, true).render(notification(Fixtures.parse("[1,\"a\",{}]"))));
		assertThat(json.path("body").toString()).isEqualTo("[1,\"a\",{}]");
	}

	@ParameterizedTest
	@ValueSource(strings = { JSON, "{{{json}}}", "{\"a\": \"{{title}}\"}", "{\"a\": \"{{body}}\"}" })
	void problemOfTemplateThatIsAlwaysJsonIsNone(String template) {
		assertThat(this.presenter.template(template, true).problem()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			'{"a": {{title}}}',       'for a text, the template gives no valid JSON: line 1, column'
			'{"a": "{{{title}}}"}',   'for a text, the template gives no valid JSON: line 1, column'
			'{"a": {{{body}}}}',      'for a text, the template gives no valid JSON: line 1, column'
			'{"a": 1} more',          'for a text, the template gives no valid JSON: line 1, column'
			'{{#links}}1{{/links}}',  'for a text, the template gives nothing, which is no JSON.'
			'{{#title}}',             'line 1: '
			""")
	void problemOfTemplateThatMayBeNoJsonSaysForWhatAndWhere(String template, String problem) {
		assertThat(this.presenter.template(template, true).problem())
			.hasValueSatisfying((text) -> assertThat(text).startsWith(problem).endsWith("."));
	}

	@Test
	void problemOfTemplateOfTextIsItsSyntaxOnly() {
		assertThat(this.presenter.template("{{title", false).problem()).isPresent();
		assertThat(this.presenter.template("{\"a\": {{title}}", false).problem()).isEmpty();
	}

	@Test
	void renderWhenTextIsTooLongDoesNotCutIt() {
		MessageTemplate template = this.presenter.template("x".repeat(300_000), false);
		assertThat(template.render(notification(Fixtures.message("plain.text"))).problem())
			.isEqualTo("the text is longer than 262144 characters");
	}

	@Test
	void renderThatTakesTooLongHasProblem() {
		Presenter slow = Presenters.redacting(new SimpleMeterRegistry(), "a(.*b)?");
		Rendering rendering = slow.template("{{body}}", false)
			.render(notification(Fixtures.parse("a".repeat(200_000))));
		assertThat(rendering.problem()).startsWith("the template can't be rendered: it takes more than");
	}

	private static Notification notification(Message message) {
		return new Notification(message, Destination.of("webhook/test"), "all", PresentationOverrides.NONE);
	}

	private static JsonNode json(Rendering rendering) {
		assertThat(rendering.problem()).isNull();
		try {
			return new JsonMapper().readTree(rendering.text());
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
