package io.onsrelay.event;

import java.time.Clock;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/**
 * Generates the ids of messages: UUIDs of version 7, each greater than the one before,
 * also within one millisecond and after the clock is set back. See
 * https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7. Thread-safe.
 */
public final class MessageIds {

	private final TimeBasedEpochGenerator generator;

	/**
	 * Creates a generator.
	 * @param clock the clock
	 * @param random makes ids differ from those of other replicas; used by one thread at
	 * a time
	 */
	public MessageIds(Clock clock, RandomGenerator random) {
		this.generator = new TimeBasedEpochGenerator(Random.from(random), new ForwardClock(clock));
	}

	/**
	 * Return the next id.
	 * @return the id
	 */
	public MessageId next() {
		return new MessageId(this.generator.generate());
	}

	/**
	 * Stands still until a clock that was set back has caught up.
	 */
	private static final class ForwardClock extends UUIDClock {

		private final Clock clock;

		private final AtomicLong latest = new AtomicLong();

		private ForwardClock(Clock clock) {
			this.clock = clock;
		}

		@Override
		public long currentTimeMillis() {
			return this.latest.accumulateAndGet(this.clock.millis(), Math::max);
		}

	}

}
