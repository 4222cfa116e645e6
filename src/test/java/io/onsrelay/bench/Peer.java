package io.onsrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A service that takes a message and passes it on.
 *
 * @param name its name and version
 * @param durability what is on disk when it acknowledges
 * @param path where it takes messages
 * @param message the message in the form that it takes
 * @param burst how many messages it is given at once: fewer where each starts a process
 * @param launch starts it
 */
record Peer(String name, String durability, String path, BenchMessage message, int burst, Launch launch) {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	/**
	 * Return the first word of its name, in lower case.
	 */
	String id() {
		return this.name.split(" ", 2)[0].toLowerCase(Locale.ROOT);
	}

	/**
	 * Starts it and waits until it takes connections.
	 * @param directory where it keeps what it keeps
	 * @param sink where it passes messages on to
	 * @return the running service
	 */
	Running start(Path directory, StubDestination sink) {
		try {
			Files.createDirectories(directory);
			Running running = this.launch.start(directory, sink.origin());
			running.awaitConnections();
			return running;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Sent send(Running running, int connections, int count, double rate) {
		return new PacedLoad(this.message, running.port(), this.path, connections).send(Wrk.freshNumbers(), count,
				rate);
	}

	/**
	 * Starts a service.
	 */
	@FunctionalInterface
	interface Launch {

		Running start(Path directory, String sink) throws IOException;

	}

	/**
	 * A service that runs.
	 *
	 * @param process its process
	 * @param port where it listens
	 */
	record Running(Process process, int port) implements AutoCloseable {

		static Running of(Path directory, int port, String... command) throws IOException {
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("service.log").toFile())
				.start();
			return new Running(process, port);
		}

		private void awaitConnections() {
			long deadline = System.nanoTime() + TIMEOUT.toNanos();
			while (!takesConnections()) {
				if (!this.process.isAlive() || System.nanoTime() > deadline) {
					throw new IllegalStateException(this.process.info().command().orElse("?") + " did not start");
				}
				Bench.pause(100);
			}
		}

		private boolean takesConnections() {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				return socket.isConnected();
			}
			catch (IOException ex) {
				return false;
			}
		}

		/**
		 * Return how much memory is resident, in megabytes.
		 */
		long resident() {
			try {
				return Files.readAllLines(Path.of("/proc", Long.toString(this.process.pid()), "status"))
					.stream()
					.filter((line) -> line.startsWith("VmRSS:"))
					.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
					.findFirst()
					.orElse(0);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * Return how long it has been computing, on all cores, without the processes that
		 * it has started.
		 */
		Duration computed() {
			return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
		}

		/**
		 * Ends it by SIGKILL.
		 */
		void kill() {
			this.process.destroyForcibly();
			awaitEnd();
		}

		@Override
		public void close() {
			this.process.destroy();
			awaitEnd();
		}

		private void awaitEnd() {
			try {
				if (!this.process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
					this.process.destroyForcibly().waitFor();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
