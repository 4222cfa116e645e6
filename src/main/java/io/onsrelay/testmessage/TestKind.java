package io.onsrelay.testmessage;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of test messages.
 */
public enum TestKind {

	/**
	 * A text for information, which opens no incident.
	 */
	NOTE,

	/**
	 * A critical alarm that fires and opens an incident, so that a pager calls.
	 */
	FIRING,

	/**
	 * The same alarm, which is over and closes that incident.
	 */
	OK;

	/**
	 * Reads what a user wrote.
	 * @param alarm {@code firing} or {@code ok}; {@code null} for a note
	 * @return the kind
	 * @throws IllegalArgumentException if it is another text, with a sentence for the
	 * user
	 */
	public static TestKind ofAlarm(@Nullable String alarm) {
		return switch (alarm) {
			case null -> NOTE;
			case "firing" -> FIRING;
			case "ok" -> OK;
			default -> throw new IllegalArgumentException("alarm can be firing or ok, and not '%s'.".formatted(alarm));
		};
	}

}
