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
 * Each change is a line in the log, with the message and the operator.
 */
public final class DeadLetters {

	/**
	 * How many are changed in one unit of work, so that ingest does not wait for long.
	 */
	static final int BATCH = 100;

	private final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private final Store store;

	private final Journal journal;

	private final Dispatcher dispatcher;

	private final Set<Destination> known;

	private final SteadyClock clock;

	private final DeadLetterTable table = new DeadLetterTable();

	private final AttemptTable attempts = new AttemptTable();

	/**
	 * Creates the dead letters.
	 * @param store where the outbox is kept
	 * @param journal where messages are kept
	 * @param dispatcher wakes the lanes after a replay
	 * @param known the configured destinations; nothing is replayed to others
	 * @param clock tells when a replay begins
	 */
	public DeadLetters(Store store, Journal journal, Dispatcher dispatcher, Collection<Destination> known,
			SteadyClock clock) {
		this.store = store;
		this.journal = journal;
		this.dispatcher = dispatcher;
		this.known = Set.copyOf(known);
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
		return this.store.read((jdbc) -> this.table.list(jdbc, filter, this.table.destinations(jdbc), after, limit));
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
		Set<String> locks = letters.stream()
			.map((letter) -> OrderingLock.of(letter.orderingKey()))
			.collect(Collectors.toSet());
		List<DeadLetter> replayed = this.store.write(UnitOfWork.locking(locks, (jdbc) -> {
			List<DeadLetter> taken = new ArrayList<>();
			letters.stream().filter((letter) -> replay(jdbc, letter)).forEach(taken::add);
			return taken;
		}));
		this.dispatcher.dispatch(replayed.stream().map(DeadLetter::destination).toList());
		log(replayed, "is replayed by " + by);
		return replayed.size();
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
		List<Long> ids = letters.stream().map(DeadLetter::id).toList();
		Set<Long> acknowledged = new HashSet<>(
				this.store.write((jdbc) -> this.table.acknowledge(jdbc, ids, acknowledgement)));
		log(letters.stream().filter((letter) -> acknowledged.contains(letter.id())).toList(),
				"was acknowledged by %s: %s".formatted(by, comment));
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
		Optional<DeadLetter> letter = find(id);
		if (letter.isEmpty() || !this.store.write((jdbc) -> this.table.delete(jdbc, id))) {
			return false;
		}
		log(List.of(letter.get()), "was deleted by " + by);
		return true;
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
			letters = this.store.read((jdbc) -> this.table.list(jdbc, filter, destinations, last, BATCH));
			if (!letters.isEmpty()) {
				changed += change.applyAsInt(letters);
				after = letters.getLast().id();
			}
		}
		while (letters.size() == BATCH);
		return changed;
	}

	private void log(List<DeadLetter> letters, String change) {
		ChangeLog.of(this.journal, letters, DeadLetter::messageSeq, (letter, message) -> this.logger
			.info("Dead letter {} for {} (message {}) {}", letter.id(), letter.destination(), message, change));
	}

	private static AttemptRecord attempt(ResultSet row) throws SQLException {
		return new AttemptRecord(row.getInt("number"), Instant.ofEpochMilli(row.getLong("started_at")),
				Duration.ofMillis(row.getLong("duration")), row.getString("outcome"), row.getString("reason"),
				row.getString("detail"));
	}

}
