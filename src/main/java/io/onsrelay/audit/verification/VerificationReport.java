package io.onsrelay.audit.verification;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.checkpoint.Checkpoint;

/**
 * What a verification found.
 *
 * @param from the index of the first leaf that is left: records before it were cut
 * @param to the index behind the last leaf
 * @param checkpoint the newest checkpoint whose signature and root are right;
 * {@code null} if there is none
 * @param checkpoints how many checkpoints the log has
 * @param outside how many checkpoints from outside were compared
 * @param trusted whether keys were known, so that signatures were verified
 * @param keys the keys that signed, as their notes name them: name and ID
 * @param erased how many bodies are erased, with a record of it
 * @param unsealed how many records are not in the tree yet
 * @param findings what is wrong, the first of each kind; empty if nothing is
 */
public record VerificationReport(long from, long to, @Nullable Checkpoint checkpoint, long checkpoints, long outside,
		boolean trusted, Set<String> keys, long erased, long unsealed, List<Finding> findings) {

	/**
	 * Keeps copies.
	 */
	public VerificationReport {
		keys = Set.copyOf(keys);
		findings = List.copyOf(findings);
	}

	/**
	 * Return whether nothing is wrong.
	 * @return {@code true} if so
	 */
	public boolean isFine() {
		return this.findings.isEmpty();
	}

}
