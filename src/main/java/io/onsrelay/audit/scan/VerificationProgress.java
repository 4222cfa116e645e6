package io.onsrelay.audit.scan;

/**
 * Notified while a log is verified.
 */
@FunctionalInterface
public interface VerificationProgress {

	/**
	 * Some records were read.
	 * @param records how many so far
	 * @param total how many there are
	 */
	void verified(long records, long total);

}
