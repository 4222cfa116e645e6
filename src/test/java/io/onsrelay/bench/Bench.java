package io.onsrelay.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/**
 * What is measured, and for how long.
 *
 * @param jar the packaged jar
 * @param work a directory for logs and configurations
 * @param stores where the services keep what they are given
 * @param before the jars that are put before the packaged one
 * @param engine what the jar can be told
 * @param scale for how long and with how much
 * @param profile whether a flight recording is made of each service
 */
record Bench(Path jar, Path work, Stores stores, List<Path> before, Engine engine, Scale scale, boolean profile) {

	/**
	 * Starts a service on a store of its own.
	 */
	Service start(String name, Setting setting) {
		return start(name, name, setting);
	}

	/**
	 * Starts a service.
	 * @param name its name
	 * @param store the name of the store
	 * @param setting how it is configured
	 */
	Service start(String name, String store, Setting setting) {
		return Service.start(this, this.work.resolve(name), this.stores.url(store), setting);
	}

	/**
	 * Return the same with stores elsewhere.
	 */
	Bench on(Stores others) {
		return new Bench(this.jar, this.work, others, this.before, this.engine, this.scale, this.profile);
	}

	/**
	 * Return the same with a jar before the others.
	 */
	Bench with(Path first) {
		List<Path> jars = new ArrayList<>(List.of(first));
		jars.addAll(this.before);
		return new Bench(this.jar, this.work, this.stores, jars, this.engine, this.scale, this.profile);
	}

	static void say(String text, Object... values) {
		System.err.printf("  " + text + "%n", values);
	}

	static double median(DoubleStream values) {
		double[] sorted = values.sorted().toArray();
		return sorted[sorted.length / 2];
	}

	static String each(double... values) {
		return Arrays.toString(Arrays.stream(values).mapToLong(Math::round).toArray());
	}

	/**
	 * Waits until nothing has arrived for two seconds, so that one measurement leaves no
	 * work to the next.
	 */
	static void settle(StubDestination... stubs) {
		long before = -1;
		long now = requests(stubs);
		while (now != before) {
			pause(2000);
			before = now;
			now = requests(stubs);
		}
	}

	/**
	 * Lets a destination come back, and waits until all that waited for it has arrived.
	 */
	static void drain(StubDestination stub) {
		stub.comeBack();
		while (stub.requests() == 0) {
			pause(100);
		}
		settle(stub);
	}

	private static long requests(StubDestination... stubs) {
		return Arrays.stream(stubs).mapToLong(StubDestination::requests).sum();
	}

	static void pause(long millis) {
		LockSupport.parkNanos(millis * 1_000_000);
	}

	/**
	 * For how long, and with how much.
	 *
	 * @param warmUp how long a service is warmed up, in seconds
	 * @param round how long a round of full load takes, in seconds
	 * @param rounds how many rounds there are, of which the median counts
	 * @param paced how long a load at a steady rate takes, in seconds
	 * @param backlog how many deliveries are drained
	 * @param journal how many messages are in the full store
	 * @param pending how many of them wait for the dead destination
	 */
	record Scale(int warmUp, int round, int rounds, int paced, int backlog, int journal, int pending) {

		static final Scale FULL = new Scale(20, 10, 3, 60, 100_000, 1_000_000, 500_000);

		static final Scale QUICK = new Scale(12, 4, 1, 10, 10_000, 50_000, 25_000);

	}

}
