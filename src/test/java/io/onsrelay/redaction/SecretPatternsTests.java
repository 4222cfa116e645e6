package io.onsrelay.redaction;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shows that {@link SecretPatterns} take time in proportion to the text, by counting how
 * often they read a character.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SecretPatternsTests {

	private static final int LENGTH = 32 * 1024;

	private static final int LONGEST_BODY = 256 * 1024;

	/** Some 25 names may begin at each character. */
	private static final int READS_PER_CHARACTER = 100;

	@ParameterizedTest
	@MethodSource("hostileTexts")
	void matchWhenTextIsHostileTakesTimeInProportionToItsLength(String repeated) {
		String text = repeated.repeat(LENGTH / repeated.length());
		for (SecretPattern secret : SecretPatterns.ALL) {
			Pattern pattern = secret.pattern();
			CountedText counted = new CountedText(text, 0, text.length());
			pattern.matcher(counted).results().forEach((match) -> {
			});
			assertThat(counted.reads).as(pattern.pattern()).isLessThan((long) READS_PER_CHARACTER * LENGTH);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			https://objectstorage.x/p/ | /n/ | a1
			/p/                        | /n/ | a1
			https://ons:               | @x  | a1
			token=                     | &x  | a1
			token=                     | &x  | &#x2F;
			authorization:             | x   | a b
			~bearer ~                  | ,x  | a1
			"token":"                  | ",  | \\"
			\\"token\\":\\"      | ",  | a1
			"token":[                  | ],  | ["a",
			""")
	void redactWhenSecretIsVeryLongHidesAllOfIt(String start, String end, String repeated) {
		String text = start + repeated.repeat(LONGEST_BODY / repeated.length()) + end;
		String redacted = new Redaction(List.of()).redact(text);
		assertThat(redacted).startsWith(start).contains("******").hasSizeLessThan(60);
	}

	@ParameterizedTest
	@ValueSource(strings = { "OBJECTSTORAGE.x/P/%s", "objectstorage.x%%2fp%%2F%s", "objectstorage.x&#X2f;p&#47;%s",
			"x/p/%s/n/", "%%2fp%%2f%s%%2Fn%%2f", "https://ons:%s@x", "https:\\/\\/ons:%s@x", "\"TOKEN\":\"%s\"",
			"\\\"token\\\" : \\\"%s\\\"", "\"token\":[\"%s\"]", "AUTHORIZATION: %s", "token=%s", "token%%3d%s",
			"token\\u003D%s", "token&#X3d;%s", "token&#61;%s", "BEARER %s", "Basic\n%s" })
	void redactWhenSecretIsSpelledInAnyWayHidesIt(String text) {
		assertThat(new Redaction(List.of()).redact(text.formatted("aaaaaaaaaaaaaaa1"))).doesNotContain("aaaaaaa");
	}

	@Test
	void thatMayMatchWhenPatternMatchesHasIt() {
		assertThat(texts()).allSatisfy((text) -> assertThat(SecretPatterns.thatMayMatch(text)).as(text)
			.containsAll(
					SecretPatterns.ALL.stream().filter((secret) -> secret.pattern().matcher(text).find()).toList()));
	}

	@Test
	void thatMayMatchWhenTextIsOrdinaryIsEmpty() {
		assertThat(SecretPatterns.thatMayMatch("Instance heron-01 stopped (harbour, eu-frankfurt-1)")).isEmpty();
	}

	private static List<String> texts() {
		Random random = new Random(4);
		List<String> parts = hostileTexts().toList();
		return IntStream.range(0, 20_000)
			.mapToObj((_) -> random.ints(6, 0, parts.size()).mapToObj(parts::get).collect(Collectors.joining()))
			.toList();
	}

	static Stream<String> hostileTexts() {
		return Stream.of("a", " ", "\"", "\\", "\\\"", "/", "&", "=", ":", "[", "%2F", "&#x2F;", "\n", "objectstorage.",
				"objectstorage.a/p/", "objectstorage.a/p", "/p/", "/p/aaaaaaaaaaaaaaaa", "/p/aaaaaaaaaaaaaaaa/n",
				"%2Fp%2F", "&#47;p&#47;a", "://", "://a:", "://a:b", ":\\/\\/a:", "token=", "token =", "token",
				"token ", "token=&", "token\\u003d", "\"token\"", "\"token\" : ", "\"token\":\"", "\"token\":[",
				"\"token\":[\"", "\\\"token\\\":\\\"", "\\\"token\\\":[\\\"", "\"token\":[\"\\\"", "authorization",
				"authorization: ", "authorization :", "authorization\t", "bearer ", "basic a", "basic aaaaaaa ",
				"basic aaaaaaaa", "bearer\n", "access-", "access_token", "x-obo-token=\"\\", "-", "-----",
				"-----BEGIN ", "-----BEGIN A PRIVATE KEY-----", "-----BEGIN PRIVATE KEY", "----a", "eyJ",
				"eyJaaaaaaaa.", ".eyJaaaaaaaa", " eyJaaaaaaaa.aaaaaaaa", "hooks.slack.com/services/",
				"hooks.slack.com/services/aaaaaaaaaaaaaaaaaaaa", "webhook.office.com/webhookb2/", "%2F%2F", "sig=",
				" sig=a", "&sig=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ghp_", " ghp_", " npm_a", " sk-",
				" sk-aaaaaaaaaaaaaaaaaaaaaaaa", " sk-aaaaaaaaaaaaaaaaaaaaT3BlbkFJ", "%20sk-", "xoxb-", " xoxb-a",
				" glsa_", "AKIA", " AKIA", " AKIAAAAA", " SG.", " SG.a.", "ya29.", " 12345678:AA", "1", "_", ".");
	}

	/**
	 * A text that counts how often its characters are read.
	 */
	private static final class CountedText implements CharSequence {

		private final String text;

		private final int start;

		private final int end;

		private long reads;

		private CountedText(String text, int start, int end) {
			this.text = text;
			this.start = start;
			this.end = end;
		}

		@Override
		public int length() {
			return this.end - this.start;
		}

		@Override
		public char charAt(int index) {
			this.reads++;
			return this.text.charAt(this.start + index);
		}

		@Override
		public CharSequence subSequence(int from, int to) {
			return new CountedText(this.text, this.start + from, this.start + to);
		}

		@Override
		public String toString() {
			return this.text.substring(this.start, this.end);
		}

	}

}
