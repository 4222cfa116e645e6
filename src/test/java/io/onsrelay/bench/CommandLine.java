package io.onsrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.onsrelay.process.JarTool;

/**
 * Writes down by which Java and with which class path it was started. Maven knows both;
 * the benchmark then runs without Maven beside it.
 */
final class CommandLine {

	private CommandLine() {
	}

	/**
	 * Writes the beginning of a command line.
	 * @param arguments the file to write
	 * @throws IOException if it can't be written
	 */
	static void main(String[] arguments) throws IOException {
		Path file = Path.of(arguments[0]);
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.writeString(file, "%s --enable-native-access=ALL-UNNAMED -cp %s".formatted(JarTool.JAVA,
				System.getProperty("java.class.path")));
	}

}
