package io.onsrelay.event;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Body}.
 */
class BodyTests {

	@Test
	void bytesWhenArraysChangeStayAsTheyWere() {
		byte[] bytes = { 1, 2 };
		Body body = Body.of(bytes);
		bytes[0] = 9;
		body.bytes()[1] = 9;
		assertThat(body.bytes()).containsExactly(1, 2);
		assertThat(body.length()).isEqualTo(2);
	}

	@Test
	void isUtf8WhenBytesAreInvalidIsFalse() {
		assertThat(body("Fähre \uD83D\uDEA2").isUtf8()).isTrue();
		assertThat(Body.of(new byte[] { 'a', (byte) 0xE4 }).isUtf8()).isFalse();
		assertThat(Body.of(new byte[] { (byte) 0xED, (byte) 0xA0, (byte) 0x80 }).isUtf8()).isFalse();
		assertThat(Body.of(new byte[] { (byte) 0xC0, (byte) 0x80 }).isUtf8()).isFalse();
	}

	@Test
	void textWhenBytesAreNotUtf8HasReplacementCharacters() {
		assertThat(Body.of(new byte[] { 'a', (byte) 0xE4 }).text()).isEqualTo("a\uFFFD");
	}

	@Test
	void sha256IsLowerCaseHexadecimal() {
		assertThat(body("").sha256()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	}

	@Test
	void equalsComparesBytes() {
		assertThat(body("a")).isEqualTo(body("a")).hasSameHashCodeAs(body("a")).isNotEqualTo(body("b"));
	}

	@Test
	void toStringHasLengthOnly() {
		assertThat(body("hush")).hasToString("Body[4 bytes]");
	}

	private static Body body(String text) {
		return Body.of(text.getBytes(StandardCharsets.UTF_8));
	}

}
