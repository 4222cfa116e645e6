package io.onsrelay.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.onsrelay.OnsRelayApplication;

/**
 * Runs the command that sets OCI up, in a process of its own beside the service.
 */
final class Provisioning {

	private static final List<String> PROGRAM = List.of(
			Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
			"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
			OnsRelayApplication.class.getName());

	private final List<String> properties;

	/**
	 * Creates the command.
	 * @param properties the configuration of the service, and of the access to OCI
	 */
	Provisioning(List<String> properties) {
		this.properties = List.copyOf(properties);
	}

	/**
	 * Runs it.
	 * @param options the options of the command
	 * @param line is given each line that it prints
	 * @return whether it was successful
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean run(List<String> options, Consumer<String> line) throws InterruptedException {
		List<String> command = Stream.of(PROGRAM, List.of("provision"), options, this.properties)
			.flatMap(List::stream)
			.toList();
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.inputReader(StandardCharsets.UTF_8).lines().forEach(line);
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
