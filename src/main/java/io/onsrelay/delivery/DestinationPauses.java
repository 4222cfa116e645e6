package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.onsrelay.delivery.pause.PauseRow;
import io.onsrelay.delivery.pause.PauseTable;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * The pauses that operators have made, as this replica knows them. The store has them, so
 * they hold on every replica and across restarts; each replica reads them again every
 * second, where there may be others.
 */
public final class DestinationPauses {

	private final Store store;

	private final SteadyClock clock;

	private final List<Consumer<Destination>> listeners = new CopyOnWriteArrayList<>();

	private volatile Map<Destination, List<PauseRow>> pauses = Map.of();

	/**
	 * Creates the pauses, of which none is known yet.
	 * @param store where they are kept
	 * @param clock the scale of due times
	 */
	public DestinationPauses(Store store, SteadyClock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Adds what is told of each destination that is paused or resumed.
	 * @param listener returns at once
	 */
	public void onChange(Consumer<Destination> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Reads the pauses again.
	 * @throws io.onsrelay.store.StoreUnavailableException if they can't be read now:
	 * those that are known still hold
	 */
	public void refresh() {
		Set<Destination> changed = replaceBy(this.store.read(PauseTable::all)
			.stream()
			.collect(Collectors.groupingBy(PauseRow::destination, Collectors.toUnmodifiableList())));
		changed.forEach((destination) -> this.listeners.forEach((listener) -> listener.accept(destination)));
	}

	private synchronized Set<Destination> replaceBy(Map<Destination, List<PauseRow>> read) {
		Map<Destination, List<PauseRow>> before = this.pauses;
		Set<Destination> changed = new TreeSet<>(before.keySet());
		changed.addAll(read.keySet());
		changed.removeIf((destination) -> now(before, destination).isPresent() == now(read, destination).isPresent());
		this.pauses = Map.copyOf(read);
		return changed;
	}

	/**
	 * Return the destinations that are paused now.
	 * @return them, in alphabetical order
	 */
	public Set<Destination> paused() {
		Map<Destination, List<PauseRow>> known = this.pauses;
		return known.keySet()
			.stream()
			.filter((destination) -> now(known, destination).isPresent())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Return the pause of a destination that holds now.
	 * @param destination the destination
	 * @return its pause; empty if there is none
	 */
	public Optional<PauseRow> now(Destination destination) {
		return now(this.pauses, destination);
	}

	private static Optional<PauseRow> now(Map<Destination, List<PauseRow>> pauses, Destination destination) {
		return pauses.getOrDefault(destination, List.of()).stream().filter((one) -> one.ends() == null).findFirst();
	}

	/**
	 * Return for how long a destination has been paused.
	 * @param destination the destination
	 * @return the time since its pause began; zero if there is none
	 */
	public Duration lasting(Destination destination) {
		return now(destination).map((one) -> Duration.between(one.begins(), this.clock.instant()))
			.filter(Duration::isPositive)
			.orElse(Duration.ZERO);
	}

	/**
	 * Return how old a delivery is, without the time for which its destination was
	 * paused.
	 * @param destination the destination
	 * @param since since when it is pending, on the scale of due times
	 * @return the age
	 */
	public Duration age(Destination destination, Instant since) {
		Instant now = this.clock.instant();
		Duration age = Duration.between(since, now);
		for (PauseRow pause : this.pauses.getOrDefault(destination, List.of())) {
			Instant begin = pause.begins().isAfter(since) ? pause.begins() : since;
			Instant end = (pause.ends() != null) ? pause.ends() : now;
			Duration overlap = Duration.between(begin, end);
			age = overlap.isPositive() ? age.minus(overlap) : age;
		}
		return age;
	}

}
