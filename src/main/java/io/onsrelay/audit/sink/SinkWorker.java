package io.onsrelay.audit.sink;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.audit.checkpoint.CheckpointTable;
import io.onsrelay.audit.checkpoint.StoredCheckpoint;
import io.onsrelay.audit.sink.SinkTable.SinkProgress;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.Backoff;
import io.onsrelay.timing.PeriodicService;

/**
 * Brings each checkpoint to one sink, in the order of their numbers, on a thread of its
 * own: a sink that fails delays nothing, and goes on where it stopped.
 */
final class SinkWorker extends PeriodicService {

	/**
	 * How often it looks for checkpoints.
	 */
	private static final Duration ROUND = Duration.ofSeconds(2);

	/**
	 * How many checkpoints are written before that is noted.
	 */
	private static final int BATCH = 20;

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

	/** The doubling of the wait has ended long before. */
	private static final int MAX_ATTEMPTS = 30;

	/**
	 * Longer than a call to Object Storage may take.
	 */
	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	private final Logger logger = LoggerFactory.getLogger(SinkWorker.class);

	private final CheckpointSink sink;

	private final Store store;

	private final SinkTable table;

	private final SinkMetrics metrics;

	private final RandomGenerator random;

	private final Clock clock;

	private int attempts;

	private String failure = "";

	SinkWorker(CheckpointSink sink, Store store, SinkMetrics metrics, RandomGenerator random, Clock clock) {
		super("audit-sink-" + sink.kind(), STOP_TIMEOUT, clock);
		this.sink = sink;
		this.store = store;
		this.table = new SinkTable(store, sink.name());
		this.metrics = metrics;
		this.random = random;
		this.clock = clock;
	}

	@Override
	protected Optional<Instant> run() {
		try {
			return Optional.of(this.clock.instant().plus(runOnce()));
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(ROUND));
		}
	}

	/**
	 * Brings what is due to the sink.
	 * @return how long to wait
	 * @throws StoreUnavailableException if the store can't be used now
	 */
	Duration runOnce() {
		SinkProgress progress = this.table.progress();
		if (progress.written().isEmpty()) {
			this.table.add(progress);
			progress = this.table.progress();
		}
		this.metrics.pending(progress.pending());
		if (progress.pending() == 0) {
			return ROUND;
		}
		Instant now = this.clock.instant();
		return this.table.claim(now) ? write(now) : ROUND;
	}

	private Duration write(Instant begin) {
		SinkProgress progress = this.table.progress();
		long written = progress.written().orElse(0);
		try {
			for (StoredCheckpoint next : next(written)) {
				this.sink.put(next);
				written = next.number();
				// Another replica goes on when the lease has ended
				if (this.clock.instant().isAfter(begin.plus(SinkTable.LEASE.dividedBy(2)))) {
					break;
				}
			}
			succeeded();
			return (written < progress.newest()) ? Duration.ZERO : ROUND;
		}
		catch (IOException ex) {
			return failed(written, reason(ex));
		}
		finally {
			this.table.release(written);
			this.metrics.pending(Math.max(0, progress.newest() - written));
		}
	}

	private List<StoredCheckpoint> next(long written) {
		return this.store.read((jdbc) -> CheckpointTable.after(jdbc, written, BATCH));
	}

	private static String reason(IOException ex) {
		String message = ex.getMessage();
		return (message != null) ? message : ex.getClass().getSimpleName();
	}

	private Duration failed(long written, String reason) {
		this.metrics.failed();
		this.attempts = Math.min(this.attempts + 1, MAX_ATTEMPTS);
		if (!reason.equals(this.failure)) {
			this.failure = reason;
			this.logger.warn("Checkpoint {} of the audit log can't be written to {}, and is tried again: {}",
					written + 1, this.sink.name(), reason);
		}
		return BACKOFF.delay(this.attempts, null, this.random);
	}

	private void succeeded() {
		if (!this.failure.isEmpty()) {
			this.logger.info("Checkpoints of the audit log are written to {} again", this.sink.name());
		}
		this.failure = "";
		this.attempts = 0;
	}

}
