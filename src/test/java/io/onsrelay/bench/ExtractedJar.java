package io.onsrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.onsrelay.process.JarTool;

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
	 * @throws IOException if Java can't be started
	 */
	static Path of(Path packaged, Path directory) throws IOException {
		Path jar = JarTool.extract(packaged, directory);
		JarTool.train(jar, jar.resolveSibling(CACHE),
				List.of("-XX:Flags=" + Service.FLAGS.toAbsolutePath(), "-Xmx256m", "-XX:TieredStopAtLevel=2"));
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

}
