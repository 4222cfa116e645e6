package io.onsrelay.delivery.queue;

import java.time.Instant;

/**
 * When something can be claimed next.
 *
 * @param time the time
 * @param paused whether something is due earlier, and the destination is paused until
 * then: what is enqueued meanwhile is not claimed earlier either
 */
public record NextDue(Instant time, boolean paused) {
}
