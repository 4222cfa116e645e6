package io.onsrelay.audit.checkpoint;

import java.time.Instant;

import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHead;

/**
 * A row of the table {@code audit_checkpoint}. What counts is the note; the other values
 * repeat what it says.
 *
 * @param number the number of the checkpoint
 * @param size the size of the tree
 * @param root its root
 * @param madeAt when it was made
 * @param note the signed note
 */
public record StoredCheckpoint(long number, long size, TreeHash root, Instant madeAt, String note) {

	static StoredCheckpoint of(Checkpoint checkpoint, SignedNote note) {
		TreeHead head = checkpoint.head();
		return new StoredCheckpoint(checkpoint.number(), head.size(), head.root(), checkpoint.madeAt(),
				note.toString());
	}

	/**
	 * Return the checkpoint that the note has, of which nothing is verified.
	 * @return the checkpoint
	 * @throws MalformedNoteException if the note is none
	 */
	public Checkpoint checkpoint() {
		return Checkpoint.parse(SignedNote.parse(this.note).text());
	}

}
