package io.onsrelay.admin.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.checkpoint.StoredCheckpoint;
import io.onsrelay.audit.standing.LastVerification;
import io.onsrelay.audit.standing.LogStanding;
import io.onsrelay.audit.verification.Finding;

/**
 * How the log stands.
 *
 * @param size how many records are in the tree
 * @param checkpoint the newest checkpoint; {@code null} if there is none
 * @param verifying whether the log is being verified now
 * @param verification the last verification since the start; {@code null} if there was
 * none
 */
record StandingView(long size, @Nullable CheckpointView checkpoint, boolean verifying,
		@Nullable VerificationView verification) {

	static StandingView of(LogStanding standing) {
		StoredCheckpoint checkpoint = standing.checkpoint();
		LastVerification last = standing.last();
		return new StandingView(standing.size(), (checkpoint != null) ? CheckpointView.of(checkpoint) : null,
				standing.running(), (last != null) ? VerificationView.of(last) : null);
	}

	/**
	 * A checkpoint.
	 *
	 * @param number its number
	 * @param size how many records it covers
	 * @param root the root of the tree, in Base64
	 * @param madeAt when it was made
	 * @param note the signed note
	 */
	record CheckpointView(long number, long size, String root, Instant madeAt, String note) {

		static CheckpointView of(StoredCheckpoint checkpoint) {
			return new CheckpointView(checkpoint.number(), checkpoint.size(), checkpoint.root().base64(),
					checkpoint.madeAt(), checkpoint.note());
		}

	}

	/**
	 * A verification within the service.
	 *
	 * @param startedAt when it began
	 * @param endedAt when it ended
	 * @param from the index of the first record that is left
	 * @param to the index behind the last record that was verified
	 * @param fine whether nothing is wrong
	 * @param findings what is wrong
	 */
	record VerificationView(Instant startedAt, Instant endedAt, long from, long to, boolean fine,
			List<FindingView> findings) {

		static VerificationView of(LastVerification last) {
			return new VerificationView(last.startedAt(), last.endedAt(), last.report().from(), last.report().to(),
					last.report().isFine(), last.report().findings().stream().map(FindingView::of).toList());
		}

	}

	/**
	 * Something that is wrong.
	 *
	 * @param fault the kind, in lower case
	 * @param index the index of the first record that is concerned
	 * @param messageId the id of its message
	 * @param text where it is and what is wrong
	 * @param more how many more there are of the kind
	 */
	record FindingView(String fault, @Nullable Long index, @Nullable String messageId, String text, long more) {

		static FindingView of(Finding finding) {
			return new FindingView(finding.fault().name().toLowerCase(Locale.ROOT), finding.index(),
					finding.messageId(), finding.text(), finding.more());
		}

	}

}
