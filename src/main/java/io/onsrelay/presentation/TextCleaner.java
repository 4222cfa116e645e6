package io.onsrelay.presentation;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.web.util.HtmlUtils;

import io.onsrelay.redaction.Redaction;

/**
 * Removes from texts of senders what must not be shown: secrets, and characters that
 * change the direction of the text around them, so that it reads as something else.
 */
final class TextCleaner {

	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

	private static final Pattern BIDI_CONTROLS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

	private static final char FIRST_BIDI_CONTROL = '\u202A';

	private static final char DELETE = '\u007F';

	private final Redaction redaction;

	TextCleaner(Redaction redaction) {
		this.redaction = redaction;
	}

	// Return a text without secrets and without characters that change its direction.
	String clean(String text) {
		return withoutBidiControls(this.redaction.redact(text));
	}

	// Unescapes HTML in a text that is cleaned first: what is a secret in its escaped
	// form may be none in the other.
	String unescape(String text) {
		return HtmlUtils.htmlUnescape(clean(text));
	}

	// Return a copy of JSON without secrets.
	JsonNode redact(JsonNode json) {
		return this.redaction.redact(json);
	}

	boolean hasSecret(String text) {
		return !this.redaction.redact(text).equals(text);
	}

	static String withoutBidiControls(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= FIRST_BIDI_CONTROL) {
				return BIDI_CONTROLS.matcher(text).replaceAll("");
			}
		}
		return text;
	}

	// Return a text in one line.
	static String line(String text) {
		return (isLine(text) ? text : BLANKS.matcher(text).replaceAll(" ")).strip();
	}

	private static boolean isLine(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ' || character == DELETE || (character == ' ' && i > 0 && text.charAt(i - 1) == ' ')) {
				return false;
			}
		}
		return true;
	}

}
