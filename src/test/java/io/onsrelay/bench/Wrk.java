package io.onsrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As many requests as are answered, over 32 connections: by wrk where it is installed,
 * else by threads of this process.
 */
final class Wrk {

	static final int CONNECTIONS = 32;

	private static final Pattern RESULT = Pattern
		.compile("BENCH requests=(\\d+) micros=(\\d+) refused=(\\d+) broken=(\\d+)");

	/**
	 * Every run has numbers of its own, so that no message is a duplicate.
	 */
	private static final AtomicInteger RUNS = new AtomicInteger();

	private static final long NUMBERS = 20_000_000;

	private Wrk() {
	}

	static boolean installed() {
		return List.of(System.getenv("PATH").split(":"))
			.stream()
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, "wrk")));
	}

	/**
	 * Return the first number of messages that are not sent yet.
	 */
	static long freshNumbers() {
		return RUNS.incrementAndGet() * NUMBERS;
	}

	/**
	 * Posts messages for a while.
	 * @param port where to
	 * @param path where to
	 * @param seconds how long
	 * @return how many a second were acknowledged
	 */
	static double run(int port, String path, int seconds) {
		return run(port, path, CONNECTIONS, seconds);
	}

	static double run(int port, String path, int connections, int seconds) {
		if (!installed()) {
			return new PacedLoad(port, path, connections).send(freshNumbers(), 3000 * seconds, 0).perSecond();
		}
		String output = output(
				List.of("wrk", "--threads=2", "--connections=" + connections, "--duration=" + seconds + "s",
						"--timeout=5s", "--script=bench/messages.lua", "http://127.0.0.1:" + port + path, "--",
						BenchMessage.FILE.toString(), Long.toString(freshNumbers()), BenchMessage.credentials()));
		Matcher result = RESULT.matcher(output);
		if (!result.find()) {
			throw new IllegalStateException("wrk says: " + output);
		}
		long refused = Long.parseLong(result.group(3)) + Long.parseLong(result.group(4));
		if (refused > 0) {
			System.err.printf("  %d of %s requests were not acknowledged%n", refused, result.group(1));
		}
		return (Long.parseLong(result.group(1)) - Long.parseLong(result.group(3))) * 1e6
				/ Long.parseLong(result.group(2));
	}

	private static String output(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
