package io.onsrelay.audit.note;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text with the signatures of one or more keys, as C2SP specifies it
 * (https://c2sp.org/signed-note):
 *
 * <pre>
 * text, which ends with a new line
 *
 * — name base64(key ID || signature)
 * </pre>
 *
 * The text says nothing unless a known key has signed it: see {@link #verify}.
 */
public final class SignedNote {

	/**
	 * More signatures are not read; the specification demands 16 at least, and Go's
	 * implementation has the same limit.
	 */
	static final int MAX_SIGNATURES = 100;

	/**
	 * The largest note in bytes.
	 */
	static final int MAX_BYTES = 1_000_000;

	private static final String SEPARATOR = "\n\n";

	private final String encoded;

	private final String text;

	private final List<NoteSignature> signatures;

	private SignedNote(String encoded, String text, List<NoteSignature> signatures) {
		this.encoded = encoded;
		this.text = text;
		this.signatures = List.copyOf(signatures);
	}

	/**
	 * Signs a text.
	 * @param text the text, which ends with a new line and has no other control character
	 * @param signers the keys by their names, in the order of the signatures
	 * @return the note
	 * @throws MalformedNoteException if no note can have the text
	 */
	public static SignedNote sign(String text, Collection<Map.Entry<String, SigningKey>> signers) {
		StringBuilder note = new StringBuilder(text).append('\n');
		for (Map.Entry<String, SigningKey> signer : signers) {
			note.append(signer.getValue().sign(signer.getKey(), text).line()).append('\n');
		}
		return parse(note.toString());
	}

	/**
	 * Parses a note.
	 * @param bytes the note in UTF-8
	 * @return the note, of which nothing is verified
	 * @throws MalformedNoteException if it is no note, has more than 100 signatures or
	 * more than 1,000,000 bytes
	 */
	public static SignedNote parse(byte[] bytes) {
		try {
			return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
		}
		catch (CharacterCodingException ex) {
			throw new MalformedNoteException("A note is UTF-8, and this is not");
		}
	}

	/**
	 * Parses a note.
	 * @param note the note
	 * @return the note, of which nothing is verified
	 * @throws MalformedNoteException as {@link #parse(byte[])}
	 */
	public static SignedNote parse(String note) {
		checkCharacters(note);
		int split = note.lastIndexOf(SEPARATOR);
		if (split < 0 || !note.endsWith("\n") || split + SEPARATOR.length() == note.length()) {
			throw new MalformedNoteException("A note has an empty line and signatures at its end, and this has not");
		}
		String[] lines = note.substring(split + SEPARATOR.length(), note.length() - 1).split("\n", -1);
		if (lines.length > MAX_SIGNATURES) {
			throw new MalformedNoteException("The note has more than %d signatures".formatted(MAX_SIGNATURES));
		}
		List<NoteSignature> signatures = new ArrayList<>();
		for (String line : lines) {
			signatures.add(NoteSignature.parse(line));
		}
		return new SignedNote(note, note.substring(0, split + 1), signatures);
	}

	private static void checkCharacters(String note) {
		try {
			if (StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(note)).remaining() > MAX_BYTES) {
				throw new MalformedNoteException("The note has more than %,d bytes".formatted(MAX_BYTES));
			}
		}
		catch (CharacterCodingException ex) {
			throw new MalformedNoteException("The note has half a surrogate pair");
		}
		if (note.chars().anyMatch((character) -> character < ' ' && character != '\n')) {
			throw new MalformedNoteException("A note has no control character but the new line, and this has one");
		}
	}

	/**
	 * Verifies the note.
	 * @param known the keys that are trusted
	 * @return which of them have signed it. Signatures of other keys do not matter; of
	 * several by one key, the first counts
	 */
	public NoteVerification verify(Collection<VerifierKey> known) {
		Set<VerifierKey> keys = new LinkedHashSet<>();
		Set<String> seen = new LinkedHashSet<>();
		Set<NoteSignature> ignored = new LinkedHashSet<>();
		for (NoteSignature signature : this.signatures) {
			List<VerifierKey> named = known.stream().distinct().filter((key) -> key.isNamedBy(signature)).toList();
			if (named.isEmpty()) {
				ignored.add(signature);
			}
			else if (seen.add(signature.toString())) {
				// IDs are short, so two keys of a name may share one
				List<VerifierKey> right = named.stream().filter((key) -> key.verifies(this.text, signature)).toList();
				if (right.isEmpty()) {
					return new NoteVerification.BadSignature(signature.toString());
				}
				keys.addAll(right);
			}
		}
		List<String> unknown = ignored.stream().map(NoteSignature::toString).toList();
		return keys.isEmpty() ? new NoteVerification.UnknownKeys(unknown)
				: new NoteVerification.Verified(List.copyOf(keys), unknown);
	}

	/**
	 * Return whether a key has signed the note, and signed it rightly.
	 * @param key the key
	 * @return {@code true} if so
	 */
	public boolean isSignedBy(VerifierKey key) {
		return verify(List.of(key)) instanceof NoteVerification.Verified;
	}

	/**
	 * Return the text.
	 * @return the text with the new line at its end, without the empty line behind it
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return the keys that the signatures name, whether or not they signed.
	 * @return the keys as {@code name+id}, in the order of the signatures
	 */
	public List<String> signers() {
		return this.signatures.stream().map(NoteSignature::toString).toList();
	}

	/**
	 * Return the signatures, in their order, none of them verified.
	 */
	List<NoteSignature> signatures() {
		return this.signatures;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SignedNote note && this.encoded.equals(note.encoded);
	}

	@Override
	public int hashCode() {
		return this.encoded.hashCode();
	}

	/**
	 * Return the whole note, which ends with a new line.
	 */
	@Override
	public String toString() {
		return this.encoded;
	}

}
