package io.onsrelay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shows that work takes time in proportion to its length: on average, twice the length
 * takes less than three times as long. Work in the square of the length takes four times
 * as long, and everything worse more. CPU time counts, the shortest of several runs, and
 * the mean of several doublings, so that a busy machine does no harm.
 */
public final class Doublings {

	private static final ThreadMXBean CPU_TIMES = ManagementFactory.getThreadMXBean();

	private static final int FIRST_LENGTH = 1024;

	/**
	 * For how long code runs before it is timed, so that it is compiled.
	 */
	private static final long WARM_UP_NANOS = 150_000_000;

	/**
	 * Long enough for the clock.
	 */
	private static final long WORTH_TIMING_NANOS = 2_000_000;

	/**
	 * More than the longest body. What takes less time than is worth timing at this
	 * length is fast enough, whatever it is.
	 */
	private static final int MAX_LENGTH = 512 * 1024;

	private static final int DOUBLINGS = 4;

	private static final int RUNS = 5;

	private static final double MAX_RATIO = 3;

	private Doublings() {
	}

	/**
	 * Checks that work is linear.
	 * @param work does it for a length that it is given
	 */
	public static void assertLinear(IntConsumer work) {
		int length = FIRST_LENGTH;
		long warm = CPU_TIMES.getCurrentThreadCpuTime() + WARM_UP_NANOS;
		while (CPU_TIMES.getCurrentThreadCpuTime() < warm) {
			work.accept(length);
		}
		long first = shortest(work, length);
		while (first < WORTH_TIMING_NANOS && length < MAX_LENGTH) {
			length *= 2;
			first = shortest(work, length);
		}
		if (first >= WORTH_TIMING_NANOS) {
			long last = shortest(work, length << DOUBLINGS);
			assertThat(Math.pow((double) last / first, 1.0 / DOUBLINGS))
				.as("the mean growth with each doubling: %d ns for %d, %d ns for %d", first, length, last,
						length << DOUBLINGS)
				.isLessThan(MAX_RATIO);
		}
	}

	private static long shortest(IntConsumer work, int length) {
		return IntStream.range(0, RUNS).mapToLong((_) -> {
			long start = CPU_TIMES.getCurrentThreadCpuTime();
			work.accept(length);
			return CPU_TIMES.getCurrentThreadCpuTime() - start;
		}).min().orElseThrow();
	}

}
