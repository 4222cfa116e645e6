package io.onsrelay.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * What is kept of a password: a random salt and the SHA-256 of salt and password.
 * <p>
 * This is a fast hash on purpose. Every message that ONS delivers carries the password,
 * and a slow hash would cap the rate of messages or hand anybody a way to burn the CPU.
 * It is safe where it is used: a hash that is written to disk belongs to a generated
 * password of at least 160 bits, which nobody can search for at any speed; the hash of a
 * password that a person chose is held in memory only, beside the password itself.
 */
public final class SaltedHash {

	private static final String SCHEME = "sha256";

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private final byte[] salt;

	private final byte[] hash;

	private SaltedHash(byte[] salt, byte[] hash) {
		this.salt = salt;
		this.hash = hash;
	}

	/**
	 * Hashes a password under a new salt.
	 * @param password the password
	 * @param random where the salt comes from; it must be unpredictable
	 * @return the salted hash
	 */
	public static SaltedHash of(Secret password, RandomGenerator random) {
		byte[] salt = new byte[SALT_BYTES];
		random.nextBytes(salt);
		return new SaltedHash(salt, digest(salt, password.reveal()));
	}

	/**
	 * Reads the form that {@link #encoded()} writes.
	 * @param encoded scheme, salt and hash
	 * @return the salted hash
	 * @throws IllegalArgumentException if the text has another form
	 */
	public static SaltedHash parse(String encoded) {
		String[] parts = encoded.split("\\$", -1);
		if (parts.length != 3 || !SCHEME.equals(parts[0])) {
			throw new IllegalArgumentException("A salted hash is written sha256$salt$hash");
		}
		byte[] hash = Base64.getDecoder().decode(parts[2]);
		if (hash.length != HASH_BYTES) {
			throw new IllegalArgumentException("A SHA-256 hash has %d bytes".formatted(HASH_BYTES));
		}
		return new SaltedHash(Base64.getDecoder().decode(parts[1]), hash);
	}

	/**
	 * Return whether a password is the right one. The comparison takes as long for a
	 * wrong password as for the right one.
	 * @param candidate the password somebody gave
	 * @return {@code true} if it is the right one
	 */
	public boolean matches(CharSequence candidate) {
		return MessageDigest.isEqual(this.hash, digest(this.salt, candidate));
	}

	/**
	 * Return the form in which it is stored.
	 * @return scheme, salt and hash, without the password
	 */
	public String encoded() {
		Base64.Encoder base64 = Base64.getEncoder();
		return SCHEME + "$" + base64.encodeToString(this.salt) + "$" + base64.encodeToString(this.hash);
	}

	@Override
	public String toString() {
		return "SaltedHash[" + SCHEME + "]";
	}

	private static byte[] digest(byte[] salt, CharSequence password) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(salt);
			return digest.digest(password.toString().getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
