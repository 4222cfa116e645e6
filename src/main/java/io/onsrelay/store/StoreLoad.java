package io.onsrelay.store;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether a store is busy writing, for work that can wait until it is not. Not for
 * several threads.
 */
public final class StoreLoad {

	/**
	 * The part of a time for which a busy store writes.
	 */
	private static final double BUSY = 0.5;

	/**
	 * Within a shorter time, chance decides whether something is written.
	 */
	private static final long WINDOW = Duration.ofMillis(100).toNanos();

	private final Supplier<Duration> writingTime;

	private final LongSupplier nanos;

	private long windowStart;

	private Duration windowWritingTime;

	private boolean busy;

	/**
	 * Begins to watch a store.
	 * @param store the store
	 */
	public StoreLoad(Store store) {
		this(store::writingTime, System::nanoTime);
	}

	StoreLoad(Supplier<Duration> writingTime, LongSupplier nanos) {
		this.writingTime = writingTime;
		this.nanos = nanos;
		this.windowStart = nanos.getAsLong();
		this.windowWritingTime = writingTime.get();
	}

	/**
	 * Return whether the store has written for most of the time lately.
	 * @return {@code true} if it has, from a time before this call that is at least 100
	 * ms long
	 */
	public boolean busy() {
		long now = this.nanos.getAsLong();
		if (now - this.windowStart >= WINDOW) {
			Duration written = this.writingTime.get();
			this.busy = written.minus(this.windowWritingTime).toNanos() > BUSY * (now - this.windowStart);
			this.windowStart = now;
			this.windowWritingTime = written;
		}
		return this.busy;
	}

}
