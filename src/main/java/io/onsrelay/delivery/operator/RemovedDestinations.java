package io.onsrelay.delivery.operator;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.operator.RemovedDeliveryTable.Waiting;
import io.onsrelay.delivery.queue.Backlog;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.delivery.queue.OrderingLock;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.timing.SteadyClock;

/**
 * What waits for destinations that were removed from the configuration: no lane delivers
 * it. Operators redirect it to another destination, where each ordering key keeps its
 * order, or give it up. Each change is a record of the audit log, and a line in the log
 * with the message and the operator.
 * <p>
 * Deliveries are changed in portions, each in a unit of work of its own, so that ingest
 * does not wait for long. What is interrupted can be asked for again.
 */
public final class RemovedDestinations {

	private static final int BATCH = 100;

	private final Logger logger = LoggerFactory.getLogger(RemovedDestinations.class);

	private final Store store;

	private final BacklogQuery backlogs;

	private final Dispatcher dispatcher;

	private final Set<Destination> called;

	private final DeliveryChanges changes;

	private final SteadyClock clock;

	/**
	 * Creates them.
	 * @param store where the outbox is kept
	 * @param journal where messages are kept
	 * @param backlogs counts what waits
	 * @param dispatcher wakes the lane that gets what is redirected
	 * @param called the configured destinations that are called
	 * @param changes the audit log
	 * @param clock tells what is due
	 */
	public RemovedDestinations(Store store, Journal journal, BacklogQuery backlogs, Dispatcher dispatcher,
			Collection<Destination> called, OperatorChanges changes, SteadyClock clock) {
		this.store = store;
		this.backlogs = backlogs;
		this.dispatcher = dispatcher;
		this.called = Set.copyOf(called);
		this.changes = new DeliveryChanges(changes, journal);
		this.clock = clock;
	}

	/**
	 * Return the configured destinations that are called, and those that deliveries wait
	 * for or that have dead letters which are not acknowledged.
	 * @return what waits for each, in alphabetical order of the destinations
	 */
	public List<DestinationBacklog> list() {
		Map<Destination, DestinationBacklog> all = new TreeMap<>();
		this.called.forEach((one) -> all.put(one, backlog(Backlog.none(one))));
		this.backlogs.count().forEach((backlog) -> all.put(backlog.destination(), backlog(backlog)));
		return List.copyOf(all.values());
	}

	private DestinationBacklog backlog(Backlog backlog) {
		return new DestinationBacklog(backlog.destination(), this.called.contains(backlog.destination()),
				backlog.pending(), backlog.oldest(), backlog.dead());
	}

	/**
	 * Redirects what waits for a removed destination. What the other destination has by
	 * itself becomes an acknowledged dead letter instead, so that it does not get it
	 * twice.
	 * @param from a destination that is not configured
	 * @param to a configured destination that is called
	 * @param by the user who asks for it
	 * @return how many were redirected
	 * @throws IllegalArgumentException if one of them is not such a destination
	 */
	public RemovalResult redirect(Destination from, Destination to, String by) {
		if (!this.called.contains(to)) {
			throw new IllegalArgumentException("%s is not called".formatted(to));
		}
		String repeated = "redirected to %s, which has the message by its own route".formatted(to);
		RemovedDeliveryTable table = table(from);
		return inPortions(table, (jdbc, waiting) -> {
			long now = this.clock.millis();
			AcknowledgementRecord acknowledgement = new AcknowledgementRecord(this.clock.wallTime(), by, repeated);
			if (table.endRepeated(jdbc, waiting, to, now, acknowledgement)) {
				return Change.REPEATED;
			}
			return table.move(jdbc, waiting, to, now) ? Change.MADE : Change.NONE;
		}, (jdbc, changes) -> {
			this.changes.redirected(jdbc, of(changes, Change.MADE), from, to, by);
			this.changes.givenUp(jdbc, of(changes, Change.REPEATED), from, true, by, repeated);
		}, (waiting, message, change) -> {
			if (change == Change.MADE) {
				this.logger.info("Delivery {} of message {} is redirected from {} to {} by {}", waiting.id(), message,
						from, to, by);
			}
			else {
				this.logger.info("Dead letter {} for {} (message {}) was acknowledged by {}: {}", waiting.id(), from,
						message, by, repeated);
			}
		}, (moved) -> this.dispatcher.dispatch(Collections.nCopies(moved, to)));
	}

	/**
	 * Gives up what waits for a removed destination: it becomes dead letters.
	 * @param from a destination that is not configured
	 * @param by the user who asks for it
	 * @return how many were given up
	 * @throws IllegalArgumentException if the destination is configured
	 */
	public RemovalResult giveUp(Destination from, String by) {
		String detail = "%s is not configured any more; given up by %s".formatted(from, by);
		RemovedDeliveryTable table = table(from);
		return inPortions(table,
				(jdbc, waiting) -> table.end(jdbc, waiting, this.clock.millis(), this.clock.wallTime().toEpochMilli(),
						detail) ? Change.MADE : Change.NONE,
				(jdbc, changes) -> this.changes.givenUp(jdbc, of(changes, Change.MADE), from, false, by, null),
				(waiting, message, _) -> this.logger.info("Dead letter {} for {} (message {}): {}", waiting.id(), from,
						message, detail),
				(_) -> {
				});
	}

	private RemovedDeliveryTable table(Destination from) {
		if (this.called.contains(from)) {
			throw new IllegalArgumentException("%s is configured".formatted(from));
		}
		return new RemovedDeliveryTable(from);
	}

	private static List<Waiting> of(Map<Waiting, Change> changes, Change change) {
		return changes.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == change)
			.map(Map.Entry::getKey)
			.toList();
	}

	private RemovalResult inPortions(RemovedDeliveryTable table, Step step,
			BiConsumer<JdbcClient, Map<Waiting, Change>> record, RemovedLine line, IntConsumer committed) {
		int made = 0;
		int repeated = 0;
		Map<Waiting, Change> changes;
		do {
			List<Waiting> portion = this.store.read((jdbc) -> table.next(jdbc, this.clock.millis(), BATCH));
			changes = portion.isEmpty() ? Map.of() : change(table, portion, step, record);
			int moved = Collections.frequency(changes.values(), Change.MADE);
			committed.accept(moved);
			log(changes, line);
			made += moved;
			repeated += changes.size() - moved;
		}
		while (!changes.isEmpty());
		return new RemovalResult(made, repeated, this.store.read(table::count));
	}

	private Map<Waiting, Change> change(RemovedDeliveryTable table, List<Waiting> portion, Step step,
			BiConsumer<JdbcClient, Map<Waiting, Change>> record) {
		Set<String> locks = portion.stream()
			.map((waiting) -> OrderingLock.of(waiting.orderingKey()))
			.collect(Collectors.toSet());
		return this.store.write(UnitOfWork.locking(locks, (jdbc) -> {
			Map<Waiting, Change> changes = new LinkedHashMap<>();
			Set<String> unchanged = new HashSet<>();
			for (Waiting waiting : portion) {
				// What waits behind a delivery that was claimed meanwhile must not
				// overtake it
				Change change = unchanged.contains(waiting.orderingKey()) ? Change.NONE : step.apply(jdbc, waiting);
				if (change == Change.NONE) {
					unchanged.add(waiting.orderingKey());
				}
				else {
					changes.put(waiting, change);
				}
			}
			record.accept(jdbc, changes);
			table.makeFirstDue(jdbc, portion.getLast().orderingKey(), this.clock.millis());
			return changes;
		}));
	}

	private void log(Map<Waiting, Change> changes, RemovedLine line) {
		this.changes.log(List.copyOf(changes.keySet()), Waiting::messageSeq,
				(waiting, message) -> line.write(waiting, message, changes.getOrDefault(waiting, Change.NONE)));
	}

	/**
	 * What was done with a delivery.
	 */
	private enum Change {

		NONE, MADE, REPEATED

	}

	/**
	 * Changes a delivery.
	 */
	@FunctionalInterface
	private interface Step {

		Change apply(JdbcClient jdbc, Waiting waiting);

	}

	/**
	 * Writes the line of a change into the log.
	 */
	@FunctionalInterface
	private interface RemovedLine {

		void write(Waiting waiting, Object message, Change change);

	}

}
