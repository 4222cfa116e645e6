package io.onsrelay.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.onsrelay.standin.FreePort;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A real proxy, <a href="https://tinyproxy.github.io">Tinyproxy</a>, that asks for a user
 * and a password and logs every request. Tests are skipped where it is not installed.
 */
final class Tinyproxy implements AutoCloseable {

	static final String USERNAME = "relay";

	static final String PASSWORD = "proxy-password";

	private final Process process;

	private final int port;

	private final Path log;

	private Tinyproxy(Process process, int port, Path log) {
		this.process = process;
		this.port = port;
		this.log = log;
	}

	/**
	 * Starts the proxy.
	 * @param directory where its files are
	 * @param tunnelled the port that tunnels may lead to
	 */
	static Tinyproxy start(Path directory, int tunnelled) {
		Path program = Path.of("/usr/bin/tinyproxy");
		assumeThat(program).as("tinyproxy, a package of Debian, is not installed").isExecutable();
		int port = FreePort.any();
		Path log = directory.resolve("tinyproxy.log");
		try {
			Path configuration = Files.writeString(directory.resolve("tinyproxy.conf"), """
					Port %d
					Listen 127.0.0.1
					Allow 127.0.0.1
					BasicAuth %s %s
					ConnectPort %d
					LogFile "%s"
					LogLevel Info
					MaxClients 20
					""".formatted(port, USERNAME, PASSWORD, tunnelled, log));
			Process process = new ProcessBuilder(program.toString(), "-d", "-c", configuration.toString())
				.redirectErrorStream(true)
				.start();
			Tinyproxy proxy = new Tinyproxy(process, port, log);
			proxy.awaitStart();
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitStart() {
		await().atMost(Duration.ofSeconds(20)).until(() -> log().contains("Accepting connections"));
	}

	int port() {
		return this.port;
	}

	String log() throws IOException {
		return Files.exists(this.log) ? Files.readString(this.log) : "";
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
