package io.onsrelay.audit.note;

import java.util.Base64;
import java.util.HexFormat;

import io.onsrelay.secret.Secret;

/**
 * Keys and notes that others have published: the examples of https://c2sp.org/signed-note
 * and those of Go's implementation, https://pkg.go.dev/golang.org/x/mod/sumdb/note.
 */
public final class NoteVectors {

	static final String TEXT = """
			If you think cryptography is the answer to your problem,
			then you don't know what your problem is.
			""";

	static final VerifierKey PETER = VerifierKey
		.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

	static final VerifierKey ENOCH = VerifierKey
		.parse("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop");

	/** Of {@code PRIVATE+KEY+PeterNeumann+c74f20a3+AYEK…}, without its first byte. */
	static final SigningKey PETERS_KEY = key(HexFormat.of()
		.formatHex(Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"))
		.substring(2));

	static final SigningKey ENOCHS_KEY = key("00".repeat(32));

	static final String BY_PETER = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

	static final String BY_ENOCH = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

	/** Of https://c2sp.org/signed-note#example. */
	static final String FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

	static final String NOTE_BY_FOO = """
			This is an example message.

			— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
			""";

	private static final String PKCS8_PREFIX = "302e020100300506032b657004220420";

	private NoteVectors() {
	}

	/**
	 * Return the key of 32 bytes.
	 */
	public static SigningKey key(String hex) {
		return SigningKey.ofPem(pem(hex));
	}

	/**
	 * Return the key of 32 bytes, as it is configured.
	 */
	public static Secret pem(String hex) {
		return Secret.of("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
			.formatted(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(PKCS8_PREFIX + hex))));
	}

}
