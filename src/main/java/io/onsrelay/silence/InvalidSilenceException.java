package io.onsrelay.silence;

/**
 * Thrown for a draft that can't be saved. The message names the field and says what to
 * do.
 */
public final class InvalidSilenceException extends IllegalArgumentException {

	private final String field;

	InvalidSilenceException(String field, String message) {
		super(message);
		this.field = field;
	}

	/**
	 * Return which field is wrong.
	 * @return {@code condition}, {@code until} or {@code reason}
	 */
	public String field() {
		return this.field;
	}

}
