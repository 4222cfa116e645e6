package io.onsrelay.audit.verification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.checkpoint.TrustedKeys;
import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.NoteVerification;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.VerifierKey;

/**
 * Verifies the notes of checkpoints. Once the keys are known, for several threads.
 */
public final class NoteCheck {

	private final TrustedKeys keys;

	private final boolean trusted;

	private final AuditFindings findings;

	private final Set<String> signers = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a check.
	 * @param keys the keys that are trusted; without any, no signature is verified
	 * @param findings gets what is wrong
	 */
	public NoteCheck(Set<VerifierKey> keys, AuditFindings findings) {
		this.keys = new TrustedKeys(keys);
		this.trusted = !keys.isEmpty();
		this.findings = findings;
	}

	/**
	 * Trusts the keys for which a trusted one vouches.
	 * @param rotations checkpoints at which the key changes, and others
	 */
	public void learn(List<SignedNote> rotations) {
		this.keys.learn(rotations.stream().filter(NoteCheck::isCheckpoint).toList());
	}

	private static boolean isCheckpoint(SignedNote note) {
		try {
			Checkpoint.parse(note.text());
			return true;
		}
		catch (MalformedNoteException ex) {
			return false;
		}
	}

	/**
	 * Verifies a note.
	 * @param order what comes first among those that are wrong
	 * @param where which note it is, as the subject of a sentence
	 * @param note the note
	 * @return the checkpoint; empty if it says nothing, which the findings have
	 */
	public Optional<Checkpoint> check(long order, String where, String note) {
		try {
			SignedNote signed = SignedNote.parse(note);
			Checkpoint checkpoint = Checkpoint.parse(signed.text());
			if (!this.trusted) {
				this.signers.addAll(signed.signers());
				return Optional.of(checkpoint);
			}
			return switch (this.keys.verify(signed)) {
				case NoteVerification.Verified verified -> {
					verified.keys().forEach((key) -> this.signers.add(nameOf(key)));
					yield Optional.of(checkpoint);
				}
				case NoteVerification.BadSignature bad -> {
					this.findings.other(AuditFault.BAD_SIGNATURE, order,
							"%s was altered: its signature by %s is wrong".formatted(where, bad.key()));
					yield Optional.empty();
				}
				case NoteVerification.UnknownKeys unknown -> {
					this.findings.other(AuditFault.UNKNOWN_KEY, order,
							"%s is signed by %s, which is not trusted".formatted(where, unknown.ignored()));
					yield Optional.empty();
				}
			};
		}
		catch (MalformedNoteException ex) {
			this.findings.other(AuditFault.CHECKPOINT_EDITED, order,
					"%s is no checkpoint any more: %s".formatted(where, ex.getMessage()));
			return Optional.empty();
		}
	}

	private static String nameOf(VerifierKey key) {
		return key.name() + "+" + key.keyId();
	}

	/**
	 * Return whether signatures are verified.
	 * @return {@code true} if a key is trusted
	 */
	public boolean isTrusting() {
		return this.trusted;
	}

	/**
	 * Return the keys that have signed what was verified.
	 * @return their names and IDs
	 */
	public Set<String> signers() {
		return Set.copyOf(this.signers);
	}

}
