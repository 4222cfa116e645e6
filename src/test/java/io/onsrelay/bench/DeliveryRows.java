package io.onsrelay.bench;

import java.time.Duration;
import java.util.List;

import io.onsrelay.bench.Setting.Target;

/**
 * How soon a message is on its way, and how fast a backlog is worked off.
 */
final class DeliveryRows {

	private static final int RATE = 100;

	private static final double P50 = 5;

	private static final double P99 = 25;

	private static final double DRAIN = 3000;

	private static final int CONNECTIONS = 16;

	private final Bench bench;

	DeliveryRows(Bench bench) {
		this.bench = bench;
	}

	/**
	 * Measures the time from the acknowledgement of a message to the first byte of the
	 * request at its destination.
	 */
	Row lag() {
		try (StubDestination stub = new StubDestination();
				Service service = this.bench.start("lag",
						new Setting(List.of(Target.slack("ops", stub)), true, false))) {
			PacedLoad load = new PacedLoad(service.port(), "/ons", CONNECTIONS);
			load.send(Wrk.freshNumbers(), RATE * this.bench.scale().warmUp(), RATE);
			Bench.settle(stub);
			int count = RATE * this.bench.scale().paced();
			Duration before = service.computed();
			Sent sent = load.send(Wrk.freshNumbers(), count, RATE);
			double cpu = service.computed().minus(before).toNanos() / 1e3 / count;
			Bench.settle(stub);
			Samples lags = sent.lags(stub.arrivals());
			boolean reached = lags.percentile(0.5) < P50 && lags.percentile(0.99) < P99 && lags.count() == count;
			return new Row("from acknowledged to the request on the wire, idle destination, 100 messages/s",
					"p50 < 5 ms, p99 < 25 ms", reached,
					"p50 %.1f ms, p99 %.1f ms".formatted(lags.percentile(0.5), lags.percentile(0.99)),
					"%d of %d arrived; %s; acknowledged %s".formatted(lags.count(), count, lags, sent.latencies()))
				.withCpu(cpu);
		}
	}

	/**
	 * Measures how fast a destination gets what gathered while it was down, each message
	 * in a call of its own.
	 */
	Row drain() {
		int backlog = this.bench.scale().backlog();
		try (StubDestination stub = new StubDestination();
				Service service = this.bench.start("drain",
						new Setting(List.of(Target.slack("ops", stub)), false, false))) {
			stub.goDown();
			Sent sent = new PacedLoad(service.port(), "/ons", Wrk.CONNECTIONS).send(Wrk.freshNumbers(), backlog, 0);
			Bench.say("%d waiting, acknowledged at %.0f/s", sent.count(), sent.perSecond());
			Duration before = service.computed();
			Bench.drain(stub);
			double cpu = service.computed().minus(before).toNanos() / 1e3 / stub.requests();
			double perSecond = stub.requests() / stub.seconds();
			return new Row("drain of a backlog of %,d, batches of one".formatted(backlog), "≥ 3,000/s",
					perSecond >= DRAIN && stub.arrivals().size() == sent.count(), "%.0f/s".formatted(perSecond),
					"%d messages in %d calls over %.1f s".formatted(stub.arrivals().size(), stub.requests(),
							stub.seconds()))
				.withCpu(cpu);
		}
	}

}
