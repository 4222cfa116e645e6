package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import io.onsrelay.standin.FreePort;

/**
 * One of several relays that share a store: the packaged jar as a process, which can be
 * started again at the same address.
 */
final class Replica {

	private final int port = FreePort.any();

	private final Path directory;

	private final String name;

	private final IntFunction<String> configuration;

	private @Nullable RelayProcess process;

	private int starts;

	Replica(Path directory, String name, IntFunction<String> configuration) {
		this.directory = directory;
		this.name = name;
		this.configuration = configuration;
	}

	URI origin() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	void start() {
		Path file = this.directory.resolve(this.name + ".yaml");
		try {
			Files.writeString(file, this.configuration.apply(this.port));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.process = RelayProcess.start(Launcher.USUAL, this.directory, file,
				this.directory.resolve("%s-%d.log".formatted(this.name, this.starts++)), origin());
	}

	void awaitReady() {
		process().awaitReady();
	}

	boolean ready() {
		return process().ready();
	}

	void kill() {
		process().kill();
	}

	/**
	 * Asks the process to end, by SIGTERM, and waits until it has.
	 * @return its exit status
	 */
	int terminate() {
		return process().terminate();
	}

	/**
	 * Lets the process stand still, by SIGSTOP.
	 */
	void freeze() {
		process().signal("STOP");
	}

	/**
	 * Lets the process go on, by SIGCONT, as if no time had gone by.
	 */
	void thaw() {
		process().signal("CONT");
	}

	void end() {
		if (this.process != null) {
			this.process.kill();
		}
	}

	/**
	 * Waits until the process has ended, and returns its exit status.
	 */
	int awaitEnd() {
		return process().awaitEnd();
	}

	String output() {
		return this.name + ":\n" + ((this.process != null) ? this.process.output() : "");
	}

	private RelayProcess process() {
		if (this.process == null) {
			throw new IllegalStateException(this.name + " has not been started");
		}
		return this.process;
	}

}
