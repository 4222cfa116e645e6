package io.onsrelay.store.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.sqlite.DatabaseFiles;
import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * Makes a backup of an SQLite file, while the service may run.
 */
public final class StoreBackup {

	private final MaintenanceProgress progress;

	/**
	 * Creates a backup.
	 * @param progress is notified while the file is copied
	 */
	public StoreBackup(MaintenanceProgress progress) {
		this.progress = progress;
	}

	/**
	 * Copies the store to a file, which appears under its name when it is complete and
	 * verified.
	 * @param url the JDBC URL of the store
	 * @param file the backup
	 * @param replace whether an existing file is replaced
	 * @return what the backup has
	 * @throws RuntimeException if no backup was made, with the reason as its message
	 * @throws InvalidConfigurationException if the URL names no plain file
	 */
	public StoreContents run(String url, Path file, boolean replace) {
		Path store = SqliteDatabase.file(url);
		Path target = file.toAbsolutePath().normalize();
		if (!Files.exists(store)) {
			throw new MaintenanceException(
					"There is no store %s: set spring.datasource.url as the service does, and ".formatted(store)
							+ "run the command in the same directory");
		}
		refuse(store, target, replace);
		Path directory = DatabaseFiles.of(target).directory();
		DatabaseCopy copy = DatabaseCopy.of(store, directory, Integer.MAX_VALUE, this.progress);
		try {
			Files.move(copy.file(), target, StandardCopyOption.ATOMIC_MOVE);
			DatabaseCopy.syncDirectory(directory);
			return copy.contents();
		}
		catch (IOException ex) {
			throw new MaintenanceException("%s can't be written (%s)".formatted(target, ex), ex);
		}
	}

	private static void refuse(Path store, Path target, boolean replace) {
		if (isPartOf(store, target)) {
			throw new MaintenanceException("%s belongs to the store: name another file".formatted(target));
		}
		if (Files.isDirectory(target)) {
			throw new MaintenanceException("%s is a directory: name a file in it".formatted(target));
		}
		Path directory = DatabaseFiles.of(target).directory();
		if (!Files.isDirectory(directory)) {
			throw new MaintenanceException("There is no directory %s".formatted(directory));
		}
		if (Files.exists(target) && !replace) {
			throw new MaintenanceException(
					"%s exists: name another file, or replace it with --force".formatted(target));
		}
	}

	private static boolean isPartOf(Path store, Path target) {
		try {
			Path place = DatabaseFiles.of(target).directory().toRealPath().resolve(target.getFileName());
			DatabaseFiles files = DatabaseFiles.of(store.toRealPath());
			return files.isOneOf(Files.exists(place) ? place.toRealPath() : place)
					|| DatabaseFiles.of(store).isOneOf(target);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
