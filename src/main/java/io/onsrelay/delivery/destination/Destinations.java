package io.onsrelay.delivery.destination;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.OperatorChange;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.DestinationTallies;
import io.onsrelay.delivery.DestinationTallies.Counts;
import io.onsrelay.delivery.DestinationTallies.Tally;
import io.onsrelay.delivery.LaneReports;
import io.onsrelay.delivery.LaneReports.LaneReport;
import io.onsrelay.delivery.pause.PauseRow;
import io.onsrelay.delivery.pause.PauseTable;
import io.onsrelay.delivery.policy.CircuitState;
import io.onsrelay.delivery.queue.Backlog;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.timing.SteadyClock;

/**
 * The destinations that are called, and those that were removed from the configuration
 * while deliveries wait for them: their state, and the pauses that operators make.
 * <p>
 * A pause holds on every replica, across restarts, until an operator ends it. Calls in
 * flight end; no other one begins. The time of a pause does not count when a delivery is
 * given up by its age.
 */
public final class Destinations {

	/**
	 * The longest reason, in characters.
	 */
	public static final int MAX_REASON_CHARS = 500;

	private static final int HOURS = 25;

	/**
	 * A destination that waits no longer than this only keeps to its rate.
	 */
	private static final Duration BRIEF = Duration.ofSeconds(1);

	private final Logger logger = LoggerFactory.getLogger(Destinations.class);

	private final Store store;

	private final DeliveryMetrics metrics;

	private final LaneReports lanes;

	private final DestinationPauses pauses;

	private final DestinationTallies tallies;

	private final OperatorChanges changes;

	private final Set<Destination> called;

	private final SteadyClock clock;

	/**
	 * Creates them.
	 * @param store where pauses and counts are kept
	 * @param metrics counts what waits
	 * @param lanes tells what the lanes of this replica do
	 * @param pauses the pauses
	 * @param tallies what this replica has counted and not written
	 * @param changes the audit log
	 * @param called the configured destinations that are called
	 * @param clock the time
	 */
	Destinations(Store store, DeliveryMetrics metrics, LaneReports lanes, DestinationPauses pauses,
			DestinationTallies tallies, OperatorChanges changes, Collection<Destination> called, SteadyClock clock) {
		this.store = store;
		this.metrics = metrics;
		this.lanes = lanes;
		this.pauses = pauses;
		this.tallies = tallies;
		this.changes = changes;
		this.called = Set.copyOf(called);
		this.clock = clock;
	}

	/**
	 * Return all destinations.
	 * @return them, in alphabetical order
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public List<DestinationReport> list() {
		Map<Destination, Backlog> backlogs = this.metrics.backlogs();
		Map<Destination, Tally> last = last();
		Set<Destination> all = new TreeSet<>(this.called);
		all.addAll(this.pauses.paused());
		backlogs.values()
			.stream()
			.filter((backlog) -> backlog.pending() > 0 || backlog.dead() > 0)
			.forEach((backlog) -> all.add(backlog.destination()));
		return all.stream()
			.map((destination) -> report(destination, backlogs.getOrDefault(destination, Backlog.none(destination)),
					last.get(destination)))
			.toList();
	}

	/**
	 * Return one destination.
	 * @param destination its kind and name
	 * @return it; empty if it is neither configured nor waited for
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public Optional<DestinationReport> find(Destination destination) {
		return list().stream().filter((report) -> report.destination().equals(destination)).findFirst();
	}

	private Map<Destination, Tally> last() {
		Map<Destination, Tally> last = new TreeMap<>(this.store.read(TallyTable::last));
		this.tallies.counted().forEach((destination, tally) -> last.merge(destination, tally, Destinations::later));
		return last;
	}

	/**
	 * What is not written yet is the later one, unless another replica was faster.
	 */
	private static Tally later(Tally written, Tally counted) {
		DestinationTallies.DeliveredLast delivered = written.delivered();
		DestinationTallies.FailedLast failed = written.failed();
		DestinationTallies.DeliveredLast newDelivered = counted.delivered();
		DestinationTallies.FailedLast newFailed = counted.failed();
		return new Tally(Map.of(),
				(newDelivered != null && (delivered == null || delivered.at().isBefore(newDelivered.at())))
						? newDelivered : delivered,
				(newFailed != null && (failed == null || failed.at().isBefore(newFailed.at()))) ? newFailed : failed);
	}

	private DestinationReport report(Destination destination, Backlog backlog, @Nullable Tally last) {
		LaneReport lane = this.lanes.of(destination).orElse(null);
		Duration interval = (lane != null) ? lane.interval() : Duration.ZERO;
		DestinationPause pause = this.pauses.now(destination).map(Destinations::pause).orElse(null);
		Duration wait = backlog.paused();
		return new DestinationReport(destination, state(destination, pause, lane, interval, wait), pause, circuit(lane),
				wait.isPositive() ? this.clock.wallTime().plus(wait) : null, interval,
				(lane != null) ? lane.inFlight() : 0, backlog.pending(), backlog.oldest(), backlog.dead(),
				lastDelivery(last), lastFailure(last));
	}

	private DestinationState state(Destination destination, @Nullable DestinationPause pause, @Nullable LaneReport lane,
			Duration interval, Duration wait) {
		if (!this.called.contains(destination)) {
			return DestinationState.REMOVED;
		}
		if (pause != null) {
			return DestinationState.PAUSED;
		}
		if (lane != null && lane.circuit() != CircuitState.CLOSED) {
			return DestinationState.DOWN;
		}
		Duration usual = (interval.compareTo(BRIEF) > 0) ? interval : BRIEF;
		return (wait.compareTo(usual) > 0) ? DestinationState.RATE_LIMITED : DestinationState.WORKING;
	}

	private static DestinationReport.@Nullable Circuit circuit(@Nullable LaneReport lane) {
		return (lane != null) ? new DestinationReport.Circuit(lane.circuit().name().toLowerCase(Locale.ROOT),
				(lane.circuit() == CircuitState.OPEN) ? lane.probeAt() : null) : null;
	}

	private static DestinationReport.@Nullable LastDelivery lastDelivery(@Nullable Tally last) {
		DestinationTallies.DeliveredLast delivered = (last != null) ? last.delivered() : null;
		return (delivered != null) ? new DestinationReport.LastDelivery(delivered.at(), delivered.lag()) : null;
	}

	private static DestinationReport.@Nullable LastFailure lastFailure(@Nullable Tally last) {
		DestinationTallies.FailedLast failed = (last != null) ? last.failed() : null;
		return (failed != null) ? new DestinationReport.LastFailure(failed.at(), failed.reason(), failed.detail())
				: null;
	}

	/**
	 * Return what happened at each destination in the last 24 hours.
	 * @return 25 hours for each destination that is configured or that something happened
	 * at, the oldest first and the current one last, in alphabetical order of the
	 * destinations. What a replica counted within 10 seconds before it was killed is
	 * missing, and so is what happened before this version was installed.
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public Map<Destination, List<HourlyCount>> lastDay() {
		Instant last = this.clock.wallTime().truncatedTo(ChronoUnit.HOURS);
		Instant first = last.minus(HOURS - 1L, ChronoUnit.HOURS);
		Map<Destination, Map<Instant, Counts>> counted = this.store.read((jdbc) -> TallyTable.hours(jdbc, first));
		this.called.forEach((destination) -> counted.computeIfAbsent(destination, (_) -> new TreeMap<>()));
		this.tallies.counted().forEach((destination, tally) -> {
			Map<Instant, Counts> hours = counted.computeIfAbsent(destination, (_) -> new TreeMap<>());
			tally.hours().forEach((hour, counts) -> hours.merge(hour, counts, Counts::plus));
		});
		Map<Destination, List<HourlyCount>> days = new TreeMap<>();
		counted.forEach((destination, hours) -> days.put(destination, day(first, hours)));
		return days;
	}

	private static List<HourlyCount> day(Instant first, Map<Instant, Counts> counted) {
		List<HourlyCount> day = new ArrayList<>();
		for (int i = 0; i < HOURS; i++) {
			Instant hour = first.plus(i, ChronoUnit.HOURS);
			Counts counts = counted.getOrDefault(hour, new Counts(0, 0, 0));
			day.add(new HourlyCount(hour, counts.delivered(), counts.failed(), counts.dead()));
		}
		return day;
	}

	/**
	 * Pauses a destination.
	 * @param destination a configured destination that is called
	 * @param by the operator's name
	 * @param reason why; one line, at most {@value #MAX_REASON_CHARS} characters
	 * @return the pause; empty if the destination is paused already, by the pause of its
	 * report
	 * @throws IllegalArgumentException if the destination is not called, or the reason is
	 * blank, too long or more than a line, with a message for the operator
	 * @throws io.onsrelay.store.StoreUnavailableException if it could not be written
	 */
	public Optional<DestinationPause> pause(Destination destination, String by, String reason) {
		if (!this.called.contains(destination)) {
			throw new IllegalArgumentException(
					"%s is not called, so there is nothing to pause.".formatted(destination));
		}
		String words = reason.strip();
		if (words.isEmpty() || words.length() > MAX_REASON_CHARS) {
			throw new IllegalArgumentException(
					"The reason must have 1 to %d characters: others will read it.".formatted(MAX_REASON_CHARS));
		}
		if (!OperatorChange.isLine(words)) {
			throw new IllegalArgumentException("The reason must be one line without control characters.");
		}
		PauseRow pause = new PauseRow(destination, this.clock.instant(), null, this.clock.wallTime(), by, words);
		boolean begun = this.store
			.write(UnitOfWork.locking(Set.of(PauseTable.lock(destination)), (jdbc) -> begin(jdbc, pause)));
		this.pauses.refresh();
		if (!begun) {
			return Optional.empty();
		}
		this.logger.info("{} is paused by {}: {}", destination, by, words);
		return Optional.of(pause(pause));
	}

	private boolean begin(JdbcClient jdbc, PauseRow pause) {
		if (PauseTable.now(jdbc, pause.destination()).isPresent()) {
			return false;
		}
		PauseTable.begin(jdbc, pause);
		this.changes.append(jdbc, new OperatorChange(pause.by(), "destination.paused", pause.destination().toString(),
				null, Map.of("pausedAt", pause.pausedAt()), pause.reason()));
		return true;
	}

	/**
	 * Ends the pause of a destination.
	 * @param destination the destination, configured or not
	 * @param by the operator's name
	 * @return the pause that ended; empty if there was none
	 * @throws io.onsrelay.store.StoreUnavailableException if it could not be written
	 */
	public Optional<DestinationPause> resume(Destination destination, String by) {
		Optional<PauseRow> ended = this.store
			.write(UnitOfWork.locking(Set.of(PauseTable.lock(destination)), (jdbc) -> end(jdbc, destination, by)));
		this.pauses.refresh();
		ended.ifPresent((pause) -> this.logger.info("{} is resumed by {}; {} had paused it at {}: {}", destination, by,
				pause.by(), pause.pausedAt(), pause.reason()));
		return ended.map(Destinations::pause);
	}

	private Optional<PauseRow> end(JdbcClient jdbc, Destination destination, String by) {
		Optional<PauseRow> now = PauseTable.now(jdbc, destination);
		now.ifPresent((pause) -> {
			PauseTable.end(jdbc, destination, this.clock.instant(), this.clock.wallTime(), by);
			this.changes.append(jdbc, new OperatorChange(by, "destination.resumed", destination.toString(),
					Map.of("pausedAt", pause.pausedAt(), "by", pause.by(), "reason", pause.reason()), null, null));
		});
		return now;
	}

	private static DestinationPause pause(PauseRow row) {
		return new DestinationPause(row.pausedAt(), row.by(), row.reason());
	}

}
