package io.onsrelay.presentation.template;

import java.io.Writer;

/**
 * Keeps what is written up to a limit, and ends the rendering there: nothing that is
 * written later would be shown.
 */
final class BoundedWriter extends Writer {

	private final StringBuilder kept = new StringBuilder();

	private final int maxChars;

	private boolean cut;

	BoundedWriter(int maxChars) {
		this.maxChars = maxChars;
	}

	@Override
	public void write(char[] characters, int offset, int length) {
		int free = this.maxChars - this.kept.length();
		this.kept.append(characters, offset, Math.min(free, length));
		if (length > free) {
			this.cut = true;
			throw new FullException();
		}
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
	}

	/**
	 * Return what was kept. If it was cut, it ends in an ellipsis, with no half of a
	 * surrogate pair before it.
	 */
	@Override
	public String toString() {
		if (!this.cut) {
			return this.kept.toString();
		}
		int end = this.maxChars - 1;
		return this.kept.substring(0, Character.isHighSurrogate(this.kept.charAt(end - 1)) ? end - 1 : end) + "…";
	}

	/**
	 * Thrown once the limit is reached.
	 */
	static final class FullException extends RuntimeException {

		FullException() {
			super("The text has its full length", null, false, false);
		}

	}

}
