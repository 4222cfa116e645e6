package io.onsrelay.audit.verification;

/**
 * What can be wrong with an audit log.
 */
public enum AuditFault {

	/** The body of a record is not the one that its digest is of. */
	BODY_EDITED("body edited"),

	/** The body of a record is gone, and no erasure is recorded. */
	BODY_ERASED("body erased without a record of it"),

	/** A record has other headers or other metadata than its leaf. */
	FIELDS_EDITED("headers or metadata edited"),

	/** A leaf is not that of its record, which is as it was. */
	LEAF_EDITED("leaf edited"),

	/** The record of a leaf is gone. */
	RECORD_DELETED("record deleted"),

	/** A leaf is gone, with others behind it. */
	LEAF_DELETED("leaf deleted"),

	/**
	 * A record has no leaf and does not wait for one, or a leaf is outside of the tree.
	 */
	RECORD_INSERTED("record inserted"),

	/** Records have changed places. */
	REORDERED("records reordered"),

	/** The last records are gone. */
	TAIL_CUT("tail cut"),

	/** Records and tree fit together, and are not what a checkpoint has signed. */
	REWRITTEN("records rewritten, with a new tree"),

	/** The row of the tree is not that of its leaves. */
	TREE_EDITED("frontier or size of the tree edited"),

	/** Records are gone from the beginning, and no cut is recorded. */
	PRUNED("records pruned without a recorded cut"),

	/** The recorded cut is not at a checkpoint, or is not what was before it. */
	CUT_EDITED("recorded cut edited"),

	/** A record has waited too long for its leaf. */
	UNSEALED("records wait too long for the tree"),

	/** A checkpoint is no checkpoint, or its row is not what its note says. */
	CHECKPOINT_EDITED("checkpoint edited"),

	/** A signature of a known key is wrong. */
	BAD_SIGNATURE("bad signature"),

	/** No known key has signed a checkpoint. */
	UNKNOWN_KEY("unknown key"),

	/** Checkpoints are missing. */
	CHECKPOINT_GAP("gap in the checkpoints"),

	/** Two checkpoints of one size have two roots, or two of one number differ. */
	TWO_ROOTS("two checkpoints contradict one another"),

	/** A checkpoint from outside is newer than the log. */
	OUTDATED("old backup restored"),

	/** An export is not whole. */
	INCOMPLETE("export is not whole");

	private final String words;

	AuditFault(String words) {
		this.words = words;
	}

	/**
	 * Return what is wrong, in a few words.
	 * @return words for a list
	 */
	public String words() {
		return this.words;
	}

}
