package io.onsrelay.presentation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextCleaner}.
 */
class TextCleanerTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false,
			value = { "one line,one line", "two  blanks,two blanks", " around ,around", "a\u0000b,a b",
					"\"a\r\n\tb\",a b", "a\u007Fb,a b", "\u0001,\"\"", "\"\",\"\"", "\u2003wide\u2003,wide",
					"\u00DCber\u00A0all,\u00DCber\u00A0all" })
	void lineHasSingleBlanks(String text, String line) {
		assertThat(TextCleaner.line(text)).isEqualTo(line);
	}

}
