package io.onsrelay.replay;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A replay of many dead letters.
 *
 * @param id its number
 * @param request what was submitted
 * @param submittedBy the user who submitted it
 * @param submittedAt when it was submitted
 * @param state how far it is
 * @param endedAt when all were replayed or it was stopped; {@code null} while it runs
 * @param stoppedBy the user who stopped it; {@code null} if none did
 * @param matching how many dead letters matched at its submission, at most its limit
 * @param replayed how many of them were replayed until now; one that was replayed or
 * deleted by another request meanwhile is not
 * @param delivered how many of those are delivered
 * @param dead how many of those are dead letters again
 * @param pending how many of those are pending
 */
public record Replay(long id, ReplayRequest request, String submittedBy, Instant submittedAt, ReplayState state,
		@Nullable Instant endedAt, @Nullable String stoppedBy, long matching, long replayed, long delivered, long dead,
		long pending) {

	/**
	 * Return how many were replayed whose message the retention has deleted since.
	 * @return a number, usually zero
	 */
	public long expired() {
		return this.replayed - this.delivered - this.dead - this.pending;
	}

}
