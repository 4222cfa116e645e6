package io.onsrelay.audit.scan;

import java.time.InstantSource;
import java.util.Set;

import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.verification.OutsideCheckpoints;

/**
 * How a log is verified.
 *
 * @param keys the keys that are trusted, and for which rotations vouch; without any, no
 * signature is verified
 * @param outside checkpoints that were kept outside of the database
 * @param threads how many threads read at the same time
 * @param pause called by these threads after each page that they have read
 * @param progress notified by the calling thread
 * @param clock tells how long records wait
 */
public record VerificationOptions(Set<VerifierKey> keys, OutsideCheckpoints outside, int threads, Runnable pause,
		VerificationProgress progress, InstantSource clock) {

	/**
	 * Keeps a copy.
	 */
	public VerificationOptions {
		keys = Set.copyOf(keys);
	}

}
