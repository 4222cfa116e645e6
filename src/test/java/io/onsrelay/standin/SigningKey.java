package io.onsrelay.standin;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * A key and its certificate, self-signed, as ONS has one for each region. The certificate
 * is written by hand, since the JDK has no public way to make one.
 */
public final class SigningKey {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	// 1.2.840.113549.1.1.11, sha256WithRSAEncryption, and no parameters
	private static final byte[] SHA256_WITH_RSA = { 0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86,
			(byte) 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00 };

	// 2.5.4.3
	private static final byte[] COMMON_NAME = { 0x06, 0x03, 0x55, 0x04, 0x03 };

	private static final int SEQUENCE = 0x30;

	private static final int GENERALIZED_TIME = 0x18;

	private final PrivateKey key;

	private final byte[] certificate;

	private SigningKey(PrivateKey key, byte[] certificate) {
		this.key = key;
		this.certificate = certificate;
	}

	/**
	 * Return the key that the stand-ins share: making one takes a while.
	 */
	public static SigningKey standIn() {
		return Shared.KEY;
	}

	/**
	 * Makes a key and a certificate.
	 * @param bits the size of the key
	 * @param from since when the certificate is valid
	 * @param until until when it is valid
	 */
	public static SigningKey create(int bits, Instant from, Instant until) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(bits);
			KeyPair pair = generator.generateKeyPair();
			return new SigningKey(pair.getPrivate(), certificate(pair.getPublic(), pair.getPrivate(), from, until));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a certificate of a key that is not of RSA.
	 */
	public static String pemOfEllipticCurve() {
		try {
			PublicKey curve = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
			return pem(certificate(curve, standIn().key, Instant.parse("2020-01-01T00:00:00Z"),
					Instant.parse("2049-01-01T00:00:00Z")));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the certificate as a text file.
	 */
	public String pem() {
		return pem(this.certificate);
	}

	/**
	 * Return the certificate as bytes.
	 */
	public byte[] der() {
		return this.certificate.clone();
	}

	/**
	 * Signs bytes.
	 * @param algorithm an algorithm of the JDK
	 * @param bytes the bytes
	 * @return the signature in Base64
	 */
	public String sign(String algorithm, byte[] bytes) {
		try {
			Signature signature = Signature.getInstance(algorithm);
			signature.initSign(this.key);
			return sign(signature, bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the private key.
	 */
	public PrivateKey key() {
		return this.key;
	}

	private static String sign(Signature signature, byte[] bytes) throws GeneralSecurityException {
		signature.update(bytes);
		return Base64.getEncoder().encodeToString(signature.sign());
	}

	private static String pem(byte[] certificate) {
		return "-----BEGIN CERTIFICATE-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(certificate)
				+ "\n-----END CERTIFICATE-----\n";
	}

	// https://www.rfc-editor.org/rfc/rfc5280#section-4.1
	private static byte[] certificate(PublicKey subject, PrivateKey signer, Instant from, Instant until)
			throws GeneralSecurityException {
		byte[] name = der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, ascii("stand-in of ONS")))));
		byte[] serial = der(0x02, new byte[] { 1 });
		byte[] validity = der(SEQUENCE, der(GENERALIZED_TIME, ascii(TIME.format(from))),
				der(GENERALIZED_TIME, ascii(TIME.format(until))));
		byte[] content = der(SEQUENCE, serial, SHA256_WITH_RSA, name, validity, name, subject.getEncoded());
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(signer);
		signature.update(content);
		return der(SEQUENCE, content, SHA256_WITH_RSA, der(0x03, new byte[1], signature.sign()));
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] der(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(tag);
		int length = content.size();
		if (length < 0x80) {
			out.write(length);
		}
		else {
			byte[] digits = BigInteger.valueOf(length).toByteArray();
			int from = (digits[0] == 0) ? 1 : 0;
			out.write(0x80 | (digits.length - from));
			out.write(digits, from, digits.length - from);
		}
		out.writeBytes(content.toByteArray());
		return out.toByteArray();
	}

	private static final class Shared {

		static final SigningKey KEY = create(2048, Instant.parse("2020-01-01T00:00:00Z"),
				Instant.parse("2049-01-01T00:00:00Z"));

	}

}
