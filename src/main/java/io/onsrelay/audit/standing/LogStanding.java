package io.onsrelay.audit.standing;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.checkpoint.StoredCheckpoint;

/**
 * How the log stands, for a page: "verified up to n, checkpoint of t".
 *
 * @param size how many leaves the tree has
 * @param checkpoint the newest checkpoint; {@code null} if there is none
 * @param running whether a verification runs now
 * @param verified how many records the running verification has read
 * @param last the last verification since the start of this process; {@code null} if
 * there was none
 */
public record LogStanding(long size, @Nullable StoredCheckpoint checkpoint, boolean running, long verified,
		@Nullable LastVerification last) {
}
