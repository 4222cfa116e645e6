package io.onsrelay.admin.replays;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.onsrelay.admin.api.Problems;
import io.onsrelay.replay.ReplaySnapshot;

/**
 * A snapshot as a parameter: the largest number of a dead letter, a dot, and the time in
 * milliseconds.
 */
final class SnapshotText {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,15})");

	private SnapshotText() {
	}

	static String of(ReplaySnapshot snapshot) {
		return snapshot.last() + "." + snapshot.at().toEpochMilli();
	}

	static ReplaySnapshot parse(@Nullable String text) {
		Matcher matcher = TEXT.matcher((text != null) ? text : "");
		if (!matcher.matches()) {
			throw Problems.badRequest("snapshot must be the snapshot of a dry run: POST /api/replays/dry-run first.");
		}
		return new ReplaySnapshot(Long.parseLong(matcher.group(1)),
				Instant.ofEpochMilli(Long.parseLong(matcher.group(2))));
	}

}
