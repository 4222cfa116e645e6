package io.onsrelay.notifier.slack.payload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlackText}.
 */
class SlackTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			plain               | plain
			a & b               | a &amp; b
			&amp;               | &amp;amp;
			<!channel>          | &lt;!channel&gt;
			<https://x>         | &lt;https://x&gt;
			""")
	void escapeReplacesWhatSlackReads(String text, String escaped) {
		assertThat(SlackText.escape(text, 100)).isEqualTo(escaped);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			abcdef, 6, abcdef
			abcdef, 5, abcd…
			abc&,   8, abc&amp;
			abc&,   7, abc…
			abc&d,  8, abc…
			ab&d,   8, ab&amp;d
			ab&de,  8, ab&amp;…
			🚀🚀,   4, 🚀🚀
			🚀🚀,   3, 🚀…
			a🚀🚀,  4, a🚀…
			abc,    1, …
			abc,    0, ''
			""")
	void escapeWhenTooLongCutsWholeCharacters(String text, int limit, String escaped) {
		assertThat(SlackText.escape(text, limit)).isEqualTo(escaped).hasSizeLessThanOrEqualTo(limit);
	}

	@Test
	void escapeWhenSurrogateIsAloneReplacesIt() {
		assertThat(SlackText.escape("a\ud800b\udc00", 100)).isEqualTo("a\ufffdb\ufffd");
	}

	@Test
	void escapeKeepsLinesAndDropsControls() {
		assertThat(SlackText.escape("a\u0000\u0007\r\n\tb\u009b", 100)).isEqualTo("a\n\tb");
	}

}
