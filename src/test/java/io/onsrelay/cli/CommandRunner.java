package io.onsrelay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Runs commands in the process of the test, with a configuration of their own, and keeps
 * what they print. The logging of the tests stays as it is.
 */
public final class CommandRunner implements BeforeEachCallback, AfterEachCallback {

	/**
	 * For commands that start no service.
	 */
	static final Function<String[], ConfigurableApplicationContext> NO_SERVICE = (arguments) -> {
		throw new IllegalStateException("The command starts the service");
	};

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private final Path directory = temporaryDirectory();

	@Override
	public void beforeEach(ExtensionContext context) {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
	}

	@Override
	public void afterEach(ExtensionContext context) throws IOException {
		System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
		FileSystemUtils.deleteRecursively(this.directory);
	}

	/**
	 * Runs a command with a configuration, in YAML. Its store is {@link #store()}, unless
	 * an argument names another one.
	 * @return its exit status
	 */
	public int run(String configuration, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.config.location=classpath:/application.yaml," + write("relay.yaml", configuration).toUri());
		if (all.stream().noneMatch((argument) -> argument.startsWith("--spring.datasource.url="))) {
			all.add("--spring.datasource.url=jdbc:sqlite:" + store());
		}
		return Commands.run(NO_SERVICE, new PrintWriter(this.out, true), new PrintWriter(this.err, true),
				all.toArray(String[]::new));
	}

	public Path write(String name, String text) {
		try {
			return Files.writeString(this.directory.resolve(name), text, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public Path store() {
		return this.directory.resolve("data/relay.db");
	}

	public String out() {
		return this.out.toString();
	}

	public String err() {
		return this.err.toString();
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("ons-relay-commands-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
