package io.onsrelay.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.notifier.Destination;
import io.onsrelay.timing.SteadyClock;

/**
 * Sets the outbox right after what the lanes could not see: an end without a farewell,
 * destinations that were configured once, and a clock that was set.
 * <p>
 * Where several replicas share the outbox, what is claimed belongs to one that may be
 * well, and everybody goes by the database's clock: there is nothing to set right then,
 * but that leases end.
 */
final class Recovery {

	private final Logger logger = LoggerFactory.getLogger(Recovery.class);

	private final DueTimeRepair dueTimes;

	private final BacklogQuery backlogs;

	private final SteadyClock clock;

	private final Duration longestWait;

	Recovery(DueTimeRepair dueTimes, BacklogQuery backlogs, SteadyClock clock, Duration longestWait) {
		this.dueTimes = dueTimes;
		this.backlogs = backlogs;
		this.clock = clock;
		this.longestWait = longestWait;
	}

	/**
	 * Takes over what a former process left, unless others may be at work.
	 * @param destinations those that are configured
	 */
	void recoverAfterCrash(Collection<Destination> destinations) {
		if (this.dueTimes.isExclusive()) {
			this.dueTimes.recoverAfterCrash(this.longestWait);
		}
		this.backlogs.count()
			.stream()
			.filter((backlog) -> backlog.pending() > 0 && !destinations.contains(backlog.destination()))
			.forEach((backlog) -> this.logger.warn("{} deliveries wait for {}, which is not configured any more",
					backlog.pending(), backlog.destination()));
	}

	/**
	 * Notices whether the clock was set, and makes what is due follow it, at one moment
	 * for all who note times. Where processes share a database, its clock is everybody's,
	 * and nobody moves what others noted.
	 * @return by how much it was set
	 */
	synchronized Optional<Duration> followClock() {
		if (!this.dueTimes.isExclusive()) {
			this.clock.follow();
			return Optional.empty();
		}
		Optional<Duration> jump = this.clock.jump();
		jump.ifPresent((by) -> {
			this.dueTimes.shift(by, this.clock::follow);
			this.logger.warn("The clock was set by {} s; what is due follows it", by.toMillis() / 1000.0);
		});
		return jump;
	}

}
