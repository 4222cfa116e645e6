package io.onsrelay.presentation;

import java.io.Writer;

/**
 * Keeps the beginning of what is written, however much that is.
 */
final class BoundedWriter extends Writer {

	private final StringBuilder kept = new StringBuilder();

	private final int limit;

	private boolean full;

	BoundedWriter(int limit) {
		this.limit = limit;
	}

	@Override
	public void write(char[] characters, int offset, int length) {
		int room = this.limit - this.kept.length();
		this.full |= length > room;
		this.kept.append(characters, offset, Math.min(room, length));
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
	}

	/**
	 * Return what was kept, with an ellipsis in place of its end where something is
	 * missing, and no half of a surrogate pair before it.
	 */
	@Override
	public String toString() {
		if (!this.full) {
			return this.kept.toString();
		}
		int end = this.limit - 1;
		return this.kept.substring(0, Character.isHighSurrogate(this.kept.charAt(end - 1)) ? end - 1 : end) + "…";
	}

}
