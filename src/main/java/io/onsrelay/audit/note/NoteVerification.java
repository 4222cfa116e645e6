package io.onsrelay.audit.note;

import java.util.List;

/**
 * Whether known keys have signed a note.
 */
public sealed interface NoteVerification {

	/**
	 * At least one of them has, and none of its signatures is wrong.
	 *
	 * @param keys the keys, in the order of their signatures
	 * @param ignored the unknown keys that other signatures name, as {@code name+id}
	 */
	record Verified(List<VerifierKey> keys, List<String> ignored) implements NoteVerification {
	}

	/**
	 * No signature is by one of them: the note says nothing.
	 *
	 * @param ignored the keys that the signatures name, as {@code name+id}
	 */
	record UnknownKeys(List<String> ignored) implements NoteVerification {
	}

	/**
	 * A signature names one of them, and is not by it: the note was altered.
	 *
	 * @param key the key that it names, as {@code name+id}
	 */
	record BadSignature(String key) implements NoteVerification {
	}

}
