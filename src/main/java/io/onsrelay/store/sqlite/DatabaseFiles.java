package io.onsrelay.store.sqlite;

import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The files of a database (https://www.sqlite.org/wal.html).
 *
 * @param database the database itself
 * @param log what is committed and not yet in the database
 * @param index the index of the log, which SQLite makes anew where it is missing
 * @param lock the file whose lock the service holds, see {@link StoreLock}
 */
public record DatabaseFiles(Path database, Path log, Path index, Path lock) {

	/**
	 * Return the files of a database.
	 * @param database the file of the database
	 * @return the files, whether they exist or not
	 */
	public static DatabaseFiles of(Path database) {
		return new DatabaseFiles(database, sibling(database, "-wal"), sibling(database, "-shm"),
				sibling(database, ".lock"));
	}

	/**
	 * Return the directory of the files.
	 * @return the directory of the database
	 */
	public Path directory() {
		Path parent = this.database.toAbsolutePath().getParent();
		return (parent != null) ? parent : this.database;
	}

	/**
	 * Return whether a file is one of these.
	 * @param file the path of the file
	 * @return {@code true} if it has the path of one of them
	 */
	public boolean isOneOf(Path file) {
		return all().anyMatch(file::equals);
	}

	Stream<Path> all() {
		return Stream.of(this.database, this.log, this.index, this.lock);
	}

	private static Path sibling(Path file, String suffix) {
		return file.resolveSibling(file.getFileName() + suffix);
	}

}
