package io.onsrelay.silence.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.onsrelay.notifier.Destination;

/**
 * What a condition would have matched. Beyond {@link #MOST_READ} messages, these are as
 * many, spread evenly over the time; the numbers are then extrapolated.
 *
 * @param from from when on messages were looked at
 * @param until up to when
 * @param messages how many messages there are in this time; about, if sampled
 * @param read how many of them were read
 * @param sampled whether only a part of them was read
 * @param matching how many match; about, if sampled
 * @param share which part of the messages matches, from 0 to 1; 1 without messages, if
 * the condition names nothing
 * @param destinations how many messages each destination would not have got, by the
 * routes of now; about, if sampled. In the order of the destinations
 * @param examples the newest of those that were read and match
 */
public record SilencePreview(Instant from, Instant until, long messages, long read, boolean sampled, long matching,
		double share, Map<Destination, Long> destinations, List<PreviewExample> examples) {

	/**
	 * How many messages a preview reads at most.
	 */
	public static final int MOST_READ = 2_000;

	/**
	 * Beyond this share, a silence needs a second confirmation.
	 */
	public static final double LARGE_SHARE = 0.5;

	/**
	 * Return whether the condition matches every message.
	 * @return {@code true} if so, also where there were no messages
	 */
	public boolean isOfAll() {
		return this.share == 1;
	}

	/**
	 * Return whether the condition matches more than half of the traffic.
	 * @return {@code true} if a silence needs a second confirmation
	 */
	public boolean isLarge() {
		return this.share > LARGE_SHARE;
	}

}
