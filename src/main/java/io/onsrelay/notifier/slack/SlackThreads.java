package io.onsrelay.notifier.slack;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import io.onsrelay.store.StoreUnavailableException;

/**
 * Finds and keeps the threads of resources and alarms. A failed write is only logged: the
 * message has been posted already, and a failed delivery would post it again.
 */
final class SlackThreads {

	private final Logger logger = LoggerFactory.getLogger(getClass());

	private final SlackThreadTable table;

	private final Clock clock;

	private final Duration maxAge;

	SlackThreads(SlackThreadTable table, Clock clock, Duration maxAge) {
		this.table = table;
		this.clock = clock;
		this.maxAge = maxAge;
	}

	/**
	 * Finds the thread that a message belongs to.
	 * @param key the ordering key of the message
	 * @param channel the ID of the channel it goes to: threads of other channels don't
	 * count
	 * @param resolve whether the message resolves
	 * @return the thread; empty if the message begins one
	 * @throws StoreUnavailableException if the store can't be read now
	 */
	Optional<SlackThread> find(String key, String channel, boolean resolve) {
		return this.table.find(key)
			.filter((thread) -> thread.channel().equals(channel)
					&& thread.takes(resolve, this.clock.instant(), this.maxAge));
	}

	void begin(String key, String channel, String ts, String title, boolean resolved) {
		SlackThread thread = new SlackThread(key, channel, ts, title, this.clock.instant(), resolved);
		write(() -> this.table.save(thread));
	}

	void resolve(SlackThread thread) {
		write(() -> this.table.save(thread.asResolved()));
	}

	void forget(SlackThread thread) {
		write(() -> this.table.forget(thread));
	}

	private void write(Runnable statements) {
		try {
			statements.run();
		}
		catch (StoreUnavailableException | DataAccessException ex) {
			this.logger.warn("A thread could not be saved ({}): a later message may begin another one",
					ex.getClass().getSimpleName());
		}
	}

}
