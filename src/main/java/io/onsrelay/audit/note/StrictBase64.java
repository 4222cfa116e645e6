package io.onsrelay.audit.note;

import java.util.Base64;

/**
 * Base64 of RFC 4648, section 4, in its only form: with padding, and without bits that
 * mean nothing.
 */
final class StrictBase64 {

	private StrictBase64() {
	}

	static byte[] decode(String text) {
		try {
			byte[] bytes = Base64.getDecoder().decode(text);
			if (encode(bytes).equals(text)) {
				return bytes;
			}
		}
		catch (IllegalArgumentException ex) {
			// The decoder takes missing padding, and quotes what it does not take
		}
		throw new MalformedNoteException("What should be Base64 is not, or has no padding");
	}

	static String encode(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
