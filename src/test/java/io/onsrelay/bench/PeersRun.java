package io.onsrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.onsrelay.bench.Bench.Scale;
import io.onsrelay.bench.Peer.Running;

/**
 * Puts ons-relay beside its peers: the same bodies, the same sink, the same cores. Called
 * by {@code bench/peers}, in the root of the project.
 */
final class PeersRun {

	private static final int RATE = 100;

	private static final int LOST = 500;

	private static final int LIMITED = 30;

	private static final double LIMITED_RATE = 10;

	private final Path work;

	private final int runs;

	private final int seconds;

	private PeersRun(Path work, boolean quick) {
		this.work = work;
		this.runs = quick ? 1 : 3;
		this.seconds = quick ? 5 : 30;
	}

	/**
	 * Runs the comparison.
	 * @param arguments where the peers are, and what the user gave
	 * @throws IOException if a directory can't be made or the page can't be written
	 */
	static void main(String[] arguments) throws IOException {
		List<String> given = new ArrayList<>(List.of(arguments));
		Path peers = Path.of(given.removeFirst());
		boolean quick = given.remove("--quick");
		Path jar = BenchRun.jar(given).toAbsolutePath();
		Path work = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench").toAbsolutePath()),
				"peers-");
		Bench bench = new Bench(ExtractedJar.of(jar, work.resolve("image")), work, new SqliteFiles(work), List.of(),
				Engine.of(jar), Scale.QUICK, false);
		String machine = Machine.describe(work);
		Peers contenders = new Peers(bench, peers);
		String lines = contenders.all()
			.stream()
			.filter((peer) -> given.isEmpty() || given.contains(peer.id()))
			.map(new PeersRun(work, quick)::line)
			.collect(Collectors.joining("\n"));
		String table = table(machine, lines, contenders.missing());
		System.out.println(table);
		if (!quick && given.isEmpty()) {
			Report.write(BenchRun.PAGE, "peers", table);
		}
	}

	private static String table(String machine, String lines, List<String> missing) {
		String note = missing.isEmpty() ? ""
				: "\n\nNot installed here, and so not measured: %s.".formatted(String.join(", ", missing));
		return """
				%s.

				| what | on disk at the acknowledgement | acknowledged/s | when it has just started | CPU for a message | from post to arrival at 100/s | resident | target down, then SIGKILL | one a second, else 429 |
				|---|---|---|---|---|---|---|---|---|
				%s%s"""
			.formatted(machine, lines, note);
	}

	private String line(Peer peer) {
		System.err.println(peer.name());
		List<Speed> speeds = new ArrayList<>();
		List<Long> kept = new ArrayList<>();
		List<Limited> limited = new ArrayList<>();
		for (int run = 0; run < this.runs; run++) {
			Path directory = this.work.resolve(peer.id() + "-" + run);
			speeds.add(speed(peer, directory.resolve("speed")));
			kept.add(kept(peer, directory.resolve("kill")));
			limited.add(limited(peer, directory.resolve("limit")));
			Bench.say("%s, %d of %d after the kill, %s", speeds.getLast(), kept.getLast(), LOST, limited.getLast());
		}
		return "| %s | %s | %.0f | %.0f | %.0f µs | p50 %.1f ms, p99 %.1f ms | %.0f MB | %.0f of %d | %.0f of %d, %.0f calls too early |"
			.formatted(peer.name(), peer.durability(), Bench.median(speeds.stream().mapToDouble(Speed::perSecond)),
					Bench.median(speeds.stream().mapToDouble(Speed::cold)),
					Bench.median(speeds.stream().mapToDouble(Speed::cpu)),
					Bench.median(speeds.stream().mapToDouble(Speed::p50)),
					Bench.median(speeds.stream().mapToDouble(Speed::p99)),
					Bench.median(speeds.stream().mapToDouble(Speed::resident)),
					Bench.median(kept.stream().mapToDouble(Long::doubleValue)), LOST,
					Bench.median(limited.stream().mapToDouble(Limited::arrived)), LIMITED,
					Bench.median(limited.stream().mapToDouble(Limited::early)));
	}

	private Speed speed(Peer peer, Path directory) {
		try (StubDestination sink = new StubDestination(); Running running = peer.start(directory, sink)) {
			double cold = burst(peer, running, sink);
			Rate.warmUp(() -> burst(peer, running, sink));
			Duration before = running.computed();
			double perSecond = burst(peer, running, sink);
			double cpu = running.computed().minus(before).toNanos() / 1e3 / peer.burst();
			Sent paced = peer.send(running, Wrk.CONNECTIONS, RATE * this.seconds, RATE);
			Bench.settle(sink);
			Samples journeys = paced.journeys(sink.arrivals());
			return new Speed(cold, perSecond, cpu, journeys.percentile(0.5), journeys.percentile(0.99),
					running.resident());
		}
	}

	private static double burst(Peer peer, Running running, StubDestination sink) {
		double perSecond = peer.send(running, Wrk.CONNECTIONS, peer.burst(), 0).perSecond();
		Bench.settle(sink);
		return perSecond;
	}

	/**
	 * Acknowledged while the target is down, killed, started again with the target back:
	 * how many arrive.
	 */
	private static long kept(Peer peer, Path directory) {
		try (StubDestination sink = new StubDestination()) {
			sink.goDown();
			Sent sent;
			try (Running running = peer.start(directory, sink)) {
				sent = peer.send(running, Wrk.CONNECTIONS, LOST, 0);
				running.kill();
			}
			sink.comeBack();
			try (Running _ = peer.start(directory, sink)) {
				awaitQuiet(sink);
				return sent.arrived(sink.arrivals());
			}
		}
	}

	/**
	 * Thirty messages in three seconds, to a sink that takes one a second.
	 */
	private static Limited limited(Peer peer, Path directory) {
		OneASecond limit = new OneASecond();
		try (StubDestination sink = new StubDestination(limit::answer); Running running = peer.start(directory, sink)) {
			Sent sent = peer.send(running, Wrk.CONNECTIONS, LIMITED, LIMITED_RATE);
			awaitQuiet(sink);
			return new Limited(sent.arrived(sink.arrivals()), limit.early());
		}
	}

	/**
	 * Longer than any of them waits before it tries again.
	 */
	private static void awaitQuiet(StubDestination sink) {
		long before = -1;
		for (int quiet = 0; quiet < 20; quiet++) {
			long now = sink.requests();
			quiet = (now == before) ? quiet : 0;
			before = now;
			Bench.pause(1000);
		}
	}

	/**
	 * How fast a peer is.
	 *
	 * @param cold how many messages it acknowledges in a second when it has just started
	 * @param perSecond the same when it is hardly faster than before
	 * @param cpu how much CPU time each of these takes, in microseconds
	 * @param p50 the median from post to arrival, in milliseconds
	 * @param p99 the 99th percentile of it
	 * @param resident how much memory is resident afterwards, in megabytes
	 */
	private record Speed(double cold, double perSecond, double cpu, double p50, double p99, double resident) {
	}

	private record Limited(long arrived, long early) {
	}

}
