package io.onsrelay.relay;

import java.util.OptionalLong;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.store.Store;

/**
 * The use case, from the moment a message is let in to the moment it may be acknowledged:
 * the routes decide who gets it; the message and its deliveries are written in one
 * commit; the lanes of the destinations are woken. They deliver it while the sender
 * already has its response.
 */
public final class MessageRelay {

	private final Router router;

	private final Store store;

	private final AcceptWork work;

	private final Dispatcher dispatcher;

	private final RelayMetrics metrics;

	MessageRelay(Router router, Store store, AcceptWork work, Dispatcher dispatcher, RelayMetrics metrics) {
		this.router = router;
		this.store = store;
		this.work = work;
		this.dispatcher = dispatcher;
		this.metrics = metrics;
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
		OptionalLong seq = this.store.tryWrite(this.work.accept(message, decision.notifications()),
				(committed) -> committed(decision, committed));
		return seq.isPresent() ? AcceptResult.ACCEPTED : AcceptResult.DUPLICATE;
	}

	/**
	 * Follows a commit, also one that the sender no longer waited for. Such a sender is
	 * told to send the message again; that message is then a duplicate, which wakes no
	 * lane.
	 */
	private void committed(RoutingDecision decision, OptionalLong seq) {
		if (seq.isPresent()) {
			this.metrics.accepted(decision);
			this.dispatcher.dispatch(decision.notifications().stream().map(Notification::destination).toList());
		}
	}

}
