package io.onsrelay.bench;

import java.util.ArrayList;
import java.util.List;

import io.onsrelay.bench.Setting.Target;

/**
 * What destinations of other kinds cost one: a service with one of each kind that is
 * called by HTTP, and one with as many of one kind, run beside each other and are
 * measured in turns.
 */
final class KindRows {

	private static final double LAG = 1.2;

	private static final int RATE = 100;

	private static final int CONNECTIONS = 16;

	private static final List<String> KINDS = List.of("pagerduty", "webhook", "alertmanager", "teams");

	private final Bench bench;

	KindRows(Bench bench) {
		this.bench = bench;
	}

	Row lag() {
		try (StubDestination measured = new StubDestination(); StubDestination others = new StubDestination()) {
			try (Service mixed = this.bench.start("kinds", setting(measured, others, KINDS));
					Service alike = this.bench.start("alike",
							setting(measured, others, KINDS.stream().map((_) -> "slack").toList()))) {
				return lag(mixed, alike, measured, others);
			}
		}
	}

	private static Setting setting(StubDestination measured, StubDestination others, List<String> kinds) {
		List<Target> targets = new ArrayList<>(List.of(Target.slack("measured", measured)));
		for (int i = 0; i < kinds.size(); i++) {
			targets.add(new Target(kinds.get(i), "other" + i, others.origin()));
		}
		return new Setting(targets, true, false);
	}

	private Row lag(Service mixed, Service alike, StubDestination measured, StubDestination others) {
		List<Double> ratios = new ArrayList<>();
		List<String> raw = new ArrayList<>();
		journeys(mixed, measured, others, this.bench.scale().warmUp());
		journeys(alike, measured, others, this.bench.scale().warmUp());
		for (int round = 0; round < this.bench.scale().rounds(); round++) {
			Samples besideAlike = journeys(alike, measured, others, this.bench.scale().paced() / 2);
			Samples besideOthers = journeys(mixed, measured, others, this.bench.scale().paced() / 2);
			ratios.add(besideOthers.percentile(0.95) / besideAlike.percentile(0.95));
			raw.add("%.1f/%.1f (p50 %.1f/%.1f)".formatted(besideOthers.percentile(0.95), besideAlike.percentile(0.95),
					besideOthers.percentile(0.5), besideAlike.percentile(0.5)));
			Bench.say("beside other kinds %s; beside its own %s", besideOthers, besideAlike);
		}
		double ratio = Bench.median(ratios.stream().mapToDouble(Double::doubleValue));
		return new Row(
				"lag of a Slack channel beside PagerDuty, a webhook, Alertmanager and Teams, against beside four channels, "
						+ "100 messages/s, p95",
				"≤ " + LAG, ratio <= LAG, "%.2f".formatted(ratio),
				"ms from post to arrival, others/alike: " + String.join(", ", raw));
	}

	private static Samples journeys(Service service, StubDestination measured, StubDestination others, int seconds) {
		Sent sent = new PacedLoad(service.port(), "/ons", CONNECTIONS).send(Wrk.freshNumbers(), RATE * seconds, RATE);
		Bench.settle(measured, others);
		return sent.journeys(measured.arrivals());
	}

}
