package io.onsrelay.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The pace of one long reading, such as an export, beside ingest: what senders wait for
 * goes first. While the store is busy writing, the reading rests nine times as long as it
 * has worked, so it takes a tenth of one processor; else it does not rest.
 */
public final class ReadingPace {

	private static final int RESTS = 9;

	/**
	 * One portion that took long, since the database did, does not stop the reading.
	 */
	private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();

	private final StoreLoad load;

	private final LongSupplier nanos;

	private final Consumer<Duration> rest;

	private long portionStart;

	/**
	 * Starts a reading of a store.
	 * @param store the store
	 */
	public ReadingPace(Store store) {
		this(store::writingTime, System::nanoTime, (duration) -> LockSupport.parkNanos(duration.toNanos()));
	}

	ReadingPace(Supplier<Duration> writingTime, LongSupplier nanos, Consumer<Duration> rest) {
		this.load = new StoreLoad(writingTime, nanos);
		this.nanos = nanos;
		this.rest = rest;
		this.portionStart = nanos.getAsLong();
	}

	/**
	 * Rests, where the store is busy. To be called after each portion.
	 */
	public void afterPortion() {
		if (this.load.busy()) {
			long now = this.nanos.getAsLong();
			this.rest.accept(Duration.ofNanos(Math.min(LONGEST_REST, RESTS * (now - this.portionStart))));
		}
		this.portionStart = this.nanos.getAsLong();
	}

}
