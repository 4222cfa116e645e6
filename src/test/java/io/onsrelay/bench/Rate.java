package io.onsrelay.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What one round of full load has shown.
 *
 * @param perSecond how many requests a second were acknowledged
 * @param cpu how much CPU time the service took for each, in microseconds: this hardly
 * depends on what else the machine does
 */
record Rate(double perSecond, double cpu) {

	/**
	 * How often a service is loaded at most before it is measured.
	 */
	private static final int WARM_UPS = 10;

	private static final double HARDLY = 1.05;

	/**
	 * So often in a row: a load may be slower because much was compiled meanwhile.
	 */
	private static final int NO_FASTER = 2;

	/**
	 * Measures a round.
	 */
	static Rate of(Service service, String path, int connections, int seconds) {
		Duration before = service.computed();
		double perSecond = Wrk.run(service.port(), path, connections, seconds);
		return new Rate(perSecond, service.computed().minus(before).toNanos() / 1e3 / perSecond / seconds);
	}

	/**
	 * Loads a service until it is hardly faster than it has been before.
	 * @param load loads it for a while, and returns the rate
	 */
	static void warmUp(DoubleSupplier load) {
		double best = load.getAsDouble();
		int noFaster = 0;
		for (int i = 1; i < WARM_UPS && noFaster < NO_FASTER; i++) {
			double now = load.getAsDouble();
			noFaster = (now > HARDLY * best) ? 0 : noFaster + 1;
			best = Math.max(best, now);
		}
	}

	static double perSecond(List<Rate> rounds) {
		return Bench.median(rounds.stream().mapToDouble(Rate::perSecond));
	}

	static double cpu(List<Rate> rounds) {
		return Bench.median(rounds.stream().mapToDouble(Rate::cpu));
	}

	static String cpus(List<Rate> rounds) {
		return Bench.each(rounds.stream().mapToDouble(Rate::cpu).toArray());
	}

	@Override
	public String toString() {
		return "%.0f/s, %.0f µs of CPU each".formatted(this.perSecond, this.cpu);
	}

}
