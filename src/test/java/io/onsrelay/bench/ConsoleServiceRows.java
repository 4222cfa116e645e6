package io.onsrelay.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * What the console costs a running service with a large store: the overview, an export
 * while messages come in, and the start with and without the console's classes. What is
 * compared is measured in turns.
 */
final class ConsoleServiceRows {

	private static final double OVERVIEW_MS = 100;

	private static final int OVERVIEWS = 50;

	private static final double KEPT = 0.9;

	private static final int TURNS = 3;

	private static final Duration TURN = Duration.ofSeconds(10);

	private static final int CLIENTS = 8;

	private static final int STARTS = 5;

	/**
	 * More than this is no noise.
	 */
	private static final double START = 1.05;

	private static final String EXPORT = "/api/audit/export?format=ndjson&from=2000-01-01T00:00:00Z&until=2100-01-01T00:00:00Z";

	private final Path directory;

	private final String store;

	private final int messages;

	private final AtomicLong number = new AtomicLong();

	private final BenchMessage message = BenchMessage.read();

	/**
	 * Creates the rows.
	 * @param directory where the service runs
	 * @param store the address of its store
	 * @param messages how many messages are in it
	 */
	ConsoleServiceRows(Path directory, String store, int messages) {
		this.directory = directory;
		this.store = store;
		this.messages = messages;
	}

	List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		try (StubDestination stub = new StubDestination()) {
			try (ConsoleProcess service = new ConsoleProcess(this.directory, this.store, classPath(), stub.origin())) {
				rows.add(overview(service));
				rows.add(export(service));
			}
			rows.addAll(starts(stub));
		}
		return rows;
	}

	private static String classPath() {
		return System.getProperty("java.class.path");
	}

	private static Row overview(ConsoleProcess service) {
		for (int i = 0; i < OVERVIEWS; i++) {
			service.lines("/");
		}
		double[] times = new double[OVERVIEWS];
		for (int i = 0; i < OVERVIEWS; i++) {
			long start = System.nanoTime();
			service.lines("/");
			times[i] = (System.nanoTime() - start) / 1e6;
		}
		Arrays.sort(times);
		double p95 = times[(int) Math.ceil(0.95 * OVERVIEWS) - 1];
		Bench.say("the overview: p95 %.1f ms", p95);
		return new Row("the overview as a page, over HTTP", "p95 < %.0f ms".formatted(OVERVIEW_MS), p95 < OVERVIEW_MS,
				"p95 %.1f ms".formatted(p95),
				"p50 %.1f ms, worst %.1f ms".formatted(times[OVERVIEWS / 2], times[OVERVIEWS - 1]));
	}

	/**
	 * Ingest alone, and ingest while everything is exported, in turns. An export goes on
	 * when its turn is over, to its end.
	 */
	private Row export(ConsoleProcess service) {
		ingest(service, lasting(TURN));
		double[] alone = new double[TURNS];
		double[] beside = new double[TURNS];
		long lines = Long.MAX_VALUE;
		for (int turn = 0; turn < TURNS; turn++) {
			alone[turn] = ingest(service, lasting(TURN));
			try (ExecutorService exporting = Executors.newVirtualThreadPerTaskExecutor()) {
				BooleanSupplier turnLasts = lasting(TURN);
				Future<Long> export = exporting.submit(() -> exports(service, turnLasts));
				beside[turn] = ingest(service, lasting(TURN));
				// The rest of it, for which the service has the machine to itself
				lines = Math.min(lines, join(export));
			}
			Bench.say("ingest alone %.0f/s, beside an export %.0f/s", alone[turn], beside[turn]);
		}
		double ratio = Bench.median(IntStream.range(0, TURNS).mapToDouble((turn) -> beside[turn] / alone[turn]));
		boolean whole = lines >= this.messages;
		return new Row("ingest while everything is exported, to ingest alone",
				"median of turns ≥ %.1f ×".formatted(KEPT), whole && ratio >= KEPT,
				"%.2f ×".formatted(ratio) + (whole ? "" : ", and not everything is exported"),
				"%s messages/s beside an export of at least %,d lines, %s alone; 256 MB of heap, %d clients"
					.formatted(Bench.each(beside), lines, Bench.each(alone), CLIENTS));
	}

	/**
	 * Exports everything, again and again while the turn lasts, and always to the end.
	 * @return how many lines the last export had
	 */
	private static long exports(ConsoleProcess service, BooleanSupplier turnLasts) {
		long lines;
		do {
			lines = service.lines(EXPORT);
		}
		while (turnLasts.getAsBoolean());
		return lines;
	}

	private static long join(Future<Long> export) {
		try {
			return export.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The export failed", ex);
		}
	}

	private static BooleanSupplier lasting(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		return () -> System.nanoTime() < end;
	}

	/**
	 * Posts messages from several clients.
	 * @return how many were acknowledged in a second
	 */
	private double ingest(ConsoleProcess service, BooleanSupplier lasts) {
		long start = System.nanoTime();
		AtomicLong acknowledged = new AtomicLong();
		try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			CompletableFuture.allOf(IntStream.range(0, CLIENTS).mapToObj((_) -> CompletableFuture.runAsync(() -> {
				while (lasts.getAsBoolean()) {
					service.post(this.message, this.number.incrementAndGet());
					acknowledged.incrementAndGet();
				}
			}, clients)).toArray(CompletableFuture[]::new)).join();
		}
		return acknowledged.get() / ((System.nanoTime() - start) / 1e9);
	}

	private List<Row> starts(StubDestination stub) {
		Path without = withoutConsole();
		String shorter = Stream
			.concat(Stream.of(without.toString()),
					Stream.of(classPath().split(File.pathSeparator, -1))
						.filter((entry) -> !entry.endsWith("classes") || entry.endsWith("test-classes")))
			.collect(Collectors.joining(File.pathSeparator));
		double[][] seconds = new double[4][STARTS];
		for (int i = 0; i < STARTS; i++) {
			Start with = start("with-" + i, classPath(), stub);
			Start less = start("without-" + i, shorter, stub);
			seconds[0][i] = with.wall();
			seconds[1][i] = less.wall();
			seconds[2][i] = with.computed();
			seconds[3][i] = less.computed();
			Bench.say("start with the console %.2f s (%.2f s of CPU), without %.2f s (%.2f s)", with.wall(),
					with.computed(), less.wall(), less.computed());
		}
		return List.of(start("start with the console, to one without its classes: until ready", seconds[0], seconds[1]),
				start("the same: CPU time", seconds[2], seconds[3]));
	}

	private static Row start(String what, double[] with, double[] without) {
		double ratio = Bench.median(Arrays.stream(with)) / Bench.median(Arrays.stream(without));
		ToDoubleFunction<double[]> median = (values) -> Bench.median(Arrays.stream(values));
		return new Row(what, "≤ %.2f ×".formatted(START), ratio <= START, "%.2f ×".formatted(ratio),
				"%.2f s and %.2f s, medians of %d in turns; from %.2f to %.2f s and from %.2f to %.2f s".formatted(
						median.applyAsDouble(with), median.applyAsDouble(without), STARTS,
						Arrays.stream(with).min().orElseThrow(), Arrays.stream(with).max().orElseThrow(),
						Arrays.stream(without).min().orElseThrow(), Arrays.stream(without).max().orElseThrow()));
	}

	private Start start(String name, String classPath, StubDestination stub) {
		try {
			Path own = Files.createDirectory(this.directory.resolve(name));
			try (ConsoleProcess process = new ConsoleProcess(own, "jdbc:sqlite:" + own.resolve("relay.db"), classPath,
					stub.origin())) {
				return new Start(process.wall().toMillis() / 1e3, process.computed().toMillis() / 1e3);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Copies the classes of the service without those of the console.
	 */
	private Path withoutConsole() {
		Path copy = this.directory.resolve("without-console");
		try {
			for (String entry : List.of(classPath().split(File.pathSeparator, -1))) {
				if (entry.endsWith("classes") && !entry.endsWith("test-classes")) {
					FileSystemUtils.copyRecursively(Path.of(entry), copy);
				}
			}
			if (!FileSystemUtils.deleteRecursively(copy.resolve("io/onsrelay/console"))) {
				throw new IllegalStateException("There are no classes of the console in " + classPath());
			}
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * How a start went.
	 *
	 * @param wall until it was ready, in seconds
	 * @param computed how long it computed, in seconds
	 */
	private record Start(double wall, double computed) {
	}

}
