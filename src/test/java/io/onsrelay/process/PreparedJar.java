package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

import io.onsrelay.event.Sha256;

/**
 * The packaged jar as the image runs it: taken apart, and with a cache of what a start
 * loads (https://openjdk.org/jeps/514), with which a start takes half as long. It is made
 * once for each jar, which takes as long as a few starts.
 *
 * @param jar the jar without its libraries, which lie beside it
 * @param cache the cache
 */
record PreparedJar(Path jar, Path cache) {

	/**
	 * What the cache is made with has to be what it is used with.
	 */
	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	/**
	 * Prepares a jar, unless that is done.
	 */
	static PreparedJar of(Path packaged) {
		try {
			// Not by its time, which a reproducible build sets
			Path directory = packaged.resolveSibling("prepared-" + Sha256.hex(Files.readAllBytes(packaged)));
			PreparedJar prepared = new PreparedJar(directory.resolve(packaged.getFileName()),
					directory.resolve("relay.aot"));
			try (FileChannel channel = FileChannel.open(packaged.resolveSibling("prepared.lock"),
					StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
				if (Files.notExists(prepared.cache)) {
					FileSystemUtils.deleteRecursively(directory);
					JarTool.extract(packaged, directory);
					JarTool.train(prepared.jar, prepared.cache, OPTIONS, "--messages=100");
				}
			}
			return prepared;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the beginning of the command that starts it.
	 */
	List<String> command(String... options) {
		List<String> command = new ArrayList<>(List.of(JarTool.JAVA.toString()));
		command.addAll(OPTIONS);
		command.addAll(List.of(options));
		command.addAll(List.of("-XX:AOTCache=" + this.cache, "-jar", this.jar.toString()));
		return command;
	}

	/**
	 * Copies it to a directory that every user may read, which is deleted when the tests
	 * end. The times stay, since the cache fits jars of its times only.
	 */
	PreparedJar readableByAll() {
		try {
			Path copy = Files.createTempDirectory("ons-relay-readable-");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(copy.toFile())));
			Path directory = Objects.requireNonNull(this.jar.getParent());
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : (Iterable<Path>) files::iterator) {
					Path target = copy.resolve(directory.relativize(file).toString());
					if (!target.equals(copy)) {
						Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
					}
					Files.setPosixFilePermissions(target,
							PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
				}
			}
			return new PreparedJar(copy.resolve(this.jar.getFileName()), copy.resolve(this.cache.getFileName()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
