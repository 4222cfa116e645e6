package io.onsrelay.relay;

import java.util.Set;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;

/**
 * The use case, from the moment a message is let in to the moment it may be acknowledged:
 * the routes decide who gets it; the message and its deliveries are written in one
 * commit, also at destinations in the same database; the lanes of the others are woken.
 * They deliver it while the sender already has its response.
 */
public final class MessageRelay {

	private final Logger logger = LoggerFactory.getLogger(MessageRelay.class);

	private final Router router;

	private final Store store;

	private final AcceptWork work;

	private final Dispatcher dispatcher;

	private final RelayMetrics metrics;

	private final Set<Destination> written;

	/**
	 * Creates the relay.
	 * @param written the destinations that the work writes to, and that have no lane
	 */
	MessageRelay(Router router, Store store, AcceptWork work, Dispatcher dispatcher, RelayMetrics metrics,
			Set<Destination> written) {
		this.router = router;
		this.store = store;
		this.work = work;
		this.dispatcher = dispatcher;
		this.metrics = metrics;
		this.written = Set.copyOf(written);
	}

	/**
	 * Accepts a message. When this method returns, the message and its deliveries are on
	 * disk.
	 * @param message the message
	 * @return whether the message is new
	 * @throws io.onsrelay.store.StoreUnavailableException if the message could not be
	 * kept: it must not be acknowledged
	 */
	public AcceptResult accept(Message message) {
		RoutingDecision decision = this.router.route(message);
		if (write(message, decision, (committed) -> committed(decision, committed)).isNew()) {
			return AcceptResult.ACCEPTED;
		}
		logDuplicate(message);
		return AcceptResult.DUPLICATE;
	}

	/**
	 * Explains a database that refuses this message or every one. What follows the first
	 * line may be values of the message.
	 */
	private AcceptWork.Accepted write(Message message, RoutingDecision decision,
			Consumer<AcceptWork.Accepted> committed) {
		try {
			return this.store.tryWrite(this.work.accept(message, decision.notifications()), committed);
		}
		catch (DataAccessException ex) {
			String reason = StoreHealthIndicator.reason(ex);
			this.logger.error("The database refuses message {}: {}", message, reason);
			throw new StoreUnavailableException("The database refuses the message: " + reason, ex);
		}
	}

	private void logDuplicate(Message message) {
		try {
			this.store.read((jdbc) -> Journal.findRepeated(jdbc, message))
				.ifPresent((repeated) -> this.logger.info("Message {} repeats {}: it is not delivered again", message,
						repeated));
		}
		catch (StoreUnavailableException ex) {
			this.logger.debug("Message {} is a duplicate, of which one is not known", message);
		}
	}

	/**
	 * Follows a commit, also one that the sender no longer waited for. Such a sender is
	 * told to send the message again; that message is then a duplicate, which wakes no
	 * lane.
	 */
	private void committed(RoutingDecision decision, AcceptWork.Accepted accepted) {
		if (accepted.isNew()) {
			this.metrics.accepted(decision);
			this.metrics.appended(decision.notifications()
				.stream()
				.map(Notification::destination)
				.filter(this.written::contains)
				.toList());
			this.metrics.silenced(accepted.held());
			this.dispatcher.dispatch(accepted.enqueued());
		}
	}

}
