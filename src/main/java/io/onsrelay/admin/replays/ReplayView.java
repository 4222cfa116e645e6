package io.onsrelay.admin.replays;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.notifier.Destination;
import io.onsrelay.replay.Replay;
import io.onsrelay.replay.ReplayState;

/**
 * A replay in a response of the API.
 *
 * @param id its number
 * @param state running, complete or stopped
 * @param filter which dead letters were to be replayed
 * @param snapshot the snapshot of the dry run
 * @param limit how many were to be replayed at most
 * @param submittedBy the user who submitted it
 * @param submittedAt when it was submitted
 * @param endedAt when it was complete or stopped; {@code null} while it runs
 * @param stoppedBy the user who stopped it
 * @param matching how many matched at its submission, at most the limit
 * @param replayed how many were replayed until now
 * @param delivered how many of those are delivered
 * @param dead how many of those are dead letters again
 * @param pending how many of those are pending
 * @param expired how many of those the retention has deleted
 */
record ReplayView(long id, String state, FilterView filter, String snapshot, int limit, String submittedBy,
		Instant submittedAt, @Nullable Instant endedAt, @Nullable String stoppedBy, long matching, long replayed,
		long delivered, long dead, long pending, long expired) {

	static ReplayView of(Replay replay) {
		return new ReplayView(replay.id(), stateOf(replay.state()), FilterView.of(replay.request().filter()),
				SnapshotText.of(replay.request().snapshot()), replay.request().limit(), replay.submittedBy(),
				replay.submittedAt(), replay.endedAt(), replay.stoppedBy(), replay.matching(), replay.replayed(),
				replay.delivered(), replay.dead(), replay.pending(), replay.expired());
	}

	private static String stateOf(ReplayState state) {
		return word(state);
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Which dead letters; what is {@code null} matches all of them.
	 *
	 * @param destination where they were to go
	 * @param reason why the last attempt failed
	 * @param from given up at this time or later
	 * @param until given up before this time
	 * @param acknowledged whether they are acknowledged
	 * @param kind the kind of their message
	 * @param type the type of their message
	 * @param text a part of what the destination said
	 */
	record FilterView(@Nullable String destination, @Nullable String reason, @Nullable Instant from,
			@Nullable Instant until, @Nullable Boolean acknowledged, @Nullable String kind, @Nullable String type,
			@Nullable String text) {

		static FilterView of(DeadLetterFilter filter) {
			Destination destination = filter.destination();
			return new FilterView((destination != null) ? destination.toString() : null,
					(filter.reason() != null) ? word(filter.reason()) : null, filter.from(), filter.until(),
					filter.acknowledged(), (filter.kind() != null) ? word(filter.kind()) : null, filter.type(),
					filter.text());
		}

	}

}
