package io.onsrelay.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Notices that a file of the database is deleted or replaced while it is open. The system
 * keeps an open file whose name is gone, so commits still succeed, and with the process
 * everything in it is gone.
 * <p>
 * The log of a database that is lost is renamed: SQLite would add it to whatever database
 * it finds at the next start.
 * <p>
 * A check takes a few microseconds, a commit some hundred at least. Without inodes, only
 * deletion is noticed.
 */
final class FilePresence {

	private final DatabaseFiles files;

	private final @Nullable Object databaseKey;

	/**
	 * Not known before the first check after the log was opened.
	 */
	private volatile @Nullable Object logKey;

	private volatile @Nullable String loss;

	/**
	 * Keeps the identity of a database.
	 * @param files the files; the database exists
	 * @throws IOException if the database can't be found
	 */
	FilePresence(DatabaseFiles files) throws IOException {
		this.files = files;
		this.databaseKey = key(files.database());
	}

	/**
	 * Notes that the writer opens its connection: where it is the only one, SQLite makes
	 * a new log.
	 */
	void opened() {
		this.logKey = null;
	}

	/**
	 * Checks the database and its log, while the writer's connection keeps the log from
	 * being removed. A loss is permanent, whatever is put in the place of the file: the
	 * connections don't know it.
	 * @return the file that is lost and how; empty if all are there
	 * @throws DataAccessResourceFailureException if that can't be found out now
	 */
	Optional<String> loss() {
		if (databaseLoss().isEmpty()) {
			Object key = this.logKey;
			if (key != null) {
				this.loss = find(this.files.log(), key);
			}
			else {
				this.logKey = keyIfThere(this.files.log());
			}
		}
		return Optional.ofNullable(this.loss);
	}

	/**
	 * Checks the database without its log.
	 * @return as {@link #loss()}
	 * @throws DataAccessResourceFailureException as {@link #loss()}
	 */
	Optional<String> databaseLoss() {
		if (this.loss == null) {
			String found = find(this.files.database(), this.databaseKey);
			this.loss = (found != null) ? found + setLogAside() : null;
		}
		return Optional.ofNullable(this.loss);
	}

	private synchronized String setLogAside() {
		Object key = this.logKey;
		try {
			if (key != null && key.equals(keyIfThere(this.files.log()))) {
				Path aside = this.files.log().resolveSibling(this.files.log().getFileName() + ".lost");
				Files.move(this.files.log(), aside, StandardCopyOption.ATOMIC_MOVE);
				return " (its log is kept as %s)".formatted(aside);
			}
		}
		catch (IOException | DataAccessResourceFailureException ex) {
			// The next start finds it, and checks the database.
		}
		return "";
	}

	private static @Nullable String find(Path file, @Nullable Object known) {
		try {
			Object key = key(file);
			return (known == null || known.equals(key)) ? null : file + " was replaced";
		}
		catch (NoSuchFileException ex) {
			return file + " was deleted";
		}
		catch (IOException ex) {
			throw unknown(file, ex);
		}
	}

	private static @Nullable Object keyIfThere(Path file) {
		try {
			return key(file);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			throw unknown(file, ex);
		}
	}

	private static DataAccessResourceFailureException unknown(Path file, IOException ex) {
		return new DataAccessResourceFailureException("Whether %s is still there is not known".formatted(file), ex);
	}

	private static @Nullable Object key(Path file) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
	}

}
