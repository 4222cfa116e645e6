package io.onsrelay.presentation.detail;

/**
 * A field of a service.
 *
 * @param label its name in words, such as {@code Time window start}
 * @param value its value, never blank; a time as ISO 8601 in UTC
 * @param kind what the value is
 * @param actBy whether it is the date by which a person must act
 */
public record Detail(String label, String value, ValueKind kind, boolean actBy) {

	/**
	 * What a value is.
	 */
	public enum ValueKind {

		/**
		 * A word or a few.
		 */
		SHORT,

		/**
		 * Sentences.
		 */
		PROSE,

		/**
		 * A time.
		 */
		TIME

	}

}
