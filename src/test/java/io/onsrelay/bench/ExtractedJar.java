package io.onsrelay.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jar as the image has it: its libraries beside it, with the cache that the command
 * {@code train} makes.
 */
final class ExtractedJar {

	private static final String CACHE = "relay.aot";

	private ExtractedJar() {
	}

	/**
	 * Extracts a jar and trains its start, as the Dockerfile does.
	 * @param packaged the packaged jar
	 * @param directory where to; it is created
	 * @return the extracted jar
	 * @throws IOException if the jar can't be extracted
	 */
	static Path of(Path packaged, Path directory) throws IOException {
		Files.createDirectories(directory);
		Path jar = directory.resolve("app").resolve(packaged.getFileName());
		run(directory, List.of("-Djarmode=tools", "-jar", packaged.toString(), "extract", "--destination",
				directory.resolve("app").toString()));
		run(directory, List.of("-XX:Flags=" + Service.FLAGS.toAbsolutePath(), "-Xmx256m", "-XX:TieredStopAtLevel=2",
				"-XX:AOTCacheOutput=" + jar.resolveSibling(CACHE), "-jar", jar.toString(), "train"));
		return jar;
	}

	/**
	 * Return the arguments that start a jar of this kind.
	 */
	static List<String> arguments(Path jar) {
		return List.of("-XX:AOTCache=" + jar.resolveSibling(CACHE), "-XX:AOTMode=on", "-jar", jar.toString());
	}

	/**
	 * Return whether a jar is of this kind.
	 */
	static boolean is(Path jar) {
		return Files.exists(jar.resolveSibling(CACHE));
	}

	private static void run(Path directory, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(Service.JAVA));
		command.addAll(arguments);
		File log = directory.resolve("training.log").toFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
			.start();
		try {
			if (process.waitFor() != 0) {
				throw new IllegalStateException("The jar was not trained: see " + log);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
