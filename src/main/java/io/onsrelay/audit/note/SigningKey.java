package io.onsrelay.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;

import org.springframework.boot.ssl.pem.PemContent;

import io.onsrelay.secret.Secret;

/**
 * A private key of Ed25519. It prints nothing of itself.
 */
public final class SigningKey {

	/** RFC 7468, section 2. */
	private static final int PEM_LINE = 64;

	private final KeyPair pair;

	private SigningKey(KeyPair pair) {
		this.pair = pair;
	}

	/**
	 * Generates a key.
	 * @return a new key
	 */
	public static SigningKey generate() {
		return new SigningKey(Ed25519.generate());
	}

	/**
	 * Reads a key, as {@code openssl genpkey -algorithm ed25519} writes it.
	 * @param pem a private key in PKCS#8, as PEM
	 * @return the key
	 * @throws MalformedNoteException if it is something else; the message does not show
	 * it
	 */
	public static SigningKey ofPem(Secret pem) {
		if (read(pem) instanceof EdECPrivateKey key && key.getParams().getName().equals("Ed25519")) {
			return new SigningKey(Ed25519.pair(key));
		}
		throw new MalformedNoteException("It is a private key, but not of Ed25519");
	}

	private static PrivateKey read(Secret pem) {
		try {
			PrivateKey key = PemContent.of(pem.reveal()).getPrivateKey();
			if (key != null) {
				return key;
			}
		}
		catch (RuntimeException ex) {
			// Whatever is wrong with it, its message might quote the key
		}
		throw new MalformedNoteException("It is no private key in PKCS#8, as PEM");
	}

	/**
	 * Return the key in the format that {@link #ofPem(Secret)} reads.
	 * @return a private key in PKCS#8, as PEM, that ends with a new line
	 */
	public Secret pem() {
		byte[] newLine = "\n".getBytes(StandardCharsets.US_ASCII);
		return Secret.of("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
			.formatted(Base64.getMimeEncoder(PEM_LINE, newLine).encodeToString(this.pair.getPrivate().getEncoded())));
	}

	/**
	 * Return the public half.
	 * @param name the name of the key
	 * @return what verifies the notes that this key signs under the name
	 * @throws MalformedNoteException if a key can't have the name
	 */
	public VerifierKey verifierKey(String name) {
		return VerifierKey.of(name, this.pair.getPublic());
	}

	/**
	 * Signs a text.
	 */
	NoteSignature sign(String name, String text) {
		VerifierKey verifier = verifierKey(name);
		byte[] signature = Ed25519.sign(this.pair.getPrivate(), text.getBytes(StandardCharsets.UTF_8));
		byte[] bytes = new byte[NoteSignature.ID_BYTES + signature.length];
		System.arraycopy(HexFormat.of().parseHex(verifier.keyId()), 0, bytes, 0, NoteSignature.ID_BYTES);
		System.arraycopy(signature, 0, bytes, NoteSignature.ID_BYTES, signature.length);
		return new NoteSignature(name, verifier.keyId(), StrictBase64.encode(bytes));
	}

	@Override
	public String toString() {
		return "SigningKey";
	}

}
