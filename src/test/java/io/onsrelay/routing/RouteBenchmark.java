package io.onsrelay.routing;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.onsrelay.TestClock;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.routing.condition.Condition;

/**
 * Holding a message against all routes, of which the last one applies.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RouteBenchmark {

	private final Message message = Fixtures.message("computeapi.instanceaction.stop.end");

	private RouteTable table = table(1);

	/**
	 * How many routes there are.
	 */
	@Param({ "1", "10", "100" })
	public int routes;

	/**
	 * Makes the routes.
	 */
	@Setup
	public void makeRoutes() {
		this.table = table(this.routes);
	}

	/**
	 * Asks all routes.
	 * @return the decision
	 */
	@Benchmark
	public RoutingDecision route() {
		return this.table.route(this.message);
	}

	private static RouteTable table(int routes) {
		List<Route> others = IntStream.range(1, routes).mapToObj((i) -> route("*.service" + i + ".*")).toList();
		List<Route> all = IntStream.range(0, routes)
			.mapToObj((i) -> (i < others.size()) ? others.get(i) : route("*.computeapi.*instance*"))
			.toList();
		return new RouteTable(all, TestRegistry.of("slack/ops", "audit/default"), TestClock.standing());
	}

	private static Route route(String eventType) {
		Condition condition = Condition.parse("""
				{"eventType": "%s", "data": {"compartmentName": ["harbour", "quay"]}}
				""".formatted(eventType));
		return new Route(eventType, condition, null, List.of(Destination.of("slack/ops")), List.of(),
				PresentationOverrides.NONE);
	}

}
