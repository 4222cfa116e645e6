package io.onsrelay.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.queue.Attempt;
import io.onsrelay.delivery.queue.AttemptTable;
import io.onsrelay.delivery.queue.OrderingLock;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The deliveries that were given up: operators list, explain and replay them. A replay is
 * the same delivery under the same idempotency key, at its place in the order of its key;
 * its age counts from the replay.
 */
public final class DeadLetters {

	/**
	 * How many are replayed in one unit of work, so that ingest does not wait for long.
	 */
	private static final int BATCH = 100;

	private static final String MATCHING = """
			state = 'dead' AND id > :after AND destination IN (:destinations)
				AND (:reason = '' OR reason = :reason) AND finished_at >= :from AND finished_at < :until
			""";

	private static final String LIST = """
			SELECT * FROM delivery WHERE %s ORDER BY id LIMIT :limit
			""".formatted(MATCHING);

	private static final String FIND = "SELECT * FROM delivery WHERE id = :id AND state = 'dead'";

	private static final String REPLAY = """
			UPDATE delivery SET state = 'pending', finished_at = NULL, pending_since = :now,
				due_at = CASE WHEN EXISTS (
					SELECT 1 FROM delivery AS other
					WHERE other.destination = delivery.destination AND other.ordering_key = delivery.ordering_key
						AND other.state = 'pending')
				THEN NULL ELSE :now END
			WHERE id = :id AND state = 'dead'
			""";

	private final Store store;

	private final Dispatcher dispatcher;

	private final Set<Destination> known;

	private final Clock clock;

	private final AttemptTable attempts = new AttemptTable();

	/**
	 * Creates the dead letters.
	 * @param store where the outbox is kept
	 * @param dispatcher wakes the lanes after a replay
	 * @param known the configured destinations; nothing is replayed to others
	 * @param clock tells when a replay begins
	 */
	public DeadLetters(Store store, Dispatcher dispatcher, Collection<Destination> known, Clock clock) {
		this.store = store;
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
		return this.store.read((jdbc) -> matching(jdbc, filter, filtered(filter, everySeen(jdbc)), after, limit));
	}

	/**
	 * Finds a dead letter.
	 * @param id its number
	 * @return the dead letter; empty if there is none with this number
	 */
	public Optional<DeadLetter> find(long id) {
		return this.store.read((jdbc) -> jdbc.sql(FIND).param("id", id).query((row, _) -> deadLetter(row)).optional());
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
	 * @return {@code true} unless there is no such dead letter, or its destination is not
	 * configured
	 */
	public boolean replay(long id) {
		return find(id).filter((letter) -> this.known.contains(letter.destination()))
			.map((letter) -> replay(List.of(letter)) == 1)
			.orElse(false);
	}

	/**
	 * Replays all dead letters that match and whose destination is configured.
	 * @param filter which dead letters
	 * @return how many were replayed
	 */
	public int replay(DeadLetterFilter filter) {
		int replayed = 0;
		long after = 0;
		List<DeadLetter> letters;
		do {
			long last = after;
			letters = this.store.read((jdbc) -> matching(jdbc, filter, filtered(filter, this.known), last, BATCH));
			replayed += replay(letters);
			after = letters.isEmpty() ? after : letters.getLast().id();
		}
		while (letters.size() == BATCH);
		return replayed;
	}

	private int replay(List<DeadLetter> letters) {
		Set<String> locks = letters.stream()
			.map((letter) -> OrderingLock.of(letter.orderingKey()))
			.collect(Collectors.toSet());
		List<DeadLetter> replayed = this.store.write(UnitOfWork.locking(locks, (jdbc) -> {
			List<DeadLetter> taken = new ArrayList<>();
			letters.stream().filter((letter) -> replay(jdbc, letter)).forEach(taken::add);
			return taken;
		}));
		this.dispatcher.dispatch(replayed.stream().map(DeadLetter::destination).toList());
		return replayed.size();
	}

	private boolean replay(JdbcClient jdbc, DeadLetter letter) {
		return jdbc.sql(REPLAY).param("id", letter.id()).param("now", this.clock.millis()).update() > 0;
	}

	private static List<DeadLetter> matching(JdbcClient jdbc, DeadLetterFilter filter, Set<String> destinations,
			long after, int limit) {
		if (destinations.isEmpty()) {
			return List.of();
		}
		Outcome.Reason reason = filter.reason();
		Instant from = filter.from();
		Instant until = filter.until();
		return jdbc.sql(LIST)
			.param("after", after)
			.param("destinations", destinations)
			.param("reason", (reason != null) ? Attempt.word(reason) : "")
			.param("from", (from != null) ? from.toEpochMilli() : 0)
			.param("until", (until != null) ? until.toEpochMilli() : Long.MAX_VALUE)
			.param("limit", limit)
			.query((row, _) -> deadLetter(row))
			.list();
	}

	private static Set<String> filtered(DeadLetterFilter filter, Collection<Destination> destinations) {
		return destinations.stream()
			.filter((destination) -> filter.destination() == null || destination.equals(filter.destination()))
			.map(Destination::toString)
			.collect(Collectors.toSet());
	}

	/**
	 * Return the destinations of all dead letters, also those not configured any more.
	 */
	private static List<Destination> everySeen(JdbcClient jdbc) {
		return jdbc.sql("SELECT DISTINCT destination FROM delivery WHERE state = 'dead'")
			.query((row, _) -> Destination.of(row.getString("destination")))
			.list();
	}

	private static AttemptRecord attempt(ResultSet row) throws SQLException {
		return new AttemptRecord(row.getInt("number"), Instant.ofEpochMilli(row.getLong("started_at")),
				Duration.ofMillis(row.getLong("duration")), row.getString("outcome"), row.getString("reason"),
				row.getString("detail"));
	}

	private static DeadLetter deadLetter(ResultSet row) throws SQLException {
		return new DeadLetter(row.getLong("id"), row.getLong("message_seq"),
				Destination.of(row.getString("destination")), row.getString("route"),
				new Message.Records(row.getString("records")), row.getString("ordering_key"),
				Instant.ofEpochMilli(row.getLong("received_at")), Instant.ofEpochMilli(row.getLong("finished_at")),
				row.getInt("attempts"), Outcome.Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
				row.getString("detail"));
	}

}
