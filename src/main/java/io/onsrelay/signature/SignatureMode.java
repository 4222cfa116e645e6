package io.onsrelay.signature;

/**
 * What happens to signatures.
 */
public enum SignatureMode {

	/**
	 * They are stored with the messages, and not looked at.
	 */
	OFF,

	/**
	 * They are checked after the acknowledgement; the result is counted and refuses
	 * nothing.
	 */
	REPORT,

	/**
	 * A message whose signature does not verify is refused.
	 */
	ENFORCE

}
