package io.onsrelay.audit.checkpoint;

import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.SignedNote;

/**
 * A note on one line, as it is in the log and in files of checkpoints: each new line is
 * written as {@code \n}, a backslash and a letter. In the log it follows {@code note=}.
 */
public final class CheckpointLine {

	private static final String MARK = "note=";

	private static final String NEW_LINE = "\\n";

	private CheckpointLine() {
	}

	/**
	 * Return a note on one line.
	 * @param note the note
	 * @return the line, without its end
	 */
	public static String of(String note) {
		return note.replace("\n", NEW_LINE);
	}

	/**
	 * Return the note of a line.
	 * @param line a line of a file, or of the log
	 * @return the note, of which nothing is verified
	 * @throws MalformedNoteException if the line has none
	 */
	public static SignedNote parse(String line) {
		int mark = line.lastIndexOf(MARK);
		String note = (mark < 0) ? line : line.substring(mark + MARK.length());
		int end = note.lastIndexOf(NEW_LINE);
		if (end < 0) {
			throw new MalformedNoteException("The line has no checkpoint");
		}
		return SignedNote.parse(note.substring(0, end + NEW_LINE.length()).replace(NEW_LINE, "\n"));
	}

}
