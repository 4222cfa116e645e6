package io.onsrelay.audit.standing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.checkpoint.CheckpointTable;
import io.onsrelay.audit.checkpoint.StoredCheckpoint;
import io.onsrelay.audit.scan.StoreVerification;
import io.onsrelay.audit.scan.VerificationOptions;
import io.onsrelay.audit.verification.Finding;
import io.onsrelay.audit.verification.OutsideCheckpoints;
import io.onsrelay.audit.verification.VerificationReport;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicService;

/**
 * Verifies the log within the service: once a day, and when an operator asks for it. It
 * reads at a low pace, so that others do not wait. What it found is kept in memory.
 * Signatures are not verified here, and nothing is compared with checkpoints from
 * outside: the command {@code audit verify} does both.
 */
public final class BackgroundVerification extends PeriodicService {

	private static final Duration FIRST = Duration.ofMinutes(5);

	private static final Duration ROUND = Duration.ofDays(1);

	/**
	 * How long to wait when the store is unavailable.
	 */
	private static final Duration UNAVAILABLE_RETRY = Duration.ofMinutes(1);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Logger logger = LoggerFactory.getLogger(BackgroundVerification.class);

	private final AuditLog log;

	private final Store store;

	private final Duration pause;

	private final Clock clock;

	private volatile Instant due;

	private volatile boolean stopped;

	private volatile boolean running;

	private volatile long verified;

	private volatile @Nullable LastVerification last;

	/**
	 * Creates the verification.
	 * @param log the log
	 * @param store the store
	 * @param pause how long it waits after each page of records
	 * @param clock the clock
	 */
	BackgroundVerification(AuditLog log, Store store, Duration pause, Clock clock) {
		super("audit-verification", STOP_TIMEOUT, clock);
		this.log = log;
		this.store = store;
		this.pause = pause;
		this.clock = clock;
		this.due = clock.instant().plus(FIRST);
	}

	/**
	 * Return how the log stands.
	 * @return the standing
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public LogStanding standing() {
		long size = this.store.read(this.log::head).size();
		StoredCheckpoint checkpoint = this.store.read(CheckpointTable::last).orElse(null);
		return new LogStanding(size, checkpoint, this.running, this.verified, this.last);
	}

	/**
	 * Has the log verified now.
	 * @return whether a verification begins: not if one runs
	 */
	public boolean verifyNow() {
		if (this.running) {
			return false;
		}
		this.due = this.clock.instant();
		wakeUp();
		return true;
	}

	@Override
	protected Optional<Instant> run() {
		Instant now = this.clock.instant();
		if (now.isBefore(this.due)) {
			return Optional.of(this.due);
		}
		try {
			verify(now);
			this.due = this.clock.instant().plus(ROUND);
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			this.due = this.clock.instant().plus(UNAVAILABLE_RETRY);
		}
		catch (CancellationException ex) {
			return Optional.empty();
		}
		return Optional.of(this.due);
	}

	/**
	 * Verifies the log now, on this thread.
	 */
	void verify(Instant now) {
		this.verified = 0;
		this.running = true;
		try {
			VerificationReport report = new StoreVerification(this.store::read, new VerificationOptions(Set.of(),
					OutsideCheckpoints.none(), 1, this::pause, (records, _) -> this.verified = records, this.clock))
				.run();
			this.last = new LastVerification(now, this.clock.instant(), report);
			for (Finding finding : report.findings()) {
				this.logger.error("The audit log was altered, {}: {}{}. Run the command audit verify",
						finding.fault().words(), finding.text(),
						(finding.more() > 0) ? ", and %,d more".formatted(finding.more()) : "");
			}
		}
		finally {
			this.running = false;
		}
	}

	private void pause() {
		if (this.stopped || Thread.currentThread().isInterrupted()) {
			throw new CancellationException("The service stops");
		}
		LockSupport.parkNanos(this.pause.toNanos());
	}

	@Override
	public void start() {
		this.stopped = false;
		super.start();
	}

	@Override
	public void stop() {
		this.stopped = true;
		super.stop();
	}

}
