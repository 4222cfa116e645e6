package io.onsrelay.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.OperatorChange;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.operator.DeadLetterCount;
import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;

/**
 * Replays of many dead letters: a dry run counts them, a submission replays them.
 */
public final class Replays {

	private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");

	private final Logger logger = LoggerFactory.getLogger(Replays.class);

	private final Store store;

	private final DeadLetters letters;

	private final ReplayWorker worker;

	private final int most;

	private final OperatorChanges changes;

	private final Clock clock;

	private final ReplayTable table = new ReplayTable();

	/**
	 * Creates it.
	 * @param store where replays are kept
	 * @param letters what is replayed
	 * @param worker does what is submitted
	 * @param most how many dead letters one replay has at most
	 * @param changes the audit log
	 * @param clock tells when replays are submitted
	 */
	Replays(Store store, DeadLetters letters, ReplayWorker worker, int most, OperatorChanges changes, Clock clock) {
		this.store = store;
		this.letters = letters;
		this.worker = worker;
		this.most = most;
		this.changes = changes;
		this.clock = clock;
	}

	/**
	 * Return how many dead letters one replay has at most.
	 * @return {@code relay.replay.max-deliveries}
	 */
	public int most() {
		return this.most;
	}

	/**
	 * Counts the dead letters that match, and changes nothing.
	 * @param filter which dead letters
	 * @return how many there are now
	 * @throws io.onsrelay.store.StoreUnavailableException if they can't be read now
	 */
	public ReplayPlan plan(DeadLetterFilter filter) {
		Instant now = this.letters.time();
		List<DeadLetterCount> counts = this.letters.count(new ReplaySnapshot(Long.MAX_VALUE, now).within(filter),
				Long.MAX_VALUE);
		Map<Destination, Long> destinations = new TreeMap<>();
		long removed = 0;
		long last = 0;
		for (DeadLetterCount count : counts) {
			if (this.letters.isReplayable(count.destination())) {
				destinations.put(count.destination(), count.letters());
				last = Math.max(last, count.last());
			}
			else {
				removed += count.letters();
			}
		}
		return new ReplayPlan(filter, new ReplaySnapshot(last, now),
				destinations.values().stream().mapToLong(Long::longValue).sum(), removed,
				Collections.unmodifiableMap(destinations), this.most);
	}

	/**
	 * Submits a replay, which then runs by itself. The same submission again returns the
	 * same replay.
	 * @param request what to replay
	 * @param key identifies the submission; 1 to 100 printable ASCII characters
	 * @param by the user who submits it, from the login
	 * @return the replay, as it is now
	 * @throws InvalidReplayException if the request or the key can't be used
	 * @throws ReplayKeyException if the user has used the key for another request
	 */
	public Replay submit(ReplayRequest request, String key, String by) {
		check(request, key);
		ReplaySnapshot snapshot = request.snapshot();
		long matching = this.letters.count(snapshot.within(request.filter()), snapshot.last())
			.stream()
			.filter((count) -> this.letters.isReplayable(count.destination()))
			.mapToLong(DeadLetterCount::letters)
			.sum();
		Replay replay = this.store.write((jdbc) -> submit(jdbc, request, key, by, Math.min(matching, request.limit())));
		if (!replay.request().equals(request)) {
			throw new ReplayKeyException(replay.id());
		}
		this.worker.submitted();
		return replay;
	}

	private Replay submit(JdbcClient jdbc, ReplayRequest request, String key, String by, long matching) {
		Optional<Long> id = this.table.insert(jdbc, request, key, by, matching, this.clock.instant());
		id.ifPresent((number) -> this.changes.append(jdbc,
				new OperatorChange(
						by, "replay.submitted", target(number), null, Map.of("filter", values(request.filter()),
								"snapshot", request.snapshot().last(), "limit", request.limit(), "matching", matching),
						null)));
		return this.table.find(jdbc, by, key);
	}

	private void check(ReplayRequest request, String key) {
		if (!KEY.matcher(key).matches()) {
			throw new InvalidReplayException(
					"The idempotency key must be 1 to 100 printable ASCII characters without blanks, such as a UUID.");
		}
		if (request.limit() < 1 || request.limit() > this.most) {
			throw new InvalidReplayException(
					"limit must be between 1 and %d, the value of relay.replay.max-deliveries.".formatted(this.most));
		}
		if (request.snapshot().at().isAfter(this.letters.time())) {
			throw new InvalidReplayException("The snapshot is of the future: take the one of a dry run.");
		}
	}

	/**
	 * Return the values of a filter that narrow it.
	 */
	private static Map<String, String> values(DeadLetterFilter filter) {
		Map<String, @Nullable Object> values = new HashMap<>();
		values.put("destination", filter.destination());
		values.put("reason", filter.reason());
		values.put("from", filter.from());
		values.put("until", filter.until());
		values.put("acknowledged", filter.acknowledged());
		values.put("kind", filter.kind());
		values.put("type", filter.type());
		values.put("text", filter.text());
		Map<String, String> narrowing = new TreeMap<>();
		values.forEach((name, value) -> {
			if (value != null) {
				narrowing.put(name, value.toString());
			}
		});
		return narrowing;
	}

	private static String target(long id) {
		return "replay/" + id;
	}

	/**
	 * Lists replays, the newest first.
	 * @param before only those with a smaller number; {@link Long#MAX_VALUE} for the
	 * first page
	 * @param limit how many at most
	 * @return the replays
	 */
	public List<Replay> list(long before, int limit) {
		return this.store.read((jdbc) -> this.table.list(jdbc, before, limit));
	}

	/**
	 * Finds a replay.
	 * @param id its number
	 * @return the replay; empty if there is none with this number
	 */
	public Optional<Replay> find(long id) {
		return this.store.read((jdbc) -> this.table.find(jdbc, id));
	}

	/**
	 * Stops a replay after the portion in progress.
	 * @param id its number
	 * @param by the user who stops it, from the login
	 * @return {@code true} unless there is no such replay, or it does not run any more
	 */
	public boolean stop(long id, String by) {
		boolean stopped = this.store.write((jdbc) -> {
			if (!this.table.end(jdbc, id, ReplayState.STOPPED, by, this.clock.instant())) {
				return false;
			}
			this.changes.append(jdbc, new OperatorChange(by, "replay.stopped", target(id), null, null, null));
			return true;
		});
		if (stopped) {
			this.logger.info("Replay {} was stopped by {}", id, by);
		}
		return stopped;
	}

}
