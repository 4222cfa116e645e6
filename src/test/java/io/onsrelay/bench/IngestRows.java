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

	private static final double RATIO = 0.35;

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
	Row ingest() {
		List<Double> empty = new ArrayList<>();
		List<Double> durable = new ArrayList<>();
		try (StubDestination stub = new StubDestination();
				Service service = this.bench.start("ingest", new Setting(destinations(stub, stub), true, true))) {
			Wrk.run(service.port(), EmptyHandler.PATH, this.bench.scale().warmUp());
			Wrk.run(service.port(), "/ons", this.bench.scale().warmUp());
			for (int round = 0; round < this.bench.scale().rounds(); round++) {
				service.awaitRest();
				empty.add(round(service, EmptyHandler.PATH));
				durable.add(round(service, "/ons"));
			}
		}
		double emptyPerSecond = Bench.median(empty.stream().mapToDouble(Double::doubleValue));
		this.perSecond = Bench.median(durable.stream().mapToDouble(Double::doubleValue));
		double ratio = this.perSecond / emptyPerSecond;
		return new Row("durable ingest with three destinations, 32 connections, against an empty handler", "≥ " + RATIO,
				ratio >= RATIO, "%.2f".formatted(ratio),
				"%.0f/s against %.0f/s".formatted(this.perSecond, emptyPerSecond));
	}

	private double round(Service service, String path) {
		Duration before = service.computed();
		double perSecond = Wrk.run(service.port(), path, this.bench.scale().round());
		double micros = service.computed().minus(before).toNanos() / 1e3;
		Bench.say("%s: %.0f/s, %.0f µs of CPU each", path, perSecond, micros / perSecond / this.bench.scale().round());
		return perSecond;
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
			Sent sent = load.send(Wrk.freshNumbers(), (int) (rate * this.bench.scale().paced()), rate);
			Samples latencies = sent.latencies();
			boolean reached = latencies.percentile(0.99) < P99 && latencies.max() < WORST && sent.refused() == 0;
			return new Row("acknowledgement at half of that rate, every destination dead", "p99 < 50 ms, worst < 1 s",
					reached, "p99 %.1f ms, worst %.0f ms".formatted(latencies.percentile(0.99), latencies.max()),
					"%.0f/s for %d s, %d not acknowledged; %s".formatted(rate, this.bench.scale().paced(),
							sent.refused(), latencies));
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

}
