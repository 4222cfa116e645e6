package io.onsrelay.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The stored form of a password: a random salt and the SHA-256 of salt and password.
 * <p>
 * This is a fast hash on purpose. Every request of ONS carries the password, and a slow
 * hash would limit the rate of messages and let attackers exhaust the CPU. It is safe
 * where it is used: a hash that is written to disk belongs to a generated password of at
 * least 160 bits, which can't be found by search at any speed; the hash of a password
 * that a user has chosen is held in memory only, beside the password itself.
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
	 * @param random the source of the salt; it must be unpredictable
	 * @return the salted hash
	 */
	public static SaltedHash of(Secret password, RandomGenerator random) {
		byte[] salt = new byte[SALT_BYTES];
		random.nextBytes(salt);
		return new SaltedHash(salt, digest(salt, password.reveal()));
	}

	/**
	 * Parses the format that {@link #encoded()} writes.
	 * @param encoded scheme, salt and hash
	 * @return the salted hash
	 * @throws IllegalArgumentException if the text has another format
	 */
	public static SaltedHash parse(String encoded) {
		String[] parts = encoded.split("\\$", -1);
		if (parts.length != 3 || !SCHEME.equals(parts[0])) {
			throw new IllegalArgumentException("A salted hash has the format sha256$salt$hash");
		}
		byte[] hash = Base64.getDecoder().decode(parts[2]);
		if (hash.length != HASH_BYTES) {
			throw new IllegalArgumentException("A SHA-256 hash has %d bytes".formatted(HASH_BYTES));
		}
		return new SaltedHash(Base64.getDecoder().decode(parts[1]), hash);
	}

	/**
	 * Return whether a password matches. The comparison takes constant time.
	 * @param candidate the password to check
	 * @return {@code true} if it matches
	 */
	public boolean matches(CharSequence candidate) {
		return MessageDigest.isEqual(this.hash, digest(this.salt, candidate));
	}

	/**
	 * Return the format in which the hash is stored.
	 * @return {@code sha256$salt$hash}, salt and hash in Base64
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
