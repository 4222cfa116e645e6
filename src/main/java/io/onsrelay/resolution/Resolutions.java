package io.onsrelay.resolution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import io.onsrelay.event.SanitizedText;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;

/**
 * The resolves that one destination was told of. Times are those of the senders, so that
 * no clock of this service matters. A failed write is only logged: the message has been
 * delivered already, and a failed delivery would send it again.
 */
public final class Resolutions {

	/**
	 * More incidents than a destination has open within the time that rows are kept; a
	 * row has some 200 bytes.
	 */
	private static final int MAX_ROWS = 100_000;

	/**
	 * An index of every database holds as much.
	 */
	private static final int MAX_KEY_CHARS = 255;

	/**
	 * How far the clock of a sender may be ahead. A resolve of the far future would hold
	 * back what happens until then.
	 */
	private static final Duration MAX_AHEAD = Duration.ofHours(1);

	private final Logger logger = LoggerFactory.getLogger(Resolutions.class);

	private final ResolutionTable table;

	private final Clock clock;

	/**
	 * Creates the resolves of a destination.
	 * @param destination the destination
	 * @param store where they are kept, for all replicas and across restarts
	 * @param clock tells which of them are old
	 */
	public Resolutions(Destination destination, Store store, Clock clock) {
		this(new ResolutionTable(destination, store, MAX_ROWS), clock);
	}

	Resolutions(ResolutionTable table, Clock clock) {
		this.table = table;
		this.clock = clock;
	}

	/**
	 * Return when an incident was resolved after something happened: a message about it
	 * is late. What happened at the time of the resolve is not, since times of alarms are
	 * whole minutes.
	 * @param key the key of the incident
	 * @param occurredAt when it happened
	 * @return the time of the resolve that the destination was told of; empty if there is
	 * none after that
	 * @throws StoreUnavailableException if the store can't be read now
	 */
	public Optional<Instant> after(String key, Instant occurredAt) {
		return this.table.find(bounded(key)).filter((resolvedAt) -> resolvedAt.isAfter(occurredAt));
	}

	/**
	 * Records a resolve that the destination has been told of.
	 * @param key the key of the incident
	 * @param occurredAt when it was resolved
	 */
	public void record(String key, Instant occurredAt) {
		Instant now = this.clock.instant();
		Instant latest = now.plus(MAX_AHEAD);
		try {
			this.table.save(bounded(key), occurredAt.isAfter(latest) ? latest : occurredAt, now);
		}
		catch (StoreUnavailableException | DataAccessException ex) {
			this.logger.warn("A resolve could not be recorded ({}): a late message may open its incident again",
					ex.getClass().getSimpleName());
		}
	}

	private static String bounded(String key) {
		return (key.length() <= MAX_KEY_CHARS) ? SanitizedText.of(key) : "sha256:" + Sha256.hex(key);
	}

}
