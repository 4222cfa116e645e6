package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.util.Collection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.delivery.queue.DueTimeRepair;
import io.onsrelay.notifier.Destination;

/**
 * Takes up the outbox that the previous process left, after an unclean shutdown too.
 */
final class StartupRecovery {

	private final Logger logger = LoggerFactory.getLogger(StartupRecovery.class);

	private final DueTimeRepair dueTimes;

	private final BacklogQuery backlogs;

	private final Duration longestWait;

	/**
	 * Creates the recovery.
	 * @param dueTimes repairs due times
	 * @param backlogs counts pending deliveries
	 * @param longestWait the longest wait before any attempt
	 */
	StartupRecovery(DueTimeRepair dueTimes, BacklogQuery backlogs, Duration longestWait) {
		this.dueTimes = dueTimes;
		this.backlogs = backlogs;
		this.longestWait = longestWait;
	}

	/**
	 * Repairs due times, unless other replicas may be running, and warns of deliveries
	 * whose destination is not configured.
	 * @param destinations the configured destinations
	 */
	void run(Collection<Destination> destinations) {
		if (this.dueTimes.isAllowed()) {
			this.dueTimes.recoverAfterCrash(this.longestWait);
		}
		this.backlogs.count()
			.stream()
			.filter((backlog) -> backlog.pending() > 0 && !destinations.contains(backlog.destination()))
			.forEach((backlog) -> this.logger.warn("{} deliveries wait for {}, which is not configured any more",
					backlog.pending(), backlog.destination()));
	}

}
