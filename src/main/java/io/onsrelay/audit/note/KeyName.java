package io.onsrelay.audit.note;

import java.nio.charset.StandardCharsets;

/**
 * Names of keys: not empty, with neither a Unicode space nor a plus.
 */
final class KeyName {

	/** A space of Unicode that Java does not count among them. */
	private static final int NEXT_LINE = 0x85;

	private KeyName() {
	}

	/**
	 * Checks a name.
	 * @return the name
	 * @throws MalformedNoteException if a key can't have it
	 */
	static String check(String name) {
		if (name.isEmpty() || name.indexOf('+') >= 0 || name.codePoints().anyMatch(KeyName::isForbidden)
				|| !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
			throw new MalformedNoteException("The name of a key is empty, or has a space or a plus");
		}
		return name;
	}

	private static boolean isForbidden(int codePoint) {
		return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == NEXT_LINE
				|| codePoint < ' ';
	}

}
