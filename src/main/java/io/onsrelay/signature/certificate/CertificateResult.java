package io.onsrelay.signature.certificate;

/**
 * The certificate of a URL, or why there is none. No text in it holds the URL, whose path
 * has a token.
 */
public sealed interface CertificateResult {

	/**
	 * The certificate was read.
	 *
	 * @param certificate the certificate, which may have expired
	 */
	record FoundCertificate(SigningCertificate certificate) implements CertificateResult {
	}

	/**
	 * The URL is not one of Oracle's certificates, and was not called.
	 *
	 * @param explanation the rest of a sentence that begins with the URL
	 */
	record RefusedUrl(String explanation) implements CertificateResult {
	}

	/**
	 * The certificate can't be had now, and may be later.
	 *
	 * @param explanation why, with the host
	 */
	record UnavailableCertificate(String explanation) implements CertificateResult {
	}

	/**
	 * The certificate was read, and must not be used.
	 *
	 * @param explanation the rest of a sentence that begins with the certificate
	 */
	record UnfitCertificate(String explanation) implements CertificateResult {
	}

}
