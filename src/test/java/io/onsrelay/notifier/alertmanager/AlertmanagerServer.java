package io.onsrelay.notifier.alertmanager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.onsrelay.standin.FreePort;

/**
 * Debian's Alertmanager, as a process.
 */
final class AlertmanagerServer implements AutoCloseable {

	private static final Path BINARY = Path.of("/usr/bin/prometheus-alertmanager");

	private final Process process;

	private final String origin;

	private AlertmanagerServer(Process process, String origin) {
		this.process = process;
		this.origin = origin;
	}

	static boolean isInstalled() {
		return Files.isExecutable(BINARY);
	}

	/**
	 * Starts it.
	 * @param directory where its configuration and data are
	 * @param resolveTimeout when an alert without an end expires
	 */
	static AlertmanagerServer start(Path directory, Duration resolveTimeout) throws IOException {
		Path configuration = Files.writeString(directory.resolve("alertmanager.yml"), """
				global: {resolve_timeout: %ds}
				route: {receiver: none}
				receivers: [{name: none}]
				""".formatted(resolveTimeout.toSeconds()));
		int port = FreePort.any();
		Process process = new ProcessBuilder(BINARY.toString(), "--config.file=" + configuration,
				"--storage.path=" + directory.resolve("alertmanager"), "--cluster.listen-address=",
				"--web.listen-address=127.0.0.1:" + port)
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("alertmanager.log").toFile())
			.start();
		return new AlertmanagerServer(process, "http://127.0.0.1:" + port);
	}

	String origin() {
		return this.origin;
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
