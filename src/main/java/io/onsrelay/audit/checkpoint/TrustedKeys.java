package io.onsrelay.audit.checkpoint;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.onsrelay.audit.note.NoteVerification;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.VerifierKey;

/**
 * The keys whose checkpoints are trusted: those that an operator names, and those for
 * which one of these vouches. Not for several threads.
 */
public final class TrustedKeys {

	private final Set<VerifierKey> keys;

	/**
	 * Creates the keys.
	 * @param keys those that an operator names
	 */
	public TrustedKeys(Collection<VerifierKey> keys) {
		this.keys = new LinkedHashSet<>(keys);
	}

	/**
	 * Trusts the keys of rotations: a checkpoint that names a previous and a next key,
	 * and that both have signed, makes both trusted where one of them is.
	 * @param notes checkpoints in any order; those without a rotation do not matter
	 * @return how many keys are trusted now that were not before
	 * @throws io.onsrelay.audit.note.MalformedNoteException if one of them is no
	 * checkpoint
	 */
	public int learn(Collection<SignedNote> notes) {
		int before = this.keys.size();
		int size = -1;
		while (size != this.keys.size()) {
			size = this.keys.size();
			notes.forEach(this::learn);
		}
		return size - before;
	}

	private void learn(SignedNote note) {
		Checkpoint.parse(note.text()).rotation().ifPresent((rotation) -> {
			List<VerifierKey> both = List.of(rotation.previous(), rotation.next());
			if (both.stream().anyMatch(this.keys::contains) && both.stream().allMatch(note::isSignedBy)) {
				this.keys.addAll(both);
			}
		});
	}

	/**
	 * Verifies a note.
	 * @param note the note
	 * @return whether trusted keys have signed it
	 */
	public NoteVerification verify(SignedNote note) {
		return note.verify(this.keys);
	}

	/**
	 * Return the keys.
	 * @return the keys that are trusted
	 */
	public Set<VerifierKey> keys() {
		return Set.copyOf(this.keys);
	}

}
