package io.onsrelay.signature.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;

import io.onsrelay.signature.certificate.CertificateResult.FoundCertificate;
import io.onsrelay.signature.certificate.CertificateResult.UnavailableCertificate;
import io.onsrelay.signature.certificate.CertificateResult.UnfitCertificate;

/**
 * A certificate that ONS signs with. Who issued it is not checked: it is trusted since it
 * was read over TLS from Oracle's own bucket, under whose name no other tenant can write.
 */
public final class SigningCertificate {

	/**
	 * As many bits as the signatures have that were seen, and as NIST demands
	 * (https://doi.org/10.6028/NIST.SP.800-131Ar2).
	 */
	private static final int MIN_BITS = 2048;

	/**
	 * Longer keys are not made, and cost more with each check.
	 */
	private static final int MAX_BITS = 8192;

	private final X509Certificate certificate;

	private final RSAPublicKey key;

	private SigningCertificate(X509Certificate certificate, RSAPublicKey key) {
		this.certificate = certificate;
		this.key = key;
	}

	/**
	 * Reads a certificate, in PEM or DER. Of several the first counts.
	 * @param bytes the file, one character for each byte
	 * @param origin where it comes from, for explanations
	 * @return the certificate, or why it can't be used
	 */
	static CertificateResult read(String bytes, String origin) {
		try {
			Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
			return certificates.stream()
				.findFirst()
				.map(X509Certificate.class::cast)
				.map(SigningCertificate::of)
				.orElseGet(() -> noCertificate(origin));
		}
		catch (CertificateException ex) {
			return noCertificate(origin);
		}
	}

	private static CertificateResult noCertificate(String origin) {
		return new UnavailableCertificate("the response of %s is no certificate".formatted(origin));
	}

	private static CertificateResult of(X509Certificate certificate) {
		if (!(certificate.getPublicKey() instanceof RSAPublicKey key)) {
			return new UnfitCertificate("has no key of RSA");
		}
		int bits = key.getModulus().bitLength();
		if (bits < MIN_BITS || bits > MAX_BITS) {
			return new UnfitCertificate(
					"has a key of %d bits; %d to %d are accepted".formatted(bits, MIN_BITS, MAX_BITS));
		}
		return new FoundCertificate(new SigningCertificate(certificate, key));
	}

	/**
	 * Return why the certificate can't be used at a time.
	 * @param time the time
	 * @return the rest of a sentence that begins with the certificate; empty if it is
	 * valid
	 */
	public Optional<String> invalidAt(Instant time) {
		Instant begin = this.certificate.getNotBefore().toInstant();
		if (time.isBefore(begin)) {
			return Optional.of("is not valid before " + seconds(begin));
		}
		return time.isAfter(validUntil()) ? Optional.of("expired at " + seconds(validUntil())) : Optional.empty();
	}

	private static Instant seconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS);
	}

	/**
	 * Return when the certificate expires.
	 * @return its last second
	 */
	public Instant validUntil() {
		return this.certificate.getNotAfter().toInstant();
	}

	/**
	 * Return the key.
	 * @return a key of RSA
	 */
	public PublicKey key() {
		return this.key;
	}

	/**
	 * Return key and validity, for people.
	 * @return text such as {@code RSA of 2048 bits, valid until 2027-01-01T00:00:00Z}
	 */
	public String description() {
		return "RSA of %d bits, valid until %s".formatted(this.key.getModulus().bitLength(), seconds(validUntil()));
	}

}
