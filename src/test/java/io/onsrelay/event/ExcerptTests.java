package io.onsrelay.event;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Excerpt}.
 */
class ExcerptTests {

	@Test
	void ofWhenTextIsLongIsItsBeginning() {
		assertThat(Excerpt.of("x".repeat(100))).isEqualTo("x".repeat(100));
		assertThat(Excerpt.of("x".repeat(101))).isEqualTo("x".repeat(100) + "…");
	}

	@Test
	void ofWhenCutBetweenSurrogatesKeepsPairsWhole() {
		assertThat(Excerpt.of("\uD83D\uDEA2".repeat(101))).isEqualTo("\uD83D\uDEA2".repeat(100) + "…");
	}

	@Test
	void ofWhenTextHasControlCharactersIsOneLine() {
		assertThat(Excerpt.of("a\r\nb\tc\u001Bd\u0085e")).isEqualTo("a  b c d e");
	}

	@Test
	void ofWhenThereIsNoneIsDash() {
		assertThat(Excerpt.of(null)).isEqualTo("-");
	}

}
