package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The disk of a process, which can be made full: the process may not write beyond an
 * offset of any file. It takes {@code prlimit} of util-linux, on Linux, and no
 * privileges.
 */
final class Disk {

	private static final String UNLIMITED = "unlimited";

	private final long pid;

	private Disk(long pid) {
		this.pid = pid;
	}

	/**
	 * Return the disk of a process; the test is skipped where it can't be made full.
	 */
	static Disk of(RelayProcess process) {
		assumeThat(exitStatus("prlimit", "--version"))
			.as("A full disk is played with prlimit of util-linux, which is not there")
			.isZero();
		return new Disk(process.pid());
	}

	/**
	 * Lets files grow no further than to a size, in bytes.
	 */
	void fill(long size) {
		limit(Long.toString(size));
	}

	/**
	 * Frees the space again.
	 */
	void clear() {
		limit(UNLIMITED);
	}

	/**
	 * Sets the soft limit, which may be lifted again.
	 */
	private void limit(String size) {
		assertThat(exitStatus("prlimit", "--pid", Long.toString(this.pid), "--fsize=" + size + ":")).isZero();
	}

	private static int exitStatus(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
		}
		catch (IOException ex) {
			return -1;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new IOException(ex));
		}
	}

}
