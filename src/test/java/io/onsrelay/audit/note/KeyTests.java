package io.onsrelay.audit.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SigningKey} and {@link VerifierKey}.
 */
class KeyTests {

	@Test
	void publicHalvesAreThoseOfGo() {
		assertThat(NoteVectors.PETERS_KEY.verifierKey("PeterNeumann")).isEqualTo(NoteVectors.PETER)
			.hasSameHashCodeAs(NoteVectors.PETER);
		assertThat(NoteVectors.ENOCHS_KEY.verifierKey("EnochRoot")).isEqualTo(NoteVectors.ENOCH);
		assertThat(NoteVectors.PETER.name()).isEqualTo("PeterNeumann");
		assertThat(NoteVectors.PETER.keyId()).isEqualTo("c74f20a3");
	}

	@Test
	void verifierKeyIsWrittenAsItWasRead() {
		assertThat(VerifierKey.parse(NoteVectors.FOO)).hasToString(NoteVectors.FOO);
	}

	@Test
	void parseRejectsEveryPartAndEveryManglingOfKey() {
		String text = NoteVectors.PETER.toString();
		List<String> mangled = new ArrayList<>();
		for (int from = 0; from < text.length(); from++) {
			for (int to = from + 1; to <= text.length(); to++) {
				if (to - from < text.length()) {
					mangled.add(text.substring(from, to));
				}
			}
			mangled.add(text.substring(0, from) + (char) (text.charAt(from) + 1) + text.substring(from + 1));
		}
		assertThat(mangled).hasSizeGreaterThan(2000)
			.allSatisfy((each) -> assertThatExceptionOfType(MalformedNoteException.class).as(each)
				.isThrownBy(() -> VerifierKey.parse(each)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PeterNeumann", "PeterNeumann+c74f20a3",
			"PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
			"PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
			"PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW" })
	void parseRejectsOtherLengthAlgorithmAndSpelling(String key) {
		assertThatExceptionOfType(MalformedNoteException.class).isThrownBy(() -> VerifierKey.parse(key));
	}

	@Test
	void generatedKeySignsAndIsReadAgain() {
		SigningKey key = SigningKey.generate();
		SigningKey again = SigningKey.ofPem(key.pem());
		SignedNote note = SignedNote.sign("text\n", List.of(Map.entry("name", again)));
		assertThat(note.isSignedBy(key.verifierKey("name"))).isTrue();
		assertThat(note.isSignedBy(SigningKey.generate().verifierKey("name"))).isFalse();
		assertThat(key.pem().reveal()).startsWith("-----BEGIN PRIVATE KEY-----\n")
			.endsWith("\n-----END PRIVATE KEY-----\n");
	}

	@Test
	void keyOfOpensslIsRead() {
		// openssl genpkey -algorithm ed25519; openssl pkey -pubout -outform DER | tail -c
		// 32
		SigningKey key = SigningKey.ofPem(Secret.of("""
				-----BEGIN PRIVATE KEY-----
				MC4CAQAwBQYDK2VwBCIEIG75441+xXSyoy7u+kvo1kCpPrIpmf5Wjbw3NCrmbuop
				-----END PRIVATE KEY-----
				"""));
		assertThat(key.verifierKey("example.com/log"))
			.hasToString("example.com/log+a862a5aa+AU5W7iOYcCTp5tP3Fc3EmgdMm093iq+jwYmdBiShh0Uf");
	}

	@Test
	void keysPrintNothing() {
		assertThat(NoteVectors.ENOCHS_KEY.toString()).doesNotContain("AAAA", "0000000000");
		assertThat(NoteVectors.ENOCHS_KEY.pem()).hasToString("******");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret-of-mine",
			"-----BEGIN PRIVATE KEY-----\nc2VjcmV0LW9mLW1pbmU=\n-----END PRIVATE KEY-----\n",
			"-----BEGIN PRIVATE KEY-----\nsecret-of-mine\n-----END PRIVATE KEY-----\n",
			"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGlzZBxQ8OExB6DDFvOEqqIF+xWSaqr8sMTiLNbLXRNY=\n-----END PUBLIC KEY-----\n",
			"""
					-----BEGIN PRIVATE KEY-----
					MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxLClMpFQaFRurO60
					1DOiaCNet8gVpgFTPCZvpU0fNHWhRANCAAQyVGfrB8/InpC4kG9dTHmz4ZQDRytY
					xYk6iuYJYQRHp9fPwlrljJTmFWm+lypULoi7gLqUSIvAwFNZ8EM15CME
					-----END PRIVATE KEY-----
					""", """
					-----BEGIN PRIVATE KEY-----
					MEcCAQAwBQYDK2VxBDsEOctOA1pZd49GqKzC+HfX/YhnFrhWwT5M2cDDIuK+xbn4
					a44yaCUS2zSvwleUWzQoiJuTkercFRH2vA==
					-----END PRIVATE KEY-----
					""" })
	void ofPemRejectsWhatIsNoKeyOfEd25519AndDoesNotQuoteIt(String pem) {
		assertThatExceptionOfType(MalformedNoteException.class).isThrownBy(() -> SigningKey.ofPem(Secret.of(pem)))
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret-of-mine", "c2Vj", "MC4C"));
	}

}
