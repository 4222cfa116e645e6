package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a command of the packaged jar printed, and its exit status.
 *
 * @param status the exit status
 * @param out the standard output
 * @param err the standard error output
 */
record CommandRun(int status, String out, String err) {

	private static final long PATIENCE = 120;

	static CommandRun of(Launcher launcher, Path directory, String... arguments) {
		try {
			Path out = Files.createTempFile("command-", ".out");
			Path err = Files.createTempFile("command-", ".err");
			Process process = launcher.jar(directory, arguments)
				.redirectOutput(out.toFile())
				.redirectError(err.toFile())
				.start();
			if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new AssertionError("The command has not ended within " + PATIENCE + " s");
			}
			return new CommandRun(process.exitValue(), read(out), read(err));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String read(Path file) throws IOException {
		String text = Files.readString(file, StandardCharsets.UTF_8);
		Files.delete(file);
		return text;
	}

}
