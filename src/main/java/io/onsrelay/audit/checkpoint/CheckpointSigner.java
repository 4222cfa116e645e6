package io.onsrelay.audit.checkpoint;

import java.time.Instant;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.checkpoint.Checkpoint.KeyRotation;
import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.tree.TreeHead;

/**
 * Decides what a checkpoint says, and which keys sign it: that of today, and once also
 * the one before, where the last checkpoint has another key.
 */
final class CheckpointSigner {

	private static final int NAME_BYTES = 8;

	private final SigningKey key;

	private final List<SigningKey> former;

	private final @Nullable String configuredOrigin;

	/**
	 * The name of a log that has no checkpoint yet. Of replicas that each choose one, the
	 * name of the first checkpoint counts.
	 */
	private final String newOrigin;

	/**
	 * Creates the signer.
	 * @param key the key of today
	 * @param former the keys that may have signed the last checkpoint
	 * @param configuredOrigin the configured name of the log
	 * @param random makes a name where none is configured
	 */
	CheckpointSigner(SigningKey key, List<SigningKey> former, @Nullable String configuredOrigin,
			RandomGenerator random) {
		this.key = key;
		this.former = List.copyOf(former);
		this.configuredOrigin = configuredOrigin;
		byte[] name = new byte[NAME_BYTES];
		random.nextBytes(name);
		this.newOrigin = "ons-relay/" + HexFormat.of().formatHex(name);
	}

	/**
	 * Signs the next checkpoint.
	 * @param last the one before
	 * @param head the head of the tree
	 * @param now the time
	 * @return the checkpoint
	 */
	SignedCheckpoint sign(Optional<StoredCheckpoint> last, TreeHead head, Instant now) {
		Optional<LastNote> before = last.flatMap(LastNote::of);
		String origin = origin(before);
		List<Map.Entry<String, SigningKey>> signers = new ArrayList<>(
				List.of(new SimpleImmutableEntry<>(origin, this.key)));
		VerifierKey verifier = this.key.verifierKey(origin);
		boolean same = last.isEmpty() || before.filter((note) -> note.note().isSignedBy(verifier)).isPresent();
		Optional<SigningKey> previous = same ? Optional.empty() : before.flatMap(this::signerOf);
		Optional<KeyRotation> rotation = previous.map((former) -> {
			String name = before.orElseThrow().origin();
			signers.addFirst(new SimpleImmutableEntry<>(name, former));
			return new KeyRotation(former.verifierKey(name), verifier);
		});
		long number = last.map(StoredCheckpoint::number).orElse(0L) + 1;
		Checkpoint checkpoint = new Checkpoint(origin, head, number, now, rotation);
		return new SignedCheckpoint(StoredCheckpoint.of(checkpoint, SignedNote.sign(checkpoint.text(), signers)),
				verifier, rotation, same || rotation.isPresent());
	}

	private Optional<SigningKey> signerOf(LastNote last) {
		return Stream.concat(this.former.stream(), Stream.of(this.key))
			.filter((candidate) -> last.note().isSignedBy(candidate.verifierKey(last.origin())))
			.findFirst();
	}

	/**
	 * Return the key that verifies what is signed after a checkpoint.
	 * @param last the last checkpoint
	 * @return the public half of the key of today
	 */
	VerifierKey verifierKey(StoredCheckpoint last) {
		return this.key.verifierKey(origin(LastNote.of(last)));
	}

	private String origin(Optional<LastNote> last) {
		return (this.configuredOrigin != null) ? this.configuredOrigin
				: last.map(LastNote::origin).orElse(this.newOrigin);
	}

	/**
	 * The note of the last checkpoint.
	 */
	private record LastNote(SignedNote note, String origin) {

		static Optional<LastNote> of(StoredCheckpoint last) {
			try {
				SignedNote note = SignedNote.parse(last.note());
				return Optional.of(new LastNote(note, Checkpoint.parse(note.text()).origin()));
			}
			// It was altered
			catch (MalformedNoteException ex) {
				return Optional.empty();
			}
		}

	}

	/**
	 * A checkpoint that was signed.
	 *
	 * @param checkpoint the checkpoint
	 * @param key what verifies it
	 * @param rotation the two keys, where the key changed
	 * @param vouched whether its key signed the last checkpoint, or the key of that one
	 * signed this one
	 */
	record SignedCheckpoint(StoredCheckpoint checkpoint, VerifierKey key, Optional<KeyRotation> rotation,
			boolean vouched) {
	}

}
