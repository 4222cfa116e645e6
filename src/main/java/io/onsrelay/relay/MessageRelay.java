package io.onsrelay.relay;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Notification;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.Store;

/**
 * The way of a message, from the moment it is let in to the moment it may be
 * acknowledged: the routes say who is to get it, it goes into the journal and what is to
 * be delivered into the outbox, in one commit, and the lanes of the destinations are
 * woken. They deliver it while the sender already has its answer.
 */
public final class MessageRelay {

	private final Router router;

	private final Store store;

	private final Journal journal;

	private final Outbox outbox;

	private final Dispatcher dispatcher;

	private final RelayMetrics metrics;

	/**
	 * Messages that arrive at the same time are kept by the same statements.
	 */
	private final BatchedWork<Routed, AcceptResult> keeping = this::keep;

	MessageRelay(Router router, Store store, Journal journal, Outbox outbox, Dispatcher dispatcher,
			RelayMetrics metrics) {
		this.router = router;
		this.store = store;
		this.journal = journal;
		this.outbox = outbox;
		this.dispatcher = dispatcher;
		this.metrics = metrics;
	}

	/**
	 * Keeps a message and what is to be delivered of it.
	 * @param message the message
	 * @return what became of it; when this returns, it is on disk
	 * @throws io.onsrelay.store.StoreUnavailableException if it could not be kept: it
	 * must not be acknowledged
	 */
	public AcceptResult accept(Message message) {
		RoutingDecision decision = this.router.route(message);
		Set<String> locks = Set.of(Journal.lock(message), Outbox.lock(message.orderingKey()));
		return this.store.tryWrite(this.keeping.item(new Routed(message, decision), locks),
				(result) -> kept(decision, result));
	}

	/**
	 * Also where the sender no longer waited for the commit: it is told to send the
	 * message again, which is a duplicate then and wakes nobody.
	 */
	private void kept(RoutingDecision decision, AcceptResult result) {
		if (result == AcceptResult.ACCEPTED) {
			this.metrics.accepted(decision);
			this.dispatcher.dispatch(decision.notifications().stream().map(Notification::destination).toList());
		}
	}

	private List<AcceptResult> keep(JdbcClient jdbc, List<Routed> routed) {
		List<OptionalLong> seqs = this.journal.append(jdbc, routed.stream().map(Routed::message).toList());
		Map<Long, List<Notification>> accepted = new TreeMap<>();
		for (int i = 0; i < routed.size(); i++) {
			List<Notification> notifications = routed.get(i).decision().notifications();
			seqs.get(i).ifPresent((seq) -> accepted.put(seq, notifications));
		}
		this.outbox.enqueue(jdbc, accepted);
		return seqs.stream().map((seq) -> seq.isPresent() ? AcceptResult.ACCEPTED : AcceptResult.DUPLICATE).toList();
	}

	/**
	 * A message, and where it goes.
	 */
	private record Routed(Message message, RoutingDecision decision) {
	}

}
