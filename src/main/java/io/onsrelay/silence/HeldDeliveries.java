package io.onsrelay.silence;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.silence.HeldDeliveryTable.Unsent;
import io.onsrelay.silence.model.SendResult;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Sends after all what was held back: the same deliveries under the same idempotency
 * keys, each once, in the order of their resource or alarm.
 */
final class HeldDeliveries {

	/**
	 * How many are sent in one unit of work, so that ingest does not wait for long.
	 */
	static final int BATCH = 100;

	private final Logger logger = LoggerFactory.getLogger(HeldDeliveries.class);

	private final Store store;

	private final Outbox outbox;

	private final Dispatcher dispatcher;

	private final NotifierRegistry notifiers;

	private final Clock clock;

	private final SilenceChanges changes;

	private final HeldDeliveryTable table = new HeldDeliveryTable();

	/**
	 * Creates it.
	 * @param store where they are kept
	 * @param outbox gets what is sent
	 * @param dispatcher wakes the lanes
	 * @param notifiers tells which destinations are configured
	 * @param clock tells when they are sent
	 * @param changes the audit log
	 */
	HeldDeliveries(Store store, Outbox outbox, Dispatcher dispatcher, NotifierRegistry notifiers, Clock clock,
			SilenceChanges changes) {
		this.store = store;
		this.outbox = outbox;
		this.dispatcher = dispatcher;
		this.notifiers = notifiers;
		this.clock = clock;
		this.changes = changes;
	}

	SendResult send(long silence, long id, String by) {
		return send(silence, this.store.read((jdbc) -> this.table.findUnsent(jdbc, silence, id)).stream().toList(), by);
	}

	SendResult sendAll(long silence, String by) {
		int sent = 0;
		int removed = 0;
		long after = 0;
		List<Unsent> portion;
		do {
			long last = after;
			portion = this.store.read((jdbc) -> this.table.unsent(jdbc, silence, last, BATCH));
			if (!portion.isEmpty()) {
				SendResult result = send(silence, portion, by);
				sent += result.sent();
				removed += result.removed();
				after = portion.getLast().id();
			}
		}
		while (portion.size() == BATCH);
		return new SendResult(sent, removed);
	}

	private SendResult send(long silence, List<Unsent> portion, String by) {
		List<Unsent> configured = portion.stream()
			.filter((unsent) -> this.notifiers.called().containsKey(unsent.entry().destination()))
			.toList();
		if (configured.isEmpty()) {
			return new SendResult(0, portion.size());
		}
		Set<String> locks = configured.stream()
			.map((unsent) -> Outbox.lock(unsent.entry().orderingKey()))
			.collect(Collectors.toSet());
		List<Unsent> sent = this.store
			.write(UnitOfWork.locking(locks, (jdbc) -> enqueue(jdbc, silence, configured, by)));
		this.dispatcher.dispatch(sent.stream().map((unsent) -> unsent.entry().destination()).toList());
		this.logger.info("{} deliveries that silence {} has held back are sent after all by {}", sent.size(), silence,
				by);
		return new SendResult(sent.size(), portion.size() - configured.size());
	}

	private List<Unsent> enqueue(JdbcClient jdbc, long silence, List<Unsent> configured, String by) {
		Set<Long> marked = new HashSet<>(
				this.table.markSent(jdbc, configured.stream().map(Unsent::id).toList(), by, this.clock.instant()));
		List<Unsent> sent = configured.stream().filter((unsent) -> marked.contains(unsent.id())).toList();
		this.outbox.enqueueLater(jdbc, sent.stream().map(Unsent::entry).toList());
		if (!sent.isEmpty()) {
			this.changes.sent(jdbc, silence, sent.stream().map(Unsent::id).toList(), by);
		}
		return sent;
	}

}
