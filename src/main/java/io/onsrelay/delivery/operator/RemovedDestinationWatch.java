package io.onsrelay.delivery.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicService;

/**
 * Shows what waits for removed destinations: in the log when it is found, and in gauges
 * from then on. It looks again and again, since another replica may still have an older
 * configuration.
 */
final class RemovedDestinationWatch extends PeriodicService {

	private static final Duration ROUND = Duration.ofMinutes(1);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Logger logger = LoggerFactory.getLogger(RemovedDestinationWatch.class);

	private final RemovedDestinations destinations;

	private final DeliveryMetrics metrics;

	private final Clock clock;

	private final Set<Destination> reported = new HashSet<>();

	/**
	 * Creates the watch.
	 * @param destinations counts what waits
	 * @param metrics shows it
	 * @param clock tells when to look again
	 */
	RemovedDestinationWatch(RemovedDestinations destinations, DeliveryMetrics metrics, Clock clock) {
		super("removed-destinations", STOP_TIMEOUT, clock);
		this.destinations = destinations;
		this.metrics = metrics;
		this.clock = clock;
	}

	@Override
	protected Optional<Instant> run() {
		try {
			look();
		}
		catch (StoreUnavailableException ex) {
			// The store logs once that it is unavailable.
		}
		return Optional.of(this.clock.instant().plus(ROUND));
	}

	/**
	 * Looks once.
	 */
	void look() {
		for (DestinationBacklog backlog : this.destinations.list()) {
			if (!backlog.configured()) {
				this.metrics.watchRemoved(backlog.destination());
				report(backlog);
			}
		}
	}

	private void report(DestinationBacklog backlog) {
		Destination destination = backlog.destination();
		if (backlog.pending() > 0 && this.reported.add(destination)) {
			this.logger.warn(
					"{} deliveries wait for {}, which is not configured any more, the oldest since {}. "
							+ "Configure it again, redirect or give them up: docs/dead-letters.md says how",
					backlog.pending(), destination, backlog.oldest());
		}
	}

}
