package io.onsrelay.admin.silences;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.silence.model.Silence;

/**
 * A silence in a response of the API.
 *
 * @param id its number
 * @param active whether it holds back messages now
 * @param condition what it matches, as text
 * @param reason why
 * @param createdBy the user who created it
 * @param createdAt when it was created
 * @param until when it ends by itself
 * @param endedAt when an operator ended it before that; {@code null} if none did
 * @param endedBy the user who ended it; {@code null} if none did
 * @param held how many deliveries it has held back, counted up to 10,000
 * @param unsent how many of those were not sent after all, counted up to 10,000
 */
record SilenceView(long id, boolean active, String condition, String reason, String createdBy, Instant createdAt,
		Instant until, @Nullable Instant endedAt, @Nullable String endedBy, long held, long unsent) {

	static SilenceView of(Silence silence, Instant now) {
		return new SilenceView(silence.id(), silence.isActive(now), silence.condition(), silence.reason(),
				silence.createdBy(), silence.createdAt(), silence.until(), silence.endedAt(), silence.endedBy(),
				silence.held(), silence.unsent());
	}

}
