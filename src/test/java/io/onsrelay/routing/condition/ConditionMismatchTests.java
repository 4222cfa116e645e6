package io.onsrelay.routing.condition;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.routing.RoutedMessages;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how a {@link Condition} explains that a message does not fit.
 */
class ConditionMismatchTests {

	private static final String EVENT = """
			{"eventType": "com.oraclecloud.objectstorage.createbucket", "source": "ObjectStorage",
			"data": {"freeformTags": {"team": "blue"}, "shapes": ["small", "large"], "note": null}}
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"eventType": "*launch*"}                              | eventType is "com.oraclecloud.objectstorage.createbucket"
					{"source": "*", "dedupeKey": "*"}                      | dedupeKey is missing
					{"data": {"freeformTags": {"team": ["red", "green"]}}} | data.freeformTags.team is "blue"
					{"data": {"definedTags": {"a": {"b": "c"}}}}           | data.definedTags is missing
					{"data": {"shapes": "tiny"}}                           | data.shapes is ["small","large"]
					{"data": {"note": "*"}}                                | data.note is null
					{"source": {"name": "*"}}                              | source is "ObjectStorage"
					""")
	void mismatchNamesTheFirstKeyThatFails(String condition, String explanation) {
		assertThat(Condition.parse(condition).mismatch(RoutedMessages.json(EVENT))).contains(explanation);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}
			{"source": "*", "data": {"shapes": "large"}}
			""")
	void mismatchWhenMessageFitsIsEmpty(String condition) {
		assertThat(Condition.parse(condition).mismatch(RoutedMessages.json(EVENT))).isEmpty();
	}

	@Test
	void mismatchWhenMessageIsNoObjectSaysSo() {
		Condition condition = Condition.parse("{\"source\": \"*\"}");
		assertThat(condition.mismatch(MissingNode.getInstance())).contains("it is no JSON object");
		assertThat(condition.mismatch(RoutedMessages.json("[1]"))).contains("it is no JSON object");
		assertThat(Condition.parse("{}").mismatch(MissingNode.getInstance())).isEmpty();
	}

	@Test
	void mismatchWhenValueIsLongShowsItsBeginning() {
		String json = "{\"source\": \"%s\"}".formatted("x".repeat(10_000));
		assertThat(Condition.parse("{\"source\": \"y\"}").mismatch(RoutedMessages.json(json)).orElseThrow())
			.startsWith("source is \"xxx")
			.hasSizeLessThan(300);
	}

}
