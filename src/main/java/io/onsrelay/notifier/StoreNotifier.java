package io.onsrelay.notifier;

import java.util.SortedMap;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes to the same database as the journal. It takes part in the unit of work that
 * accepts a message, so what is acknowledged is at its destination: there is no lane, no
 * attempt and no dead letter.
 * <p>
 * A failure of its statement is a failure to accept the message. It must therefore take
 * whatever the journal takes.
 */
public non-sealed interface StoreNotifier extends DestinationNotifier {

	/**
	 * Appends messages. Like any unit of work, this may run more than once before the
	 * commit.
	 * @param jdbc the unit of work to take part in; not to be kept
	 * @param notifications one for each message, by its number in the journal, in the
	 * order of their acceptance; at least one, and as many as a group holds. The journal
	 * has written its rows before
	 */
	void append(JdbcClient jdbc, SortedMap<Long, Notification> notifications);

}
