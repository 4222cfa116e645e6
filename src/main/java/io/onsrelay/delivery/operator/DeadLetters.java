package io.onsrelay.delivery.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.queue.AttemptTable;
import io.onsrelay.delivery.queue.OrderingLock;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.timing.SteadyClock;

/**
 * The deliveries that were given up: operators list, explain, replay, acknowledge and
 * delete them. A replay is the same delivery under the same idempotency key, at its place
 * in the order of its key; its age counts from the replay. One that is acknowledged is
 * kept and no longer counted; if it is replayed and dies again, it counts again.
 * <p>
 * Each change is a record of the audit log, and a line in the log with the message and
 * the operator.
 */
public final class DeadLetters {

	/**
	 * How many are changed in one unit of work, so that ingest does not wait for long.
	 */
	static final int BATCH = 100;

	private final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private final Store store;

	private final Dispatcher dispatcher;

	private final Set<Destination> known;

	private final SteadyClock clock;

	private final DeliveryChanges changes;

	private final DeadLetterTable table = new DeadLetterTable();

	private final AttemptTable attempts = new AttemptTable();

	/**
	 * Creates the dead letters.
	 * @param store where the outbox is kept
	 * @param journal where messages are kept
	 * @param dispatcher wakes the lanes after a replay
	 * @param known the configured destinations; nothing is replayed to others
	 * @param changes the audit log
	 * @param clock tells when a replay begins
	 */
	public DeadLetters(Store store, Journal journal, Dispatcher dispatcher, Collection<Destination> known,
			OperatorChanges changes, SteadyClock clock) {
		this.store = store;
		this.dispatcher = dispatcher;
		this.known = Set.copyOf(known);
		this.changes = new DeliveryChanges(changes, journal);
		this.clock = clock;
	}

	/**
	 * Lists dead letters in the order in which their messages were accepted.
	 * @param filter which dead letters
	 * @param after the number of the last that was listed before; zero for the first page
	 * @param limit how many at most
	 * @return the dead letters
	 * @throws io.onsrelay.store.StoreUnavailableException if they can't be read now
	 */
	public List<DeadLetter> list(DeadLetterFilter filter, long after, int limit) {
		return this.store
			.read((jdbc) -> this.table.list(jdbc, filter, this.table.destinations(jdbc), after, Long.MAX_VALUE, limit));
	}

	/**
	 * Counts dead letters, exactly.
	 * @param filter which dead letters
	 * @param last only those with this number or a smaller one
	 * @return how many there are for each destination that has any
	 * @throws io.onsrelay.store.StoreUnavailableException if they can't be read now
	 */
	public List<DeadLetterCount> count(DeadLetterFilter filter, long last) {
		return this.store.read((jdbc) -> this.table.count(jdbc, filter, this.table.destinations(jdbc), last));
	}

	/**
	 * Return whether dead letters of a destination can be replayed.
	 * @param destination the destination
	 * @return {@code true} if it is configured and called
	 */
	public boolean isReplayable(Destination destination) {
		return this.known.contains(destination);
	}

	/**
	 * Return the time by which dead letters are given up.
	 * @return the time
	 */
	public Instant time() {
		return this.clock.wallTime();
	}

	/**
	 * Lists dead letters whose destination is configured, for a replay in portions.
	 * @param filter which dead letters
	 * @param after only those with a larger number
	 * @param last only those with this number or a smaller one
	 * @param limit how many at most, and never more than are replayed in one unit of work
	 * @return the dead letters in the order in which their messages were accepted
	 */
	public List<DeadLetter> replayable(DeadLetterFilter filter, long after, long last, int limit) {
		return this.store
			.read((jdbc) -> this.table.list(jdbc, filter, this.known, after, last, Math.min(limit, BATCH)));
	}

	/**
	 * Return the unit of work that replays dead letters. The audit log has what they are
	 * replayed for: the request of many, or each by itself.
	 * @param letters the dead letters, at most as many as {@link #replayable} lists
	 * @return the unit; its result are those that were replayed, without those that
	 * another request has replayed or deleted meanwhile
	 */
	public UnitOfWork<List<DeadLetter>> replaying(List<DeadLetter> letters) {
		Set<String> locks = letters.stream()
			.map((letter) -> OrderingLock.of(letter.orderingKey()))
			.collect(Collectors.toSet());
		return UnitOfWork.locking(locks, (jdbc) -> {
			List<DeadLetter> taken = new ArrayList<>();
			letters.stream().filter((letter) -> replay(jdbc, letter)).forEach(taken::add);
			return taken;
		});
	}

	/**
	 * Follows the commit of a replay: wakes the lanes, and writes a line for each into
	 * the log.
	 * @param letters what was replayed
	 * @param by the user who asked for it
	 */
	public void replayed(List<DeadLetter> letters, String by) {
		this.dispatcher.dispatch(letters.stream().map(DeadLetter::destination).toList());
		log(letters, "is replayed by " + by);
	}

	/**
	 * Finds a dead letter.
	 * @param id its number
	 * @return the dead letter; empty if there is none with this number
	 */
	public Optional<DeadLetter> find(long id) {
		return this.store.read((jdbc) -> this.table.find(jdbc, id));
	}

	/**
	 * Finds the attempts of a delivery.
	 * @param id the number of a delivery
	 * @return its attempts, oldest first
	 */
	public List<AttemptRecord> attempts(long id) {
		return this.store.read((jdbc) -> this.attempts.of(jdbc, id, (row, _) -> attempt(row)));
	}

	/**
	 * Replays one dead letter.
	 * @param id its number
	 * @param by the user who asks for it
	 * @return {@code true} unless there is no such dead letter, or its destination is not
	 * configured
	 */
	public boolean replay(long id, String by) {
		return find(id).filter((letter) -> this.known.contains(letter.destination()))
			.map((letter) -> replay(List.of(letter), by) == 1)
			.orElse(false);
	}

	/**
	 * Replays all dead letters that match and whose destination is configured.
	 * @param filter which dead letters
	 * @param by the user who asks for it
	 * @return how many were replayed
	 */
	public int replay(DeadLetterFilter filter, String by) {
		return inPortions(filter, this.known, (letters) -> replay(letters, by));
	}

	private int replay(List<DeadLetter> letters, String by) {
		UnitOfWork<List<DeadLetter>> replaying = replaying(letters);
		List<DeadLetter> replayed = this.store.write(UnitOfWork.locking(replaying.locks(), (jdbc) -> {
			List<DeadLetter> before = this.table.find(jdbc, ids(letters));
			List<DeadLetter> taken = replaying.run(jdbc);
			this.changes.replayed(jdbc, of(before, ids(taken)), by);
			return taken;
		}));
		replayed(replayed, by);
		return replayed.size();
	}

	private static Set<Long> ids(List<DeadLetter> letters) {
		return letters.stream().map(DeadLetter::id).collect(Collectors.toSet());
	}

	private static List<DeadLetter> of(List<DeadLetter> letters, Set<Long> ids) {
		return letters.stream().filter((letter) -> ids.contains(letter.id())).toList();
	}

	private boolean replay(JdbcClient jdbc, DeadLetter letter) {
		return this.table.replay(jdbc, letter.id(), this.clock.millis());
	}

	/**
	 * Acknowledges one dead letter.
	 * @param id its number
	 * @param by the user who acknowledges it
	 * @param comment why it needs no attention any more
	 * @return {@code true} unless there is no such dead letter, or it is acknowledged
	 * already
	 */
	public boolean acknowledge(long id, String by, String comment) {
		return find(id).map((letter) -> acknowledge(List.of(letter), by, comment) == 1).orElse(false);
	}

	/**
	 * Acknowledges all dead letters that match; those that are acknowledged already stay
	 * as they are.
	 * @param filter which dead letters, whether their destination is configured or not
	 * @param by the user who acknowledges them
	 * @param comment why they need no attention any more
	 * @return how many were acknowledged
	 */
	public int acknowledge(DeadLetterFilter filter, String by, String comment) {
		return inPortions(filter, this.store.read(this.table::destinations),
				(letters) -> acknowledge(letters, by, comment));
	}

	private int acknowledge(List<DeadLetter> letters, String by, String comment) {
		AcknowledgementRecord acknowledgement = new AcknowledgementRecord(this.clock.wallTime(), by, comment);
		Set<Long> acknowledged = this.store.write((jdbc) -> {
			List<DeadLetter> before = this.table.find(jdbc, ids(letters));
			Set<Long> ids = new HashSet<>(this.table.acknowledge(jdbc, ids(letters), acknowledgement));
			this.changes.acknowledged(jdbc, of(before, ids), acknowledgement);
			return ids;
		});
		log(of(letters, acknowledged), "was acknowledged by %s: %s".formatted(by, comment));
		return acknowledged.size();
	}

	/**
	 * Deletes a dead letter that is acknowledged, with its attempts. The message stays as
	 * long as the journal keeps it.
	 * @param id its number
	 * @param by the user who deletes it
	 * @return {@code true} unless there is no such dead letter, or it is not acknowledged
	 */
	public boolean delete(long id, String by) {
		Optional<DeadLetter> deleted = this.store.write((jdbc) -> {
			Optional<DeadLetter> before = this.table.find(jdbc, id).filter((_) -> this.table.delete(jdbc, id));
			before.ifPresent((letter) -> this.changes.deleted(jdbc, letter, by));
			return before;
		});
		deleted.ifPresent((letter) -> log(List.of(letter), "was deleted by " + by));
		return deleted.isPresent();
	}

	/**
	 * Changes all that match, each portion in a unit of work of its own.
	 */
	private int inPortions(DeadLetterFilter filter, Collection<Destination> destinations,
			ToIntFunction<List<DeadLetter>> change) {
		int changed = 0;
		long after = 0;
		List<DeadLetter> letters;
		do {
			long last = after;
			letters = this.store
				.read((jdbc) -> this.table.list(jdbc, filter, destinations, last, Long.MAX_VALUE, BATCH));
			if (!letters.isEmpty()) {
				changed += change.applyAsInt(letters);
				after = letters.getLast().id();
			}
		}
		while (letters.size() == BATCH);
		return changed;
	}

	private void log(List<DeadLetter> letters, String change) {
		this.changes.log(letters, DeadLetter::messageSeq, (letter, message) -> this.logger
			.info("Dead letter {} for {} (message {}) {}", letter.id(), letter.destination(), message, change));
	}

	private static AttemptRecord attempt(ResultSet row) throws SQLException {
		return new AttemptRecord(row.getInt("number"), Instant.ofEpochMilli(row.getLong("started_at")),
				Duration.ofMillis(row.getLong("duration")), row.getString("outcome"), row.getString("reason"),
				row.getString("detail"));
	}

}
