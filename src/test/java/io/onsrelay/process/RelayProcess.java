package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * The packaged jar as a running process.
 */
final class RelayProcess {

	private static final Duration STARTING_TIME = Duration.ofMinutes(2);

	private static final Duration ENDING_TIME = Duration.ofMinutes(1);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Path output;

	private final URI origin;

	private final Process process;

	private RelayProcess(Process process, Path output, URI origin) {
		this.process = process;
		this.output = output;
		this.origin = origin;
	}

	/**
	 * Starts the service in a directory with a configuration file.
	 */
	static RelayProcess start(Launcher launcher, Path directory, Path configuration, Path output, URI origin) {
		ProcessBuilder builder = launcher
			.service(directory, "--spring.config.additional-location=" + configuration.toUri())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		try {
			return new RelayProcess(builder.start(), output, origin);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the service says that it can accept messages durably.
	 */
	void awaitReady() {
		Awaitility.await("readiness")
			.atMost(STARTING_TIME)
			.pollInterval(Duration.ofMillis(50))
			.failFast("the process has ended", () -> !this.process.isAlive())
			.until(this::ready);
	}

	/**
	 * Return whether the service says that it can accept messages durably.
	 */
	boolean ready() {
		HttpRequest request = HttpRequest.newBuilder(this.origin.resolve("/readyz"))
			.timeout(Duration.ofSeconds(2))
			.build();
		try {
			return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Ends the process by SIGKILL: nothing in it gets to know.
	 */
	void kill() {
		this.process.destroyForcibly();
		awaitEnd();
	}

	/**
	 * Sends the process a signal.
	 * @param name the signal's name, such as {@code STOP}
	 */
	void signal(String name) {
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Asks the process to end, by SIGTERM, and waits until it has.
	 * @return its exit status
	 */
	int terminate() {
		askToEnd();
		return awaitEnd();
	}

	/**
	 * Asks the process to end, by SIGTERM.
	 */
	void askToEnd() {
		this.process.destroy();
	}

	/**
	 * Return whether the process runs.
	 */
	boolean running() {
		return this.process.isAlive();
	}

	/**
	 * Return the number by which the system knows the process.
	 */
	long pid() {
		return this.process.pid();
	}

	/**
	 * Return what the process has printed.
	 */
	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the process has ended.
	 * @return its exit status
	 */
	int awaitEnd() {
		try {
			if (!this.process.waitFor(ENDING_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError("The process has not ended within " + ENDING_TIME);
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
