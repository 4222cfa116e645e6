package io.onsrelay.signature.construction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * How bytes are signed with RSA.
 */
enum SigningMethod {

	/**
	 * SHA-256, padding of PKCS #1.
	 */
	SHA256("SHA256withRSA"),

	/**
	 * As before, over the SHA-256 of the bytes.
	 */
	SHA256_RAW("SHA256withRSA"),

	/**
	 * As before, over the SHA-256 of the bytes in lower-case hexadecimal digits.
	 */
	SHA256_HEX("SHA256withRSA"),

	/**
	 * As before, over the SHA-256 of the bytes in Base64.
	 */
	SHA256_BASE64("SHA256withRSA"),

	/**
	 * SHA-256, padding of PSS with a salt of 32 bytes.
	 */
	PSS("RSASSA-PSS"),

	/**
	 * SHA-1, padding of PKCS #1. A collision of SHA-1 can be made, so this is tried for
	 * version 1.0 only, which Amazon SNS signs so.
	 */
	SHA1("SHA1withRSA");

	private static final PSSParameterSpec SALTED = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32,
			PSSParameterSpec.TRAILER_FIELD_BC);

	private final String algorithm;

	SigningMethod(String algorithm) {
		this.algorithm = algorithm;
	}

	/**
	 * Return whether a signature is that of bytes.
	 * @param bytes the bytes
	 * @param key the key of the certificate
	 * @param signature the signature
	 * @return {@code true} if it verifies
	 */
	boolean verifies(byte[] bytes, PublicKey key, byte[] signature) {
		try {
			Signature verifier = verifier();
			verifier.initVerify(key);
			verifier.update(prepared(bytes));
			return verifier.verify(signature);
		}
		// Among others, one that is not as long as the key
		catch (SignatureException | InvalidKeyException ex) {
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + this.algorithm, ex);
		}
	}

	private Signature verifier() throws GeneralSecurityException {
		Signature verifier = Signature.getInstance(this.algorithm);
		if (this == PSS) {
			verifier.setParameter(SALTED);
		}
		return verifier;
	}

	private byte[] prepared(byte[] bytes) {
		return switch (this) {
			case SHA256, PSS, SHA1 -> bytes;
			case SHA256_RAW -> digest(bytes);
			case SHA256_HEX -> ascii(HexFormat.of().formatHex(digest(bytes)));
			case SHA256_BASE64 -> ascii(Base64.getEncoder().encodeToString(digest(bytes)));
		};
	}

	private static byte[] digest(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
