package io.onsrelay.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.onsrelay.bench.Setting.Target;

/**
 * One replica and three on one PostgreSQL, beside one on SQLite.
 */
final class ReplicaRows {

	private static final int REPLICAS = 3;

	/** What one replica is to reach of SQLite's rate. */
	private static final double ONE = 0.9;

	private final Bench sqlite;

	private final Bench postgres;

	ReplicaRows(Bench sqlite, Bench postgres) {
		this.sqlite = sqlite;
		this.postgres = postgres;
	}

	/**
	 * Measures ingest in turns: the services that are not measured just then are at rest.
	 */
	List<Row> ingest() {
		try (StubDestination stub = new StubDestination()) {
			Setting setting = new Setting(List.of(Target.slack("ops", stub), Target.pagerduty("primary", stub)), true,
					true);
			try (Service file = this.sqlite.start("file", setting);
					Service one = this.postgres.start("one", setting);
					Replicas three = Replicas.start(this.postgres, "three", REPLICAS, setting)) {
				List<Service> files = List.of(file);
				List<Service> ones = List.of(one);
				Stream.of(files, ones, three.services()).forEach(this::warmUp);
				List<List<Rate>> rounds = new ArrayList<>();
				for (int round = 0; round < scale().rounds(); round++) {
					rounds.add(Stream.of(files, ones, three.services())
						.map((services) -> load(services, scale().round()))
						.toList());
				}
				return List.of(ingest("one replica", "≥ " + ONE, ONE, rounds, 1),
						ingest("three replicas", "", 0, rounds, 2));
			}
		}
	}

	private static Row ingest(String replicas, String target, double least, List<List<Rate>> rounds, int column) {
		double ratio = Bench.median(
				rounds.stream().mapToDouble((round) -> round.get(column).perSecond() / round.getFirst().perSecond()));
		String raw = String.join(", ",
				rounds.stream()
					.map((round) -> "%.0f/%.0f".formatted(round.get(column).perSecond(), round.getFirst().perSecond()))
					.toList());
		return new Row("durable ingest with three destinations on PostgreSQL, %s, against SQLite".formatted(replicas),
				target, ratio >= least, "%.2f".formatted(ratio), "messages/s, PostgreSQL/SQLite: " + raw)
			.withCpu(Rate.cpu(rounds.stream().map((round) -> round.get(column)).toList()));
	}

	/**
	 * Loads services until they are hardly faster than before: three processes that share
	 * the cores take more than three times as long to compile their code as one.
	 */
	private void warmUp(List<Service> services) {
		Rate.warmUp(() -> load(services, scale().warmUp()).perSecond());
	}

	private Rate load(List<Service> services, int seconds) {
		services.forEach(Service::awaitRest);
		Duration before = computed(services);
		List<CompletableFuture<Double>> loads = services.stream()
			.map((service) -> CompletableFuture.supplyAsync(
					() -> Wrk.run(service.port(), "/ons", Wrk.CONNECTIONS / services.size(), seconds),
					Thread::startVirtualThread))
			.toList();
		double perSecond = loads.stream().mapToDouble(CompletableFuture::join).sum();
		Rate rate = new Rate(perSecond, computed(services).minus(before).toNanos() / 1e3 / perSecond / seconds);
		Bench.say("%d of %s: %s", services.size(), services.getFirst().name(), rate);
		return rate;
	}

	private static Duration computed(List<Service> services) {
		return services.stream().map(Service::computed).reduce(Duration.ZERO, Duration::plus);
	}

	/**
	 * Measures how fast a backlog is worked off by one replica, and by three. Each works
	 * off another one before, to be warm.
	 */
	Row drain() {
		int backlog = scale().backlog() / 4;
		double one = drain(1, backlog);
		double three = drain(REPLICAS, backlog);
		return Row.figure("drain of a backlog of %,d by three replicas, against one".formatted(backlog),
				"%.2f".formatted(three / one), "%.0f/s against %.0f/s".formatted(three, one));
	}

	private double drain(int count, int backlog) {
		try (StubDestination stub = new StubDestination();
				Replicas replicas = Replicas.start(this.postgres, "drain" + count, count,
						new Setting(List.of(Target.slack("ops", stub)), false, false))) {
			drain(replicas.services(), stub, backlog);
			return drain(replicas.services(), stub, backlog);
		}
	}

	private static double drain(List<Service> services, StubDestination stub, int backlog) {
		stub.goDown();
		stub.forget();
		new PacedLoad(services.getFirst().port(), "/ons", Wrk.CONNECTIONS).send(Wrk.freshNumbers(), backlog, 0);
		Duration before = computed(services);
		Bench.drain(stub);
		Bench.say("%d replicas: %d calls, %.0f/s, %.0f µs of CPU each", services.size(), stub.requests(),
				stub.requests() / stub.seconds(), computed(services).minus(before).toNanos() / 1e3 / stub.requests());
		return stub.requests() / stub.seconds();
	}

	private Bench.Scale scale() {
		return this.postgres.scale();
	}

	/**
	 * Several services on one store.
	 *
	 * @param services the services
	 */
	private record Replicas(List<Service> services) implements AutoCloseable {

		static Replicas start(Bench bench, String name, int count, Setting setting) {
			List<Service> services = new ArrayList<>();
			for (int replica = 0; replica < count; replica++) {
				services.add(bench.start(name + "-" + replica, name, setting));
			}
			return new Replicas(services);
		}

		@Override
		public void close() {
			this.services.forEach(Service::close);
		}

	}

}
