package io.onsrelay.routing.diff;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;

/**
 * A message that is kept.
 *
 * @param seq its number in the journal
 * @param message the message
 * @param sentTo where it went; {@code null} if the loaded routes are to tell
 */
public record PastMessage(long seq, Message message, @Nullable Set<Destination> sentTo) {
}
