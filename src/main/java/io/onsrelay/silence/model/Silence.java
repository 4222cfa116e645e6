package io.onsrelay.silence.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A silence. It is never changed but for its early end, and kept as evidence for as long
 * as the journal keeps messages.
 *
 * @param id its number
 * @param condition what it matches, in the language of routes
 * @param reason why, in the operator's words; one line
 * @param createdBy the user who created it
 * @param createdAt when it was created; it applies to the messages that are accepted from
 * then on
 * @param until when it ends by itself
 * @param endedAt when an operator ended it before that; {@code null} if none did
 * @param endedBy the user who ended it; {@code null} if none did
 * @param held how many deliveries it has held back, at most {@link #MOST_COUNTED}
 * @param unsent how many of those were not sent after all, at most {@link #MOST_COUNTED}
 */
public record Silence(long id, String condition, String reason, String createdBy, Instant createdAt, Instant until,
		@Nullable Instant endedAt, @Nullable String endedBy, long held, long unsent) {

	/**
	 * Up to how many deliveries are counted, so that a list costs little.
	 */
	public static final int MOST_COUNTED = 10_000;

	/**
	 * Return whether it holds back what it matches.
	 * @param time the time
	 * @return {@code true} until its end
	 */
	public boolean isActive(Instant time) {
		return this.endedAt == null && this.until.isAfter(time);
	}

	/**
	 * Return when it ends or ended.
	 * @return the time
	 */
	public Instant end() {
		return (this.endedAt != null) ? this.endedAt : this.until;
	}

	/**
	 * Return it in words, for explanations.
	 * @return such as {@code silence 12 of ada until 2026-03-01T12:00:00Z: patch day}
	 */
	public String inWords() {
		return "silence %d of %s until %s: %s".formatted(this.id, this.createdBy, end(), this.reason);
	}

}
