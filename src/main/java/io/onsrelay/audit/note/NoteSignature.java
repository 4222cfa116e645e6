package io.onsrelay.audit.note;

import java.util.HexFormat;

/**
 * One signature line of a note.
 *
 * @param name the name of the key
 * @param keyId the ID of the key, eight hexadecimal digits
 * @param base64 the ID and the signature, as the line has them
 */
record NoteSignature(String name, String keyId, String base64) {

	static final String PREFIX = "— ";

	static final int ID_BYTES = 4;

	/**
	 * Parses a line.
	 * @param line the line, without its end
	 * @throws MalformedNoteException if it is no signature line
	 */
	static NoteSignature parse(String line) {
		int space = line.indexOf(' ', PREFIX.length());
		if (!line.startsWith(PREFIX) || space < 0) {
			throw new MalformedNoteException("A line behind the last empty line is no signature");
		}
		String name = KeyName.check(line.substring(PREFIX.length(), space));
		String base64 = line.substring(space + 1);
		byte[] bytes = StrictBase64.decode(base64);
		if (bytes.length <= ID_BYTES) {
			throw new MalformedNoteException("The signature of %s is too short".formatted(name));
		}
		return new NoteSignature(name, HexFormat.of().formatHex(bytes, 0, ID_BYTES), base64);
	}

	/**
	 * Return the line, without its end.
	 */
	String line() {
		return PREFIX + this.name + " " + this.base64;
	}

	/**
	 * Return the signature, without the ID of the key.
	 */
	byte[] signature() {
		byte[] bytes = StrictBase64.decode(this.base64);
		byte[] signature = new byte[bytes.length - ID_BYTES];
		System.arraycopy(bytes, ID_BYTES, signature, 0, signature.length);
		return signature;
	}

	@Override
	public String toString() {
		return this.name + "+" + this.keyId;
	}

}
