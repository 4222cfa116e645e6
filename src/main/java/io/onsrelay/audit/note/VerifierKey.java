package io.onsrelay.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes, with the name of the key: what verifies the
 * notes. It is written as C2SP specifies, {@code name+id+key}
 * (https://c2sp.org/signed-note#verifier-keys). Only Ed25519 is known.
 */
public final class VerifierKey {

	/** The type of a signature of Ed25519. */
	private static final byte TYPE = 1;

	private static final int PARTS = 3;

	private final String name;

	private final String keyId;

	private final PublicKey key;

	private final String text;

	private VerifierKey(String name, PublicKey key) {
		byte[] typed = new byte[1 + Ed25519.KEY_BYTES];
		typed[0] = TYPE;
		System.arraycopy(Ed25519.bytes(key), 0, typed, 1, Ed25519.KEY_BYTES);
		this.name = name;
		this.key = key;
		this.keyId = HexFormat.of().formatHex(digest(name, typed), 0, NoteSignature.ID_BYTES);
		this.text = "%s+%s+%s".formatted(name, this.keyId, StrictBase64.encode(typed));
	}

	/**
	 * Creates the key.
	 * @param name the name
	 * @param key a key of Ed25519
	 * @throws MalformedNoteException if a key can't have the name
	 */
	static VerifierKey of(String name, PublicKey key) {
		return new VerifierKey(KeyName.check(name), key);
	}

	/**
	 * Parses a key.
	 * @param text {@code name+id+key}
	 * @return the key
	 * @throws MalformedNoteException if it is something else, has an ID that is not that
	 * of the name and the key, or is no key of Ed25519
	 */
	public static VerifierKey parse(String text) {
		String[] parts = text.split("\\+", PARTS);
		if (parts.length != PARTS) {
			throw new MalformedNoteException("A verifier key is written name+id+key");
		}
		String name = KeyName.check(parts[0]);
		byte[] typed = StrictBase64.decode(parts[2]);
		if (typed.length != 1 + Ed25519.KEY_BYTES || typed[0] != TYPE) {
			throw new MalformedNoteException("The verifier key of %s is no key of Ed25519".formatted(name));
		}
		VerifierKey key = new VerifierKey(name, Ed25519.publicKey(Arrays.copyOfRange(typed, 1, typed.length)));
		if (!key.text.equals(text)) {
			throw new MalformedNoteException("The verifier key of %s has another ID".formatted(name));
		}
		return key;
	}

	private static byte[] digest(String name, byte[] typed) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
			return digest.digest(typed);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Return the name of the key.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return what tells the key from others of its name.
	 * @return eight hexadecimal digits
	 */
	public String keyId() {
		return this.keyId;
	}

	/**
	 * Return whether a signature says that it is by this key.
	 */
	boolean isNamedBy(NoteSignature signature) {
		return this.name.equals(signature.name()) && this.keyId.equals(signature.keyId());
	}

	boolean verifies(String text, NoteSignature signature) {
		return Ed25519.verify(this.key, text.getBytes(StandardCharsets.UTF_8), signature.signature());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof VerifierKey that && this.text.equals(that.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/**
	 * Return the key as it is written: {@code name+id+key}.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
