package io.onsrelay.delivery;

import java.util.BitSet;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.notifier.Notification;

/**
 * Decides in the unit of work that accepts messages which of their deliveries are held
 * back: they are not enqueued.
 */
@FunctionalInterface
public interface HoldBack {

	/**
	 * Holds back nothing.
	 */
	HoldBack NOTHING = (_, _) -> new BitSet();

	/**
	 * The name that units of work which accept messages lock together. A unit that
	 * changes what is held back locks it alone: what is acknowledged after its commit was
	 * decided by the change, on each replica.
	 */
	String LOCK = "held back";

	/**
	 * Decides, and notes what is held back. Like any unit of work, this may run more than
	 * once before the commit.
	 * @param jdbc the unit of work to take part in
	 * @param candidates the deliveries of one or more messages, in the order of their
	 * acceptance; at least one
	 * @return the indexes of those that are held back
	 */
	BitSet holdBack(JdbcClient jdbc, List<Candidate> candidates);

	/**
	 * A delivery that may be held back.
	 *
	 * @param entry what would be enqueued
	 * @param notification what the destination would get
	 */
	record Candidate(OutboxEntry entry, Notification notification) {
	}

}
