package io.onsrelay.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.operator.DeadLetter;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.replay.ReplayTable.Running;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.timing.PeriodicService;
import io.onsrelay.timing.PollInterval;

/**
 * Does what was submitted: a portion of each running replay, then a pause in which the
 * writer is free for others. How far a replay is, is kept in the commit that replays; so
 * after a restart it goes on where it was, and of several replicas one does each portion.
 */
final class ReplayWorker extends PeriodicService {

	private static final Duration PORTION_PAUSE = Duration.ofMillis(50);

	private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(5);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Store store;

	private final DeadLetters letters;

	private final Duration retention;

	private final PollInterval polling;

	private final Clock clock;

	private final ReplayTable table = new ReplayTable();

	/**
	 * Creates the worker.
	 * @param store where replays are kept
	 * @param letters what is replayed
	 * @param retention how long replays are kept after their end
	 * @param polling how often to look for replays that another replica was submitted
	 * @param clock tells when replays end
	 */
	ReplayWorker(Store store, DeadLetters letters, Duration retention, PollInterval polling, Clock clock) {
		super("replays", STOP_TIMEOUT, clock);
		this.store = store;
		this.letters = letters;
		this.retention = retention;
		this.polling = polling;
		this.clock = clock;
	}

	/**
	 * Begins with what was submitted.
	 */
	void submitted() {
		wakeUp();
	}

	@Override
	protected Optional<Instant> run() {
		Instant now = this.clock.instant();
		try {
			return runOnce() ? Optional.of(now.plus(PORTION_PAUSE)) : this.polling.next(Optional.empty(), now);
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(now.plus(UNAVAILABLE_RETRY));
		}
	}

	/**
	 * Does a portion of each running replay.
	 * @return whether this replica has more to do
	 */
	boolean runOnce() {
		boolean more = false;
		for (Running replay : this.store.read(this.table::running)) {
			more |= replayNext(replay);
		}
		return more;
	}

	private boolean replayNext(Running replay) {
		long left = replay.request().limit() - replay.replayed();
		List<DeadLetter> portion = (left > 0) ? this.letters.replayable(replay.filter(), replay.doneTo(),
				replay.request().snapshot().last(), Math.toIntExact(left)) : List.of();
		if (portion.isEmpty()) {
			end(replay);
			return false;
		}
		UnitOfWork<List<DeadLetter>> replaying = this.letters.replaying(portion);
		Optional<List<DeadLetter>> replayed = this.store
			.write(UnitOfWork.locking(replaying.locks(), (jdbc) -> replay(jdbc, replay, portion, replaying)));
		replayed.ifPresent((letters) -> this.letters.replayed(letters, replay.by()));
		return replayed.isPresent();
	}

	private Optional<List<DeadLetter>> replay(JdbcClient jdbc, Running replay, List<DeadLetter> portion,
			UnitOfWork<List<DeadLetter>> replaying) {
		if (!this.table.advance(jdbc, replay, portion.getLast().id())) {
			return Optional.empty();
		}
		List<DeadLetter> replayed = replaying.run(jdbc);
		this.table.add(jdbc, replay.id(), replayed.stream().map(DeadLetter::id).toList());
		return Optional.of(replayed);
	}

	private void end(Running replay) {
		Instant now = this.clock.instant();
		this.store.write((jdbc) -> {
			this.table.forget(jdbc, now.minus(this.retention));
			return this.table.end(jdbc, replay.id(), ReplayState.COMPLETE, null, now);
		});
	}

}
