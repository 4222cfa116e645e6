package io.onsrelay.notifier.teams;

import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.notifier.HostileMessages;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CardText}, whose results a parser of CommonMark reads.
 */
class CardTextTests {

	private final Parser commonMark = Parser.builder().build();

	@ParameterizedTest
	@ValueSource(strings = { "heron-01", "snake_case_name", "*bold*", "**bold** and _it_", "__init__.py",
			"[Click](https://evil.example)", "![x](https://evil.example/p.png)", "[x]: https://evil.example",
			"[a][b] and [a]:b", "<https://evil.example>", "<at>All</at>", "<b>x</b>", "`code`", "```", "~~gone~~",
			"# Heading", "> quote", "- item", "+ item", "* item", "1. first", "12) twelfth", "---", "===",
			"R&D &amp; &lt;b&gt; &#42;", "C:\\temp\\*.log", "\\\\server\\share", "trailing\\", "\\[x](y)",
			"{{DATE(2017-02-14T06:00:00Z, SHORT)}}", "a | b", "$x^2$ !", ":fire:", "(see [1])",
			"https://x.example/a_b_c", "100 % *of* 3_000_ items", "_", "*", "\\", "&", "<", "1.", "-" })
	void lineShowsTextAsItIs(String text) {
		assertThat(shown(CardText.line(text, 500))).isEqualTo(text);
	}

	@Test
	void lineWhenHostileShowsTextAsItIs() {
		HostileMessages.some(500).map((message) -> message.body().text()).forEach((text) -> {
			String cut = CardText.plain(text, 300)
				.replaceAll("[\\s\\p{Cntrl}]+", " ")
				.replace("{\u200b{", "{{")
				.strip();
			if (!cut.isEmpty()) {
				assertThat(shown(CardText.line(text, 300))).isEqualTo(cut);
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "heron-01_a.b, heron-01_a.b", "a (b) [c], a (b) [c]", "R&D, R&D", "C:\\temp, C:\\temp", "5 > 4, 5 > 4",
			"-5, -5", "91.25, 91.25", "=, =", "#1, #1" })
	void lineLeavesUsualTextAlone(String text, String expected) {
		assertThat(CardText.line(text, 100)).isEqualTo(expected);
	}

	@Test
	void lineIsNoFunction() {
		assertThat(CardText.line("{{DATE(2017-02-14T06:00:00Z)}} {{TIME(x)}}", 100)).doesNotContain("{{");
		assertThat(CardText.plain("{{DATE(2017-02-14T06:00:00Z)}}", 100)).doesNotContain("{{");
	}

	@Test
	void lineHasNoLineBreaks() {
		assertThat(CardText.line("a\r\nb\u0000\tc\n", 100)).isEqualTo("a b c");
	}

	@Test
	void plainIsCutBetweenCharacters() {
		assertThat(CardText.plain("abcd", 4)).isEqualTo("abcd");
		assertThat(CardText.plain("abcde", 4)).isEqualTo("abc…");
		assertThat(CardText.plain("ab\ud83d\ude80\ud83d\ude80", 4)).isEqualTo("ab…");
		assertThat(CardText.plain("a\ud800", 4)).isEqualTo("a\ufffd");
		assertThat(CardText.plain("a\u0007\nb", 4)).isEqualTo("a\nb");
	}

	@Test
	void codeKeepsIndentation() {
		assertThat(CardText.code("{\n  \"a\": 1\n\t}", 100)).isEqualTo("{\n\u00a0\u00a0\"a\": 1\n\u00a0\u00a0}");
	}

	// Fails where anything but text is found.
	private String shown(String markdown) {
		Node document = this.commonMark.parse(markdown);
		assertThat(document.getFirstChild()).as(markdown).isInstanceOf(Paragraph.class);
		assertThat(document.getFirstChild().getNext()).isNull();
		StringBuilder text = new StringBuilder();
		for (Node node = document.getFirstChild().getFirstChild(); node != null; node = node.getNext()) {
			assertThat(node).as(markdown).isInstanceOf(Text.class);
			text.append(((Text) node).getLiteral());
		}
		return text.toString();
	}

}
