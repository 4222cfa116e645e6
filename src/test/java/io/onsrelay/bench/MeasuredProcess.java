package io.onsrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process took that has ended. Processor time and memory are those of the last
 * look, at most some milliseconds before the end.
 *
 * @param status the exit status
 * @param took how long it ran
 * @param computed how long it computed, on all cores
 * @param memory the most memory that it had, in bytes
 */
record MeasuredProcess(int status, Duration took, Duration computed, long memory) {

	private static final int LOOK_MS = 20;

	/**
	 * Runs a process to its end.
	 * @param command the command
	 * @param output gets what it prints
	 */
	static MeasuredProcess run(List<String> command, Path output) {
		long start = System.nanoTime();
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			Duration computed = Duration.ZERO;
			long memory = 0;
			do {
				computed = process.info().totalCpuDuration().orElse(computed);
				memory = Math.max(memory, peak(process.pid()));
			}
			while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS));
			return new MeasuredProcess(process.exitValue(), Duration.ofNanos(System.nanoTime() - start), computed,
					memory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the peak of the resident memory.
	 */
	private static long peak(long pid) {
		try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
			return lines.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
				.findFirst()
				.orElse(0);
		}
		// It has ended
		catch (IOException | UncheckedIOException ex) {
			return 0;
		}
	}

}
