package io.onsrelay.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the packaged jar apart and makes the cache of its start, as the Dockerfile does.
 */
public final class JarTool {

	/**
	 * The Java that runs the tests.
	 */
	public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private JarTool() {
	}

	/**
	 * Extracts a jar.
	 * @param packaged the packaged jar
	 * @param directory where to; it is created
	 * @return the extracted jar, with its libraries beside it
	 * @throws IOException if Java can't be started
	 */
	public static Path extract(Path packaged, Path directory) throws IOException {
		run(List.of("-Djarmode=tools", "-jar", packaged.toString(), "extract", "--destination", directory.toString()));
		return directory.resolve(packaged.getFileName());
	}

	/**
	 * Trains the start of an extracted jar.
	 * @param jar the jar
	 * @param cache the cache to make
	 * @param options the options of Java that the jar will be started with
	 * @param arguments further arguments of the command {@code train}
	 * @throws IOException if Java can't be started
	 */
	public static void train(Path jar, Path cache, List<String> options, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(options);
		command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString(), "train"));
		command.addAll(List.of(arguments));
		run(command);
	}

	private static void run(List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(JAVA.toString()));
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (process.waitFor() != 0) {
				throw new IllegalStateException(output);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
