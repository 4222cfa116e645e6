package io.onsrelay.silence.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.MessageId;

/**
 * A message that a condition matches.
 *
 * @param messageSeq its number in the journal
 * @param message its id
 * @param receivedAt when it was received
 * @param kind its kind
 * @param type its type; {@code null} if it has none
 * @param resource the resource concerned; {@code null} if it names none
 */
public record PreviewExample(long messageSeq, MessageId message, Instant receivedAt, Content.Kind kind,
		@Nullable String type, @Nullable String resource) {
}
