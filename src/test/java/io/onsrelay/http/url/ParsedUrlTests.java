package io.onsrelay.http.url;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ParsedUrl}.
 */
class ParsedUrlTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			https://example.com/a?token=x+/y==&p=1, https://example.com/,      /a?token=x+/y==&p=1
			https://example.com/a//b/../c/./%2e%2E, https://example.com/,      /a//b/../c/./%2e%2E
			HTTPS://Example.COM:8443/A?B=%aA,       https://example.com:8443/, /A?B=%aA
			http://example.com,                     http://example.com/,       /
			http://example.com?q=1,                 http://example.com/,       /?q=1
			http://example.com/a?q=1#fragment,      http://example.com/,       /a?q=1
			http://under_score:80/x,                http://under_score:80/,    /x
			http://[::1]:80/x,                      http://[::1]:80/,          /x
			""")
	void parseWhenHttpUrlKeepsPathAndQueryAsWritten(String text, String origin, String target) {
		assertThat(ParsedUrl.parse(text)).hasValueSatisfying((address) -> {
			assertThat(address.origin()).hasToString(origin);
			assertThat(address.target()).isEqualTo(target);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "example.com", "//example.com/a", "ftp://example.com/", "file:///etc/passwd", "http:",
			"http:///path", "http://:80/", "http://user:password@example.com/", "http://example.com/a b",
			"http://example.com/\r\nHost: other", "http://example.com/\u00e4", "http://\u00e4.example.com/",
			"http://example.com:port/", "http://example.com/%", "jar:http://example.com/!/a" })
	void parseWhenNoPlainHttpUrlIsEmpty(String text) {
		assertThat(ParsedUrl.parse(text)).isEmpty();
	}

	@Test
	void toStringHoldsNeitherPathNorQuery() {
		assertThat(ParsedUrl.parse("https://example.com/path?query").orElseThrow()).asString()
			.contains("example.com")
			.doesNotContain("path", "query");
	}

}
