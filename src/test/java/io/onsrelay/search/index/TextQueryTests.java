package io.onsrelay.search.index;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TextQueryTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					instance stopped      | "instance" AND "stopped"        | ('instance') & ('stopped')
					"instance stopped"    | "instance stopped"              | ('instance' <-> 'stopped')
					"not closed           | "not closed"                    | ('not' <-> 'closed')
					10.0.0.1              | "10 0 0 1"                      | ('10' <-> '0' <-> '0' <-> '1')
					launch*               | "launch" *                      | ('launch':*)
					Zürich ÉTÉ            | "zurich" AND "ete"              | ('zurich') & ('ete')
					a OR NEAR(b) NOT c    | "a" AND "or" AND "near b" AND "not" AND "c" | ('a') & ('or') & ('near' <-> 'b') & ('not') & ('c')
					x'); DROP TABLE y --  | "x" AND "drop" AND "table" AND "y" | ('x') & ('drop') & ('table') & ('y')
					東京                   | "東 京"                          | ('東' <-> '京')
					""")
	void textBecomesAQueryOfEachDatabase(String text, String fts5, String tsquery) {
		assertThat(TextQuery.of(text).toFts5()).isEqualTo(fts5);
		assertThat(TextQuery.of(text).toTsquery()).isEqualTo(tsquery);
	}

	@ParameterizedTest
	@CsvSource({ "''", "' '", "\"", "\"\"\"", "*", "-", "🔥🚨", "'(:*&|!)'" })
	void textWithoutWordsIsEmpty(String text) {
		assertThat(TextQuery.of(text).isEmpty()).isTrue();
	}

	@Test
	void textWithTooManyWordsIsRejectedWithASentence() {
		assertThat(TextQuery.of("word ".repeat(64)).phrases()).hasSize(64);
		assertThatIllegalArgumentException().isThrownBy(() -> TextQuery.of("word ".repeat(65)))
			.withMessage("The text has more than 64 words: at most so many are searched for.");
		assertThatIllegalArgumentException().isThrownBy(() -> TextQuery.of("\"" + "word ".repeat(2_000)));
	}

	@Test
	void wordThatIsLongIsCutAlike() {
		assertThat(TextWords.of("x".repeat(10_000), 10)).containsExactly("x".repeat(TextWords.MAX_WORD_CHARS));
		assertThat(TextQuery.of("x".repeat(10_000)).phrases().getFirst().words())
			.isEqualTo(TextWords.of("x".repeat(9_000), 10));
	}

	@Test
	void numberOfWordsIsLimited() {
		assertThat(TextWords.of("a b c 東京", 4)).isEqualTo(List.of("a", "b", "c", "東"));
		assertThat(TextWords.of("a b c", 2)).isEqualTo(List.of("a", "b"));
	}

}
