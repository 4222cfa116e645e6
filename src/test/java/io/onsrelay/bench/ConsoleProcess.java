package io.onsrelay.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.onsrelay.process.JarTool;
import io.onsrelay.standin.FreePort;

/**
 * The service as a process with a heap of 256 MB, from classes that were compiled: with
 * or without those of the console.
 */
final class ConsoleProcess implements AutoCloseable {

	private static final String OPERATORS_PASSWORD = "operators-of-the-bench";

	private static final Duration TIMEOUT = Duration.ofMinutes(3);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Process process;

	private final int port;

	private final Duration wall;

	private final Duration computed;

	/**
	 * Starts the service and waits until it can accept messages.
	 * @param directory where it runs
	 * @param store the address of its store
	 * @param classPath the classes
	 * @param destination the origin of the destination {@code slack/ops}
	 */
	ConsoleProcess(Path directory, String store, String classPath, String destination) {
		this.port = FreePort.any();
		long start = System.nanoTime();
		try {
			this.process = new ProcessBuilder(command(directory, store, classPath, destination))
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("service.log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		awaitReady(directory);
		this.wall = Duration.ofNanos(System.nanoTime() - start);
		this.computed = this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	private List<String> command(Path directory, String store, String classPath, String destination)
			throws IOException {
		Path configuration = directory.resolve("relay.yaml");
		Files.writeString(configuration, """
				server: {port: %d, address: 127.0.0.1}
				management.server: {port: %d, address: 127.0.0.1}
				spring.datasource.url: "%s"
				relay:
				  ingest: {password: %s, topics: [%s]}
				  admin.password: %s
				  journal.retention: 36500d
				  notifier.slack.ops.webhook-url: "%s/services/T0/B0/bench"
				  routes:
				    - {name: all, condition: '{}', to: [audit/default]}
				    - {name: none, condition: '{"eventType": "none"}', to: [slack/ops]}
				""".formatted(this.port, FreePort.any(), store, BenchMessage.PASSWORD, BenchMessage.TOPIC,
				OPERATORS_PASSWORD, destination));
		List<String> command = new ArrayList<>();
		command.add(JarTool.JAVA.toString());
		command.addAll(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-cp",
				classPath, "io.onsrelay.OnsRelayApplication",
				"--spring.config.additional-location=" + configuration.toUri()));
		return command;
	}

	private void awaitReady(Path directory) {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (!ready()) {
			if (!this.process.isAlive() || System.nanoTime() > deadline) {
				this.process.destroyForcibly();
				throw new IllegalStateException("The service did not start: see " + directory + "/service.log");
			}
			LockSupport.parkNanos(10_000_000);
		}
	}

	private boolean ready() {
		try {
			return send(request("/readyz"), BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	/**
	 * Return how long the start took.
	 */
	Duration wall() {
		return this.wall;
	}

	/**
	 * Return how long the start computed, on all cores.
	 */
	Duration computed() {
		return this.computed;
	}

	/**
	 * Gets a page or a resource as an operator, and reads all of it.
	 * @param path its path
	 * @return how many lines it has
	 */
	long lines(String path) {
		HttpResponse<InputStream> response = send(request(path), BodyHandlers.ofInputStream());
		try (InputStream in = response.body()) {
			if (response.statusCode() != 200) {
				throw new IllegalStateException(path + " is answered by " + response.statusCode());
			}
			return count(in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long count(InputStream in) throws IOException {
		byte[] buffer = new byte[65_536];
		long lines = 0;
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			for (int i = 0; i < read; i++) {
				lines += (buffer[i] == '\n') ? 1 : 0;
			}
		}
		return lines;
	}

	/**
	 * Posts a message as ONS does.
	 * @param message what to post
	 * @param number its number
	 */
	void post(BenchMessage message, long number) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/ons"))
			.header("Authorization", "Basic " + BenchMessage.credentials())
			.header("X-OCI-NS-MessageType", "Notification")
			.header("X-OCI-NS-MessageId", "bench-" + number)
			.header("X-OCI-NS-TopicOcid", BenchMessage.TOPIC)
			.POST(HttpRequest.BodyPublishers.ofString(message.body(number)))
			.build();
		int status = send(request, BodyHandlers.discarding()).statusCode();
		if (status != 200) {
			throw new IllegalStateException("A message is answered by " + status);
		}
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Authorization",
					"Basic " + Base64.getEncoder()
						.encodeToString(("admin:" + OPERATORS_PASSWORD).getBytes(StandardCharsets.UTF_8)))
			.header("Accept", "text/html, */*")
			.build();
	}

	private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
		try {
			return this.http.send(request, handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
		this.http.close();
	}

}
