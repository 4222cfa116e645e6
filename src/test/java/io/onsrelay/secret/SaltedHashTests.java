package io.onsrelay.secret;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SaltedHashTests {

	private final SaltedHash hash = SaltedHash.of(Secret.of("correct horse ü"), new Random(1));

	@Test
	void matchesWhenPasswordIsTheSameIsTrue() {
		assertThat(this.hash.matches("correct horse ü")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "correct horse", "correct horse u", "correct horse ü ", "Correct horse ü" })
	void matchesWhenPasswordDiffersIsFalse(String candidate) {
		assertThat(this.hash.matches(candidate)).isFalse();
	}

	@Test
	void parseWhenEncodedMatchesTheSamePassword() {
		SaltedHash parsed = SaltedHash.parse(this.hash.encoded());
		assertThat(parsed.matches("correct horse ü")).isTrue();
		assertThat(parsed.matches("wrong")).isFalse();
	}

	@Test
	void encodedWhenHashedTwiceDiffersBecauseOfTheSalt() {
		Random random = new Random(1);
		Secret password = Secret.of("same");
		assertThat(SaltedHash.of(password, random).encoded()).isNotEqualTo(SaltedHash.of(password, random).encoded());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sha256", "md5$AAAA$AAAA", "sha256$AAAA$AAAA", "sha256$*$*", "sha256$AAAA$AAAA$" })
	void parseWhenTextHasAnotherFormatThrows(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SaltedHash.parse(text));
	}

	@Test
	void toStringContainsNeitherSaltNorHash() {
		assertThat(this.hash).hasToString("SaltedHash[sha256]");
	}

}
