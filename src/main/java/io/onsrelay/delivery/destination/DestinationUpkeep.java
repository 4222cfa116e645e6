package io.onsrelay.delivery.destination;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.DestinationTallies;
import io.onsrelay.delivery.DestinationTallies.Tally;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicService;

/**
 * Finds pauses that were made at other replicas, and writes what happened at
 * destinations.
 */
final class DestinationUpkeep extends PeriodicService {

	/**
	 * After how long a pause holds at other replicas.
	 */
	private static final Duration ROUND = Duration.ofSeconds(1);

	/**
	 * How often counts are written.
	 */
	private static final Duration WRITING = Duration.ofSeconds(10);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Store store;

	private final DestinationPauses pauses;

	private final DestinationTallies tallies;

	private final Clock clock;

	private Instant writtenAt = Instant.MIN;

	/**
	 * Creates the upkeep.
	 * @param store where counts are kept
	 * @param pauses the pauses
	 * @param tallies what is counted
	 * @param clock tells when to go on
	 */
	DestinationUpkeep(Store store, DestinationPauses pauses, DestinationTallies tallies, Clock clock) {
		super("destinations", STOP_TIMEOUT, clock);
		this.store = store;
		this.pauses = pauses;
		this.tallies = tallies;
		this.clock = clock;
	}

	@Override
	protected Optional<Instant> run() {
		Instant now = this.clock.instant();
		try {
			if (this.store.isShared()) {
				this.pauses.refresh();
			}
			if (!now.isBefore(this.writtenAt.plus(WRITING))) {
				this.writtenAt = now;
				write();
			}
		}
		catch (StoreUnavailableException ex) {
			// The store logs once that it is unavailable.
		}
		return Optional.of(now.plus(this.store.isShared() ? ROUND : WRITING));
	}

	/**
	 * Writes what is counted.
	 * @throws StoreUnavailableException if it can't be written now; it is written later
	 */
	void write() {
		Map<Destination, Tally> taken = this.tallies.take();
		if (taken.isEmpty()) {
			return;
		}
		try {
			Instant now = this.clock.instant();
			this.store.write((jdbc) -> {
				TallyTable.add(jdbc, taken, now);
				return taken.size();
			});
		}
		catch (StoreUnavailableException ex) {
			this.tallies.putBack(taken);
			throw ex;
		}
	}

	/**
	 * Writes the rest: what was counted until the lanes have stopped.
	 */
	@Override
	public void stop() {
		super.stop();
		try {
			write();
		}
		catch (StoreUnavailableException ex) {
			// Counts of the last seconds are lost.
		}
	}

	/**
	 * Return the phase: this starts before the lanes and stops after them.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 8192;
	}

}
