package io.onsrelay.audit.note;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Ed25519 (RFC 8032) of the JDK, with public keys as the 32 bytes that notes have.
 */
final class Ed25519 {

	static final int KEY_BYTES = 32;

	private static final String NAME = "Ed25519";

	/** What precedes the 32 bytes in a SubjectPublicKeyInfo, RFC 8410. */
	private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

	private Ed25519() {
	}

	/**
	 * Return a public key.
	 * @param bytes 32 bytes
	 * @throws MalformedNoteException if they are none
	 */
	static PublicKey publicKey(byte[] bytes) {
		byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_BYTES);
		System.arraycopy(bytes, 0, encoded, SPKI_PREFIX.length, KEY_BYTES);
		try {
			return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
		}
		catch (GeneralSecurityException ex) {
			throw new MalformedNoteException("The bytes are no public key of Ed25519");
		}
	}

	static byte[] bytes(PublicKey key) {
		byte[] encoded = key.getEncoded();
		return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
	}

	static KeyPair generate() {
		try {
			return KeyPairGenerator.getInstance(NAME).generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw missing(ex);
		}
	}

	/**
	 * Return the pair of a private key, whose public half the JDK derives only where it
	 * generates a pair: it generates this one again, from the bytes that were random.
	 * @throws MalformedNoteException if the key does not show its bytes
	 */
	static KeyPair pair(EdECPrivateKey key) {
		byte[] seed = key.getBytes()
			.orElseThrow(() -> new MalformedNoteException("The private key does not show its bytes"));
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
			generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
				@Override
				public void nextBytes(byte[] bytes) {
					System.arraycopy(seed, 0, bytes, 0, bytes.length);
				}
			});
			KeyPair pair = generator.generateKeyPair();
			// It is not specified that these bytes are asked for
			byte[] sample = { 1, 2, 3 };
			if (!verify(pair.getPublic(), sample, sign(key, sample))) {
				throw new IllegalStateException("This JDK derives another public key");
			}
			return new KeyPair(pair.getPublic(), key);
		}
		catch (GeneralSecurityException ex) {
			throw missing(ex);
		}
	}

	static byte[] sign(PrivateKey key, byte[] text) {
		try {
			Signature signature = Signature.getInstance(NAME);
			signature.initSign(key);
			signature.update(text);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw missing(ex);
		}
	}

	static boolean verify(PublicKey key, byte[] text, byte[] signature) {
		try {
			Signature verifier = Signature.getInstance(NAME);
			verifier.initVerify(key);
			verifier.update(text);
			return verifier.verify(signature);
		}
		// A signature of another length, or numbers that are no points of the curve
		catch (SignatureException | InvalidKeyException ex) {
			return false;
		}
		catch (NoSuchAlgorithmException ex) {
			throw missing(ex);
		}
	}

	private static IllegalStateException missing(GeneralSecurityException ex) {
		return new IllegalStateException("Every JDK has Ed25519", ex);
	}

}
