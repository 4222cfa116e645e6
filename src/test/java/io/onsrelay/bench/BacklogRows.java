package io.onsrelay.bench;

import java.util.ArrayList;
import java.util.List;

import io.onsrelay.bench.Setting.Target;

/**
 * What a large journal and a destination that has been dead for long cost the others. Two
 * services run beside each other, one with that store and one with a new one, and are
 * measured in turns.
 */
final class BacklogRows {

	private static final double INGEST = 0.9;

	private static final double LAG = 1.2;

	private static final double HEAP = 256;

	private static final int RATE = 100;

	private static final int CONNECTIONS = 16;

	private final Bench bench;

	BacklogRows(Bench bench) {
		this.bench = bench;
	}

	List<Row> rows() {
		try (StubDestination dead = new StubDestination();
				StubDestination live = new StubDestination();
				StubDestination other = new StubDestination()) {
			Setting both = new Setting(List.of(Target.slack("dead", dead), Target.pagerduty("live", live)), false,
					false);
			dead.goDown();
			new SeededStore(this.bench).create("full", both, live);
			List<Row> rows = new ArrayList<>();
			try (Service full = this.bench.start("full", both); Service empty = this.bench.start("empty", both)) {
				rows.add(ingest(full, empty, live));
				rows.add(heap(full));
			}
			Setting alive = new Setting(List.of(Target.slack("dead", other), Target.pagerduty("live", live)), false,
					false);
			try (Service full = this.bench.start("full", both); Service empty = this.bench.start("alive", alive)) {
				rows.add(1, lag(full, empty, live));
			}
			return rows;
		}
	}

	private Row ingest(Service full, Service empty, StubDestination live) {
		List<Rate> rates = new ArrayList<>();
		List<Double> ratios = new ArrayList<>();
		List<String> raw = new ArrayList<>();
		Wrk.run(full.port(), "/ons", this.bench.scale().warmUp());
		Wrk.run(empty.port(), "/ons", this.bench.scale().warmUp());
		for (int round = 0; round < this.bench.scale().rounds(); round++) {
			Bench.settle(live);
			Rate withoutBacklog = Rate.of(empty, "/ons", Wrk.CONNECTIONS, this.bench.scale().round());
			Bench.settle(live);
			Rate withBacklog = Rate.of(full, "/ons", Wrk.CONNECTIONS, this.bench.scale().round());
			rates.add(withBacklog);
			ratios.add(withBacklog.perSecond() / withoutBacklog.perSecond());
			raw.add("%.0f/%.0f".formatted(withBacklog.perSecond(), withoutBacklog.perSecond()));
			Bench.say("full store %s, empty store %s", withBacklog, withoutBacklog);
		}
		double ratio = Bench.median(ratios.stream().mapToDouble(Double::doubleValue));
		return new Row(
				"ingest with %,d messages in the journal and %,d pending for a dead destination, against an empty store"
					.formatted(this.bench.scale().journal(), this.bench.scale().pending()),
				"≥ " + INGEST, ratio >= INGEST, "%.2f".formatted(ratio),
				"messages/s, full/empty: " + String.join(", ", raw))
			.withCpu(Rate.cpu(rates));
	}

	private Row heap(Service full) {
		double megabytes = full.heap() / 1024 / 1024;
		return new Row("heap after that", "≤ 256 MB", megabytes <= HEAP, "%.0f MB".formatted(megabytes),
				"in use after a collection; every service above ran with -Xmx256m");
	}

	private Row lag(Service full, Service alive, StubDestination live) {
		List<Double> ratios = new ArrayList<>();
		List<String> raw = new ArrayList<>();
		journeys(full, live, this.bench.scale().warmUp());
		journeys(alive, live, this.bench.scale().warmUp());
		for (int round = 0; round < this.bench.scale().rounds(); round++) {
			Samples withoutDead = journeys(alive, live, this.bench.scale().paced() / 2);
			Samples besideDead = journeys(full, live, this.bench.scale().paced() / 2);
			ratios.add(besideDead.percentile(0.95) / withoutDead.percentile(0.95));
			raw.add("%.1f/%.1f (p50 %.1f/%.1f)".formatted(besideDead.percentile(0.95), withoutDead.percentile(0.95),
					besideDead.percentile(0.5), withoutDead.percentile(0.5)));
			Bench.say("beside the dead one %s; beside a live one %s", besideDead, withoutDead);
		}
		double ratio = Bench.median(ratios.stream().mapToDouble(Double::doubleValue));
		return new Row("lag of a live destination beside that dead one, against beside a live one, 100 messages/s, p95",
				"≤ " + LAG, ratio <= LAG, "%.2f".formatted(ratio),
				"ms from post to arrival, beside a dead/a live one: " + String.join(", ", raw));
	}

	private static Samples journeys(Service service, StubDestination live, int seconds) {
		Sent sent = new PacedLoad(service.port(), "/ons", CONNECTIONS).send(Wrk.freshNumbers(), RATE * seconds, RATE);
		Bench.settle(live);
		return sent.journeys(live.arrivals());
	}

}
