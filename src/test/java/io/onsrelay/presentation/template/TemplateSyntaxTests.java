package io.onsrelay.presentation.template;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TemplateSyntax}.
 */
class TemplateSyntaxTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "no tag", "{{resource}}", "{{#actor}}by {{.}}{{/actor}}", "{{^actor}}none{{/actor}}",
			"{{! a comment }}", "{ {single} }" })
	void problemOfValidTemplateIsEmpty(String template) {
		assertThat(TemplateSyntax.problem(template)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "a{{}}           | line 1: a tag is empty.", "one\\n two {{ }} {{}} | line 2: a tag is empty.",
					"one\\n{{> other}}     | line 2: another template is included, and there are no others.",
					"{{< other}}{{/other}} | line 1: another template is included, and there are no others.",
					"{{#actor}}{{> other}}{{/actor}} | line 1: another template is included, and there are no others.",
					"{{^actor}}{{> other}}{{/actor}} | line 1: another template is included, and there are no others.",
					"{{resource}}\\n{{region | line 2: a tag is opened with {{ and not closed.",
					"\\n{{=<}}             | line 2: the delimiters can't be read." })
	void problemNamesLineAndKind(String template, String problem) {
		assertThat(TemplateSyntax.problem(template.replace("\\n", "\n"))).contains(problem);
	}

	@Test
	void problemOfTheLibraryIsPlaced() {
		assertThat(TemplateSyntax.problem("one\n{{#actor}}two")).hasValueSatisfying(
				(problem) -> assertThat(problem).startsWith("line 2: ").contains("actor").endsWith("."));
	}

}
