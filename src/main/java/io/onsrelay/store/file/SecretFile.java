package io.onsrelay.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import io.onsrelay.store.sqlite.OwnerOnly;
import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * A small file that only its owner may read.
 */
public final class SecretFile {

	private static final String SQLITE = "jdbc:sqlite:";

	private SecretFile() {
	}

	/**
	 * Return the path of a file that is named after the database and is in its directory.
	 * @param url the JDBC URL of the database
	 * @param suffix what follows the name of the database's file
	 * @return the path; empty where the database is no file
	 */
	public static Optional<Path> beside(String url, String suffix) {
		if (!url.startsWith(SQLITE)) {
			return Optional.empty();
		}
		Path database = SqliteDatabase.file(url);
		return Optional.of(database.resolveSibling(database.getFileName() + suffix));
	}

	/**
	 * Creates a file, with permissions 0600 where the file system has permissions. It is
	 * complete on disk when it has its name.
	 * @param file the file
	 * @param text what it has
	 * @throws IOException if it can't be written
	 */
	public static void create(Path file, String text) throws IOException {
		Path directory = file.toAbsolutePath().getParent();
		Path part = file.resolveSibling(file.getFileName() + ".part");
		Files.deleteIfExists(part);
		Files.createFile(part, OwnerOnly.fileAttributes());
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
			for (ByteBuffer bytes = StandardCharsets.UTF_8.encode(text); bytes.hasRemaining();) {
				channel.write(bytes);
			}
			channel.force(true);
		}
		Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
		if (directory != null) {
			try (FileChannel channel = FileChannel.open(directory)) {
				channel.force(true);
			}
		}
	}

	/**
	 * Describes a file to which every user of the machine has access.
	 * @param file the file
	 * @return the file with its permissions; empty if others have no access to it
	 */
	public static Optional<String> describeOpen(Path file) {
		return OwnerOnly.describeOpen(file);
	}

}
