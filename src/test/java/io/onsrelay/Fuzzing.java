package io.onsrelay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;

/**
 * What fuzz tests have in common. Each is a class of its own, since one JVM fuzzes one
 * test: {@code ./mvnw -Pfuzz test}. In every other build they run over their seeds and
 * over what fuzzing has found, which is in {@code src/test/resources} in a directory
 * named after the class.
 */
public final class Fuzzing {

	/**
	 * What no input may take, in CPU time: a thousand times the usual, on code that
	 * counts its branches.
	 */
	private static final Duration LONGEST = Duration.ofSeconds(2);

	private static final ThreadMXBean CPU_TIMES = ManagementFactory.getThreadMXBean();

	private Fuzzing() {
	}

	/**
	 * Return the bodies of all fixtures, as seeds.
	 * @return the bodies
	 */
	public static Stream<byte[]> bodies() {
		return Fixtures.names().stream().map((name) -> Fixtures.body(name).bytes());
	}

	/**
	 * Return all fixtures after a text, as seeds for {@link #split}.
	 * @param texts the texts
	 * @return each text with each body
	 */
	public static Stream<byte[]> bodiesAfter(String... texts) {
		return Arrays.stream(texts)
			.flatMap((text) -> Fixtures.names()
				.stream()
				.map((name) -> (text + "\0" + Fixtures.body(name).text()).getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Splits an input into a text and a body.
	 * @param input the input
	 * @return what is before and what is after the first NUL; no body if there is none
	 */
	public static Input split(byte[] input) {
		int end = 0;
		while (end < input.length && input[end] != 0) {
			end++;
		}
		return new Input(new String(input, 0, end, StandardCharsets.UTF_8),
				Body.of(Arrays.copyOfRange(input, Math.min(input.length, end + 1), input.length)));
	}

	/**
	 * Runs what must end soon.
	 * @param work the work
	 */
	public static void endsSoon(Runnable work) {
		long start = CPU_TIMES.getCurrentThreadCpuTime();
		work.run();
		Duration taken = Duration.ofNanos(CPU_TIMES.getCurrentThreadCpuTime() - start);
		if (taken.compareTo(LONGEST) > 0) {
			throw new AssertionError("It took %s of CPU time".formatted(taken));
		}
	}

	/**
	 * A text and a body.
	 *
	 * @param text the text
	 * @param body the body
	 */
	public record Input(String text, Body body) {
	}

}
