package io.onsrelay.console.deadletter;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.DeadLetter;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;

/**
 * A dead letter on a page.
 *
 * @param letter the dead letter
 * @param title what its message says; {@code null} where the message is gone
 * @param message the id of its message; {@code null} where it is gone
 * @param replayable whether its destination is configured
 */
record DeadLetterRow(DeadLetter letter, @Nullable String title, @Nullable String message, boolean replayable) {

	static DeadLetterRow of(DeadLetter letter, @Nullable Message message, @Nullable String title, boolean replayable) {
		return new DeadLetterRow(letter, title, (message != null) ? message.id().toString() : null, replayable);
	}

	public Destination destination() {
		return this.letter.destination();
	}

	public String reason() {
		return this.letter.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	public String records() {
		return this.letter.records().inWords();
	}

}
