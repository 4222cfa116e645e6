package io.onsrelay.routing.condition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ConditionSyntaxException}: what the author of a condition reads.
 */
class ConditionSyntaxExceptionTests {

	@Test
	void messageShowsLineWithCaret() {
		assertThat(mistake("{\"eventType\": null}")).hasMessage("""
				line 1, column 15: null can't be matched; a key that is named must have a value.
				    {"eventType": null}
				                  ^""");
	}

	@Test
	void messageWhenConditionHasSeveralLinesShowsTheOne() {
		assertThat(mistake("{\n\t\"a\": [],\n  \"b\": 1\n}")).hasMessage("""
				line 2, column 7: an empty array matches nothing; it needs at least one value.
				     "a": [],
				          ^""");
	}

	@Test
	void messageWhenLineIsLongShowsWhatIsAround() {
		assertThat(mistake("{\"a\": \"" + "x".repeat(200) + "\", \"b\": null, \"c\": \"" + "y".repeat(200) + "\"}"))
			.hasMessage("""
					line 1, column 216: null can't be matched; a key that is named must have a value.
					    …%s", "b": null, "c": "%s…
					    %s^""".formatted("x".repeat(51), "y".repeat(29), " ".repeat(60)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"a": null}            | 1 | 7  | null can't be matched; a key that is named must have a value.
					{"a": [1, null]}       | 1 | 11 | null can't be matched; a key that is named must have a value.
					{"a": {"b": []}}       | 1 | 13 | an empty array matches nothing; it needs at least one value.
					{"a": [["b"]]}         | 1 | 8  | an array holds values or objects, not further arrays.
					{"a": 1, "a": 2}       | 1 | 10 | the key 'a' is here twice; several values are written as an array.
					{"a": {"b": 1, "b": 2}} | 1 | 16 | the key 'b' is here twice; several values are written as an array.
					{} {}                  | 1 | 4  | the condition is complete before this; nothing may follow.
					{"a": 1}}              | 1 | 9  | the condition is complete before this; nothing may follow.
					{} and                 | 1 | 4  | the condition is complete before this; nothing may follow.
					[{"a": 1}]             | 1 | 1  | a condition is an object and begins with a brace.
					"com.oraclecloud.*"    | 1 | 1  | a condition is an object and begins with a brace.
					null                   | 1 | 1  | a condition is an object and begins with a brace.
					{"a": 1e99999999999}   | 1 | 7  | the number is out of range.
					{"a": ["b"             | 1 | 11 | the condition ends here, but a brace, a bracket or a quotation mark is still open.
					{"a": "b               | 1 | 9  | the condition ends here, but a brace, a bracket or a quotation mark is still open.
					""")
	void parseWhenTextIsNoConditionSaysWhereAndWhy(String text, int line, int column, String problem) {
		ConditionSyntaxException mistake = mistake(text);
		assertThat(mistake.getProblem()).isEqualTo(problem);
		assertThat(mistake.getLine()).isEqualTo(line);
		assertThat(mistake.getColumn()).isEqualTo(column);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{a: 1}        | 2
			{'a': 1}      | 2
			{"a": }       | 7
			{"a": 1,}     | 9
			{"a" 1}       | 6
			{"a": [1 2]}  | 10
			{"a": tru}    | 7
			{"a": "\\x"}  | 9
			""")
	void parseWhenTextIsNotJsonSaysWhere(String text, int column) {
		ConditionSyntaxException mistake = mistake(text);
		assertThat(mistake.getProblem()).startsWith("this is not JSON: ").endsWith(".");
		assertThat(mistake.getLine()).isOne();
		assertThat(mistake.getColumn()).isEqualTo(column);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "\n" })
	void parseWhenTextIsEmptySaysWhatMatchesEverything(String text) {
		ConditionSyntaxException mistake = mistake(text);
		assertThat(mistake.getProblem()).isEqualTo("the condition is empty; one that matches everything is {}.");
		assertThat(mistake.getLine()).isOne();
		assertThat(mistake.getColumn()).isOne();
	}

	@Test
	void parseWhenNestingIsTooDeepDoesNotOverflow() {
		assertThat(mistake("{\"a\":".repeat(5000)).getProblem()).contains("nesting depth");
	}

	private static ConditionSyntaxException mistake(String text) {
		ConditionSyntaxException mistake = catchThrowableOfType(ConditionSyntaxException.class,
				() -> Condition.parse(text));
		assertThat(mistake).isNotNull();
		return mistake;
	}

}
