package io.onsrelay.store.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * The native library of SQLite. The driver unpacks it from its jar at each start and
 * loads it, for which the directory of temporary files must allow execution. Where it
 * doesn't, the library is unpacked once and loaded from there
 * (https://github.com/xerial/sqlite-jdbc/blob/master/USAGE.md).
 */
public final class NativeLibrary {

	/**
	 * The system property that names the directory with the unpacked library.
	 */
	public static final String DIRECTORY_PROPERTY = "org.sqlite.lib.path";

	/**
	 * The system property that names the directory to which the driver unpacks.
	 */
	private static final String TEMPORARY_PROPERTY = "org.sqlite.tmpdir";

	private NativeLibrary() {
	}

	/**
	 * Loads the library, unless it is loaded.
	 * @throws InvalidConfigurationException if it can't be loaded
	 */
	public static void load() {
		try {
			SQLiteJDBCLoader.initialize();
		}
		// The driver declares Exception
		catch (Exception | LinkageError ex) {
			throw refusal(ex);
		}
	}

	/**
	 * Writes the library for this machine to a directory, from which the driver loads it
	 * when {@value #DIRECTORY_PROPERTY} names the directory.
	 * @param directory the directory; created where it is missing
	 * @return the file
	 * @throws IOException if it can't be written
	 * @throws InvalidConfigurationException if the driver has no library for this machine
	 */
	public static Path unpack(Path directory) throws IOException {
		Path file = directory.resolve(LibraryLoaderUtil.getNativeLibName());
		try (InputStream library = open()) {
			if (library == null) {
				throw new InvalidConfigurationException(DIRECTORY_PROPERTY, "the driver of SQLite has no library for %s"
					.formatted(OSInfo.getNativeLibFolderPathForCurrentOS()), unsupported());
			}
			Files.createDirectories(directory);
			Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
			return file;
		}
	}

	private static @Nullable InputStream open() {
		return SQLiteJDBCLoader.class.getResourceAsStream(
				LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName());
	}

	private static String unsupported() {
		return "Name a directory that has the library of this machine with -D%s, or use PostgreSQL."
			.formatted(DIRECTORY_PROPERTY);
	}

	/**
	 * The driver only logs why it failed, so the library is loaded once more to find out.
	 */
	private static InvalidConfigurationException refusal(Throwable failure) {
		String named = System.getProperty(DIRECTORY_PROPERTY);
		Path temporary = Path.of(System.getProperty(TEMPORARY_PROPERTY, System.getProperty("java.io.tmpdir", "")));
		try {
			Path unpacked = Files.createTempDirectory(temporary, "ons-relay-library-");
			Path file = unpack(unpacked);
			try {
				String reason = reason(file).orElseGet(() -> String.valueOf(failure.getMessage()));
				return new InvalidConfigurationException((named != null) ? DIRECTORY_PROPERTY : TEMPORARY_PROPERTY,
						"SQLite's native library can't be loaded from %s (%s)"
							.formatted((named != null) ? named + " or " + temporary : temporary, reason),
						action());
			}
			finally {
				Files.deleteIfExists(file);
				Files.deleteIfExists(unpacked);
			}
		}
		catch (IOException ex) {
			return new InvalidConfigurationException(TEMPORARY_PROPERTY,
					"SQLite's native library can't be unpacked to %s (%s)".formatted(temporary, ex), action());
		}
		catch (InvalidConfigurationException ex) {
			return ex;
		}
	}

	@SuppressWarnings("restricted") // what the driver does, too
	private static Optional<String> reason(Path file) {
		try {
			System.load(file.toAbsolutePath().toString());
			return Optional.empty();
		}
		catch (LinkageError ex) {
			// The message begins with the path, twice
			return Optional.of(String.valueOf(ex.getMessage()).replace(file.toAbsolutePath() + ": ", ""));
		}
	}

	private static String action() {
		return ("The disk of the store is not the cause. The directory must be writable and must not be mounted noexec: "
				+ "allow execution there, name another one with -D%s=DIR, or unpack the library once with the command "
				+ "unpack-library DIR and start with -D%s=DIR.")
			.formatted(TEMPORARY_PROPERTY, DIRECTORY_PROPERTY);
	}

}
