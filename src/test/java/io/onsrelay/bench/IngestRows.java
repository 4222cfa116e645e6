package io.onsrelay.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.onsrelay.bench.Setting.Target;

/**
 * How many messages a second are acknowledged, and how long that takes when every
 * destination is dead.
 */
final class IngestRows {

	private static final double CPU = 190;

	private static final double P99 = 50;

	private static final double WORST = 1000;

	private static final int CONNECTIONS = 64;

	private final Bench bench;

	private double perSecond;

	IngestRows(Bench bench) {
		this.bench = bench;
	}

	/**
	 * Measures ingest against the empty handler, in turns. Slack and PagerDuty are up and
	 * called at the rates that they allow, and the audit store takes everything.
	 */
	List<Row> ingest() {
		Turns few = new Turns(Wrk.CONNECTIONS, 0.16, new ArrayList<>(), new ArrayList<>());
		Turns many = new Turns(128, 0.2, new ArrayList<>(), new ArrayList<>());
		try (StubDestination stub = new StubDestination();
				Service service = this.bench.start("ingest", new Setting(destinations(stub, stub), true, true))) {
			Wrk.run(service.port(), EmptyHandler.PATH, this.bench.scale().warmUp());
			Rate.warmUp(() -> Rate.of(service, "/ons", Wrk.CONNECTIONS, this.bench.scale().warmUp()).perSecond());
			for (int round = 0; round < this.bench.scale().rounds(); round++) {
				for (Turns turns : List.of(few, many)) {
					service.awaitRest();
					turns.empty().add(round(service, EmptyHandler.PATH, turns.connections()));
					turns.durable().add(round(service, "/ons", turns.connections()));
				}
			}
		}
		this.perSecond = Rate.perSecond(few.durable());
		double cpu = Rate.cpu(few.durable());
		return List.of(
				new Row("CPU time for a message with three destinations, 32 connections", "≤ %.0f µs".formatted(CPU),
						cpu <= CPU, "%.0f µs".formatted(cpu), "rounds: %s; an empty request %.0f µs"
							.formatted(Rate.cpus(few.durable()), Rate.cpu(few.empty())))
					.withCpu(cpu),
				few.row(), many.row());
	}

	private Rate round(Service service, String path, int connections) {
		Rate rate = Rate.of(service, path, connections, this.bench.scale().round());
		Bench.say("%s, %d connections: %s", path, connections, rate);
		return rate;
	}

	/**
	 * Measures acknowledgements at half of the rate, while two destinations refuse
	 * connections and one never answers.
	 */
	Row acknowledgement() {
		if (this.perSecond == 0) {
			ingest();
		}
		double rate = this.perSecond / 2;
		try (StubDestination refusing = new StubDestination();
				StubDestination hanging = new StubDestination();
				Service service = this.bench.start("dead", dead(refusing, hanging))) {
			PacedLoad load = new PacedLoad(service.port(), "/ons", CONNECTIONS);
			load.send(Wrk.freshNumbers(), (int) (rate * this.bench.scale().warmUp()), rate);
			Duration before = service.computed();
			Sent sent = load.send(Wrk.freshNumbers(), (int) (rate * this.bench.scale().paced()), rate);
			double cpu = service.computed().minus(before).toNanos() / 1e3 / sent.planned();
			Samples latencies = sent.latencies();
			boolean reached = latencies.percentile(0.99) < P99 && latencies.max() < WORST && sent.refused() == 0;
			return new Row("acknowledgement at half of that rate, every destination dead", "p99 < 50 ms, worst < 1 s",
					reached, "p99 %.1f ms, worst %.0f ms".formatted(latencies.percentile(0.99), latencies.max()),
					"%.0f/s for %d s, %d not acknowledged; %s".formatted(rate, this.bench.scale().paced(),
							sent.refused(), latencies))
				.withCpu(cpu);
		}
	}

	private static Setting dead(StubDestination refusing, StubDestination hanging) {
		refusing.goDown();
		hanging.hang();
		List<Target> targets = new ArrayList<>(destinations(refusing, refusing));
		targets.add(Target.slack("hanging", hanging));
		return new Setting(targets, false, false);
	}

	private static List<Target> destinations(StubDestination slack, StubDestination pagerduty) {
		return List.of(Target.slack("ops", slack), Target.pagerduty("primary", pagerduty));
	}

	/**
	 * What was measured in turns.
	 *
	 * @param connections over how many connections
	 * @param target what is to be reached of the empty handler's rate
	 * @param empty the rounds of the empty handler
	 * @param durable the rounds of ingest
	 */
	private record Turns(int connections, double target, List<Rate> empty, List<Rate> durable) {

		Row row() {
			double durablePerSecond = Rate.perSecond(this.durable);
			double emptyPerSecond = Rate.perSecond(this.empty);
			double ratio = durablePerSecond / emptyPerSecond;
			return new Row(
					"durable ingest with three destinations, %d connections, against an empty handler"
						.formatted(this.connections),
					"≥ %.2f".formatted(this.target), ratio >= this.target, "%.2f".formatted(ratio),
					"%.0f/s against %.0f/s".formatted(durablePerSecond, emptyPerSecond))
				.withCpu(Rate.cpu(this.durable));
		}

	}

}
