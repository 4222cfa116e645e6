package io.onsrelay.signature;

/**
 * Whether a message may be accepted as far as its signature shows.
 */
public enum SignatureAdmission {

	/**
	 * It may: its signature verifies, or need not.
	 */
	ADMITTED,

	/**
	 * It must not: its signature does not verify.
	 */
	REFUSED,

	/**
	 * It can't be said now, since the certificate can't be fetched. The sender has to
	 * send it again.
	 */
	UNDECIDED

}
