package io.onsrelay.notifier.slack.payload;

/**
 * Escaped text. See https://docs.slack.dev/messaging/formatting-message-text/#escaping.
 */
final class SlackText {

	private static final String ELLIPSIS = "…";

	private static final int REPLACEMENT = 0xFFFD;

	private SlackText() {
	}

	/**
	 * Escapes a text and cuts the result between characters and entities. Unpaired
	 * surrogates are replaced; control characters other than line feed and tab are left
	 * out.
	 * @param text any text
	 * @param limit the maximum length of the result, in UTF-16 units
	 * @return the escaped text, with an ellipsis at its end where it was cut
	 */
	static String escape(String text, int limit) {
		StringBuilder escaped = new StringBuilder(Math.min(text.length(), limit) + 16);
		// The length to cut back to if the text does not fit.
		int cut = 0;
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			append(escaped, text.codePointAt(i));
			if (escaped.length() > limit) {
				escaped.setLength(cut);
				return (limit > 0) ? escaped.append(ELLIPSIS).toString() : "";
			}
			if (escaped.length() < limit) {
				cut = escaped.length();
			}
		}
		return escaped.toString();
	}

	private static void append(StringBuilder escaped, int codePoint) {
		switch (codePoint) {
			case '&' -> escaped.append("&amp;");
			case '<' -> escaped.append("&lt;");
			case '>' -> escaped.append("&gt;");
			case '\n', '\t' -> escaped.append((char) codePoint);
			default -> {
				if (Character.getType(codePoint) == Character.SURROGATE) {
					escaped.appendCodePoint(REPLACEMENT);
				}
				else if (!Character.isISOControl(codePoint)) {
					escaped.appendCodePoint(codePoint);
				}
			}
		}
	}

}
