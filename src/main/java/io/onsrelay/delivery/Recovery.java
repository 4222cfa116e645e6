package io.onsrelay.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.notifier.Destination;
import io.onsrelay.timing.ClockWatch;

/**
 * Sets the outbox right after what the lanes could not see: an end without a farewell,
 * destinations that were configured once, and a clock that was set.
 */
final class Recovery {

	private final Logger logger = LoggerFactory.getLogger(Recovery.class);

	private final Timetable timetable;

	private final Backlogs backlogs;

	private final ClockWatch clock;

	private final Duration longestWait;

	/**
	 * What could not be followed yet, since the store was away.
	 */
	private Duration outstanding = Duration.ZERO;

	Recovery(Timetable timetable, Backlogs backlogs, ClockWatch clock, Duration longestWait) {
		this.timetable = timetable;
		this.backlogs = backlogs;
		this.clock = clock;
		this.longestWait = longestWait;
	}

	/**
	 * Takes over what a former process left.
	 * @param destinations those that are configured
	 */
	void takeOver(Collection<Destination> destinations) {
		this.timetable.takeOver(this.longestWait);
		this.backlogs.count()
			.stream()
			.filter((backlog) -> backlog.pending() > 0 && !destinations.contains(backlog.destination()))
			.forEach((backlog) -> this.logger.warn("{} deliveries wait for {}, which is not configured any more",
					backlog.pending(), backlog.destination()));
	}

	/**
	 * Notices whether the clock was set, and makes what is due follow it.
	 * @return by how much it was set
	 */
	synchronized Optional<Duration> followClock() {
		this.clock.jump().ifPresent((by) -> {
			this.logger.warn("The clock was set by {} s; what is due follows it", by.toMillis() / 1000.0);
			this.outstanding = this.outstanding.plus(by);
		});
		if (this.outstanding.isZero()) {
			return Optional.empty();
		}
		Duration followed = this.outstanding;
		this.timetable.shift(followed);
		this.outstanding = Duration.ZERO;
		return Optional.of(followed);
	}

}
