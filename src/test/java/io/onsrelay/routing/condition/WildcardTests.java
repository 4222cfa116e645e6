package io.onsrelay.routing.condition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.Doublings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Wildcard}.
 */
class WildcardTests {

	private static final int HUNDRED_KILOBYTES = 100 * 1024;

	@ParameterizedTest
	@CsvSource({ "abc,abc", "a*,a", "a*,abc", "*c,c", "*c,abc", "a*c,ac", "a*c,abcbc", "*b*,abc", "*b*,b", "a**c,abc",
			"*a*b*c*,xaxbxcx", "a*b*b,abb", "ab*ba,abba", "*aab,aaab", "'',''", "(.[$^\\*,(.[$^\\x" })
	void matchesWhenTextIsLikePatternMatches(String pattern, String text) {
		assertThat(Wildcard.of(pattern, false).matches(text)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "abc,abcd", "abc,ab", "a*,ba", "*c,cb", "a*c,ab", "ab*ba,aba", "*b*,ac", "a*b*b,ab", "*a*b*c*,xcxbxa",
			"a.c,abc", "a?c,abc", "a,A", "'',a", "a,''" })
	void matchesWhenTextIsNotLikePatternDoesNotMatch(String pattern, String text) {
		assertThat(Wildcard.of(pattern, false).matches(text)).isFalse();
	}

	@Test
	void matchesWhenCaseIsIgnoredMatchesEither() {
		assertThat(Wildcard.of("Com.*.END", true).matches("com.oraclecloud.end")).isTrue();
	}

	// Backtracking would take longer than the timeout
	@ParameterizedTest
	@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
	@ValueSource(strings = { "*a*a*a*a*b", "*a*a*a*a*b*", "a*ab*ab*ab*a", "*aaaaaaaaaaaaaaab*aaaaaaaaaaaaaaab*" })
	void matchesWhenTextIsMadeToBeSlowIsFast(String pattern) {
		String text = "a".repeat(HUNDRED_KILOBYTES);
		assertThat(Wildcard.of(pattern, false).matches(text)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "ab", "aaaaaaaaaaaaaaab", "a*a*b" })
	void matchesWhenPatternHasManyAsterisksTakesTimeInProportionToTheText(String piece) {
		Wildcard wildcard = Wildcard.of("*" + (piece + "*").repeat(500) + "c*", true);
		Doublings.assertLinear((length) -> wildcard.matches("a".repeat(length) + "b"));
	}

	@Test
	void matchesWhenPatternIsAsLongAsTheTextTakesTimeInProportionToBoth() {
		Doublings
			.assertLinear((length) -> Wildcard.of("a*".repeat(length / 2) + "b", false).matches("a".repeat(length)));
	}

}
