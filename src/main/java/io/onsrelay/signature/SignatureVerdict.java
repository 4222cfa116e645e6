package io.onsrelay.signature;

import java.util.Optional;

/**
 * What is known of the signature of a message.
 *
 * @param outcome the outcome
 * @param construction the name of the construction that verifies; empty if none does
 * @param detail why it does not verify, as a clause that names no secret; empty if it
 * does
 */
public record SignatureVerdict(SignatureOutcome outcome, Optional<String> construction, String detail) {

	static SignatureVerdict verified(String construction) {
		return new SignatureVerdict(SignatureOutcome.VERIFIED, Optional.of(construction), "");
	}

	static SignatureVerdict of(SignatureOutcome outcome, String detail) {
		return new SignatureVerdict(outcome, Optional.empty(), detail);
	}

	/**
	 * The outcome for a signature.
	 */
	public enum SignatureOutcome {

		/**
		 * A construction verifies.
		 */
		VERIFIED,

		/**
		 * No construction that was tried verifies.
		 */
		MISMATCHED,

		/**
		 * The message has no signature, or none in Base64, or no URL of a certificate.
		 */
		UNSIGNED,

		/**
		 * The URL of the certificate is not one of Oracle's, and was not called.
		 */
		CERTIFICATE_REFUSED,

		/**
		 * The certificate can't be fetched now.
		 */
		CERTIFICATE_UNAVAILABLE,

		/**
		 * The certificate has expired, is not valid yet, or has no RSA key of 2048 bits
		 * or more.
		 */
		CERTIFICATE_INVALID,

		/**
		 * Nothing was tried, since no construction is known and enough messages were
		 * tried within the minute, or since too many messages wait to be checked.
		 */
		SKIPPED

	}

}
