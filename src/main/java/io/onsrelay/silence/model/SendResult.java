package io.onsrelay.silence.model;

/**
 * What was sent after all.
 *
 * @param sent how many deliveries were enqueued now
 * @param removed how many were not, since their destination is not configured any more
 */
public record SendResult(int sent, int removed) {
}
