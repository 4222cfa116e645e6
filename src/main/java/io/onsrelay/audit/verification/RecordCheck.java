package io.onsrelay.audit.verification;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.AuditEntry;
import io.onsrelay.audit.LeafEncoding;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.event.Sha256;

/**
 * Compares records with their leaves. Not for several threads.
 */
public final class RecordCheck {

	private final TreeHasher hasher;

	/**
	 * Creates a check.
	 * @param hasher makes the digests
	 */
	public RecordCheck(TreeHasher hasher) {
		this.hasher = hasher;
	}

	/**
	 * Compares a record.
	 * @param entry the record
	 * @param body its body; {@code null} where it is gone
	 * @param stored its leaf
	 * @return what is wrong, if anything is
	 */
	public RecordResult check(AuditEntry entry, byte @Nullable [] body, TreeHash stored) {
		TreeHash leaf = leaf(entry);
		boolean same = stored.equals(leaf);
		if (body == null) {
			return new RecordResult(Verdict.BODY_GONE, leaf);
		}
		String digest = Sha256.hex(body);
		if (digest.equals(entry.bodySha256())) {
			return new RecordResult(same ? Verdict.FINE : Verdict.FIELDS, leaf);
		}
		// The digest that is stored beside the record was edited, and nothing else
		if (stored.equals(leaf(withDigest(entry, digest)))) {
			return new RecordResult(Verdict.FIELDS, leaf);
		}
		if (body.length == 0) {
			return new RecordResult(same ? Verdict.ERASED : Verdict.FIELDS, leaf);
		}
		return new RecordResult(Verdict.BODY, leaf);
	}

	private @Nullable TreeHash leaf(AuditEntry entry) {
		try {
			return LeafEncoding.leaf(entry, this.hasher);
		}
		// The digest of the body is none any more
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static AuditEntry withDigest(AuditEntry entry, String digest) {
		return new AuditEntry(entry.destination(), entry.messageId(), entry.receivedAt(), entry.occurredAt(),
				entry.kind(), entry.malformed(), entry.topic(), entry.type(), entry.resource(), entry.compartment(),
				entry.headers(), digest, null, null);
	}

	/**
	 * What a comparison says.
	 */
	public enum Verdict {

		/** All is as it was. */
		FINE,

		/** The record does not have this leaf. */
		FIELDS,

		/** The body is another one. */
		BODY,

		/** The body is gone from the store. */
		BODY_GONE,

		/** The body has no bytes any more; the rest is as it was. */
		ERASED

	}

	/**
	 * The result of a comparison.
	 *
	 * @param verdict what is wrong
	 * @param leaf the leaf that the record has now
	 */
	public record RecordResult(Verdict verdict, @Nullable TreeHash leaf) {

		/**
		 * Return the leaf that the record has now, or the stored one where the record has
		 * none.
		 * @param stored the stored leaf
		 * @return a leaf
		 */
		public TreeHash leafOr(TreeHash stored) {
			return Objects.requireNonNullElse(this.leaf, stored);
		}

	}

}
