package io.onsrelay.notifier.slack;

import java.time.Duration;
import java.time.Instant;

/**
 * The thread of one resource or alarm, by the message that began it.
 *
 * @param key the ordering key of its messages
 * @param channel the ID of the channel it is in
 * @param ts what Slack calls its first message
 * @param title what its first message said
 * @param startedAt when it was begun
 * @param resolved whether what was wrong is over
 */
record SlackThread(String key, String channel, String ts, String title, Instant startedAt, boolean resolved) {

	/**
	 * Return whether a message belongs here. What is old or resolved is left alone by
	 * news, which begins another thread; but a resolve goes where the problem was told,
	 * however long ago, so that nothing stands there as firing for ever.
	 * @param resolve whether the message resolves
	 * @param now the current time
	 * @param maxAge how long a thread takes news
	 * @return {@code true} if it goes into this thread
	 */
	boolean takes(boolean resolve, Instant now, Duration maxAge) {
		boolean young = now.isBefore(this.startedAt.plus(maxAge));
		return resolve ? (young || !this.resolved) : (young && !this.resolved);
	}

	SlackThread asResolved() {
		return new SlackThread(this.key, this.channel, this.ts, this.title, this.startedAt, true);
	}

}
