package io.onsrelay.routing.reload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.onsrelay.timing.PeriodicService;

/**
 * Reads the files of the configuration again and again.
 */
final class RoutesWatch extends PeriodicService {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	private final RoutesReload reload;

	private final Duration interval;

	private final Clock clock;

	/**
	 * Creates the watch.
	 * @param reload reads the files
	 * @param interval how often; zero for never
	 * @param clock tells when to read them
	 */
	RoutesWatch(RoutesReload reload, Duration interval, Clock clock) {
		super("routes", STOP_TIMEOUT, clock);
		this.reload = reload;
		this.interval = interval;
		this.clock = clock;
	}

	@Override
	protected Optional<Instant> run() {
		this.reload.noteLoaded();
		if (this.interval.isZero()) {
			return Optional.empty();
		}
		Duration pause = this.reload.look() ? this.interval : shorter();
		return Optional.of(this.clock.instant().plus(pause));
	}

	/**
	 * What has just changed is read a second time before it is loaded.
	 */
	private Duration shorter() {
		Duration second = Duration.ofSeconds(1);
		return (this.interval.compareTo(second) < 0) ? this.interval : second;
	}

}
