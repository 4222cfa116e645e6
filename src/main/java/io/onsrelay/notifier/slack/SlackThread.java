package io.onsrelay.notifier.slack;

import java.time.Duration;
import java.time.Instant;

/**
 * The thread of one resource or alarm.
 *
 * @param key the ordering key of its messages
 * @param channel the ID of its channel
 * @param ts the timestamp by which Slack identifies its first message
 * @param title the title that its first message had when it was posted
 * @param startedAt when its first message was posted
 * @param resolved whether the problem is over
 */
record SlackThread(String key, String channel, String ts, String title, Instant startedAt, boolean resolved) {

	/**
	 * Return whether a message belongs to this thread. A thread that is old or resolved
	 * gets no new problems, which begin another thread. A resolve goes to the thread of
	 * its problem, however old, so that no thread shows it as firing for ever.
	 * @param resolve whether the message resolves
	 * @param now the current time
	 * @param maxAge how long a thread gets new problems
	 * @return {@code true} if the message is a reply in this thread
	 */
	boolean takes(boolean resolve, Instant now, Duration maxAge) {
		boolean young = now.isBefore(this.startedAt.plus(maxAge));
		return resolve ? (young || !this.resolved) : (young && !this.resolved);
	}

	SlackThread asResolved() {
		return new SlackThread(this.key, this.channel, this.ts, this.title, this.startedAt, true);
	}

}
