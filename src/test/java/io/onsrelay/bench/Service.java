package io.onsrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.onsrelay.process.JarTool;
import io.onsrelay.standin.FreePort;

/**
 * The packaged jar as a running process, with the memory that it is promised to do with.
 */
final class Service implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	/**
	 * Those of the image.
	 */
	static final Path FLAGS = Path.of("deploy", "jvm.flags");

	private static final Pattern VALUE = Pattern.compile("\"value\":([0-9.E+-]+)");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Process process;

	private final Path directory;

	private final Ports ports;

	private Service(Process process, Path directory, Ports ports) {
		this.process = process;
		this.directory = directory;
		this.ports = ports;
	}

	/**
	 * Starts the service and waits until it can accept messages.
	 * @param bench what is measured
	 * @param directory where it runs
	 * @param store the address of its store
	 * @param setting how it is configured
	 * @return the service
	 */
	static Service start(Bench bench, Path directory, String store, Setting setting) {
		Ports ports = new Ports(FreePort.any(), FreePort.any());
		try {
			Files.createDirectories(directory);
			Path configuration = directory.resolve("relay.yaml");
			Files.writeString(configuration, setting.yaml(store, ports, bench.engine()));
			ProcessBuilder builder = new ProcessBuilder(command(bench, directory, configuration))
				.directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("service.log").toFile());
			// As in the image
			builder.environment().put("MALLOC_ARENA_MAX", "2");
			Service service = new Service(builder.start(), directory, ports);
			service.awaitReady();
			return service;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return what it is called, as its directory is.
	 */
	String name() {
		return this.directory.getFileName().toString();
	}

	private static List<String> command(Bench bench, Path directory, Path configuration) {
		List<String> command = new ArrayList<>(
				List.of(JarTool.JAVA.toString(), "-XX:Flags=" + FLAGS.toAbsolutePath(), "-Xmx256m"));
		if (bench.profile()) {
			command.add("-XX:FlightRecorderOptions:stackdepth=256");
			command.add("-XX:StartFlightRecording=settings=profile,filename=" + directory.resolve("service.jfr"));
		}
		if (ExtractedJar.is(bench.jar())) {
			command.addAll(ExtractedJar.arguments(bench.jar()));
		}
		else {
			command.add("--enable-native-access=ALL-UNNAMED");
			// The launcher of Spring Boot that takes further jars, and puts them first.
			String before = bench.before().stream().map(Path::toString).collect(Collectors.joining(","));
			command.addAll(List.of("-Dloader.path=" + before, "-Dloader.main=io.onsrelay.OnsRelayApplication", "-cp",
					bench.jar().toString(), "org.springframework.boot.loader.launch.PropertiesLauncher"));
		}
		command.add("--spring.config.additional-location=" + configuration.toUri());
		return command;
	}

	private void awaitReady() {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (!ready()) {
			if (!this.process.isAlive() || System.nanoTime() > deadline) {
				this.process.destroyForcibly();
				throw new IllegalStateException("The service did not start: see " + this.directory + "/service.log");
			}
			LockSupport.parkNanos(50_000_000);
		}
	}

	private boolean ready() {
		try {
			return get(this.ports.main(), "/readyz").contains("UP");
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	private static String get(int port, String path) {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.timeout(Duration.ofSeconds(30))
				.build();
			return HTTP.send(request, BodyHandlers.ofString()).body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	Process process() {
		return this.process;
	}

	int port() {
		return this.ports.main();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Return the value of a meter, or the sum where it has several.
	 * @param name the meter's name, and {@code ?tag=name:value} where one is wanted
	 */
	double meter(String name) {
		Matcher matcher = VALUE.matcher(get(this.ports.metrics(), "/actuator/metrics/" + name));
		return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
	}

	/**
	 * Return how long the process has been computing, on all cores. Unlike a rate, it is
	 * the same on a machine that does something else as well.
	 */
	Duration computed() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/**
	 * Waits until the service has next to nothing left to do, so that one measurement
	 * leaves no work to the next; at most a minute.
	 */
	void awaitRest() {
		for (int second = 0; second < 60; second++) {
			Duration before = computed();
			Bench.pause(1000);
			if (computed().minus(before).toMillis() < 100) {
				return;
			}
		}
	}

	/**
	 * Return how much of the heap is in use after a collection, in bytes.
	 */
	double heap() {
		jcmd("GC.run");
		return meter("jvm.memory.used?tag=area:heap");
	}

	private void jcmd(String command) {
		try {
			new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid()),
					command)
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Asks the service to end, and waits until it has.
	 */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.process.exitValue() != 143 && this.process.exitValue() != 0) {
			throw new IllegalStateException("The service ended with status %d: see %s/service.log"
				.formatted(this.process.exitValue(), this.directory));
		}
	}

	/**
	 * Where it listens.
	 *
	 * @param main for messages
	 * @param metrics for metrics
	 */
	record Ports(int main, int metrics) {
	}

}
