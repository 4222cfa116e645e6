package io.onsrelay.store.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.database.Database;
import io.onsrelay.store.schema.Schema;
import io.onsrelay.store.sqlite.DatabaseFiles;
import io.onsrelay.store.sqlite.FileOwner;
import io.onsrelay.store.sqlite.SqliteDatabase;
import io.onsrelay.store.sqlite.StoreLock;

/**
 * Puts a backup in the place of an SQLite file, while the service does not run.
 */
public final class StoreRestore {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final MaintenanceProgress progress;

	private final Clock clock;

	/**
	 * Creates a restore.
	 * @param progress is notified while the file is copied
	 * @param clock the clock for the name of the file that is replaced
	 */
	public StoreRestore(MaintenanceProgress progress, Clock clock) {
		this.progress = progress;
		this.clock = clock;
	}

	/**
	 * Verifies a copy of a backup, renames the files of the store, and puts the copy in
	 * their place.
	 * @param backup the backup, which is not changed
	 * @param url the JDBC URL of the store
	 * @return what was done
	 * @throws RuntimeException if the backup was not restored, with the reason as its
	 * message
	 * @throws InvalidConfigurationException if the URL names no plain file
	 */
	public Restored run(Path backup, String url) {
		Path store = SqliteDatabase.file(url);
		if (!Files.isRegularFile(backup)) {
			throw new MaintenanceException(
					Files.exists(backup) ? backup + " is no file" : "There is no file %s".formatted(backup));
		}
		if (isSame(backup, store)) {
			throw new MaintenanceException("%s is the store itself: name a backup".formatted(backup));
		}
		try (StoreLock lock = StoreLock.tryAcquire(store)
			.orElseThrow(() -> new MaintenanceException(
					"Another process uses %s: stop the service, and restore then".formatted(store)))) {
			return restore(backup, store, lock);
		}
		catch (IOException ex) {
			throw new MaintenanceException("%s can't be written (%s)".formatted(store, ex), ex);
		}
	}

	private Restored restore(Path backup, Path store, StoreLock lock) throws IOException {
		boolean present = Files.exists(store);
		DatabaseFiles files = DatabaseFiles.of(present ? store.toRealPath() : store);
		DatabaseCopy copy = DatabaseCopy.of(backup, files.directory(), StoreContents.newestSchema(), this.progress);
		refuseOther(backup, copy);
		FileOwner owner = FileOwner.of(present ? files.database() : files.directory());
		try {
			owner.takeOver(copy.file());
			owner.takeOver(DatabaseFiles.of(store).lock());
		}
		// Without a store, the owner of its directory need not be the user of the service
		catch (IOException ex) {
			if (present) {
				Files.deleteIfExists(copy.file());
				throw new MaintenanceException("The service could not read what this user writes: run the command as "
						+ "the owner of %s".formatted(files.database()), ex);
			}
		}
		lock.mark(StoreLock.State.RESTORING);
		Optional<Path> kept = setAside(files);
		Files.move(copy.file(), files.database(), StandardCopyOption.ATOMIC_MOVE);
		DatabaseCopy.syncDirectory(files.directory());
		lock.mark(StoreLock.State.CLOSED);
		return new Restored(files.database(), copy.contents(), kept);
	}

	/**
	 * Refuses what the service would refuse at its next start.
	 */
	private static void refuseOther(Path backup, DatabaseCopy copy) throws IOException {
		try {
			Schema.of(copy.reading(), Dialect.SQLITE, Database.PROPERTY).check();
		}
		catch (InvalidConfigurationException ex) {
			Files.deleteIfExists(copy.file());
			Mistake mistake = ex.getMistakes().getFirst();
			throw new MaintenanceException(
					"%s can't be restored: %s. %s".formatted(backup, mistake.description(), mistake.action()), ex);
		}
		catch (RuntimeException ex) {
			Files.deleteIfExists(copy.file());
			throw ex;
		}
	}

	/**
	 * Renames the files. The log goes with its database, under the name that SQLite looks
	 * for, so what is kept is complete.
	 * @return the new name; empty where there is no database
	 */
	private Optional<Path> setAside(DatabaseFiles files) throws IOException {
		DatabaseFiles kept = DatabaseFiles.of(freeName(files.database()));
		boolean present = Files.exists(files.database());
		if (present) {
			Files.move(files.database(), kept.database(), StandardCopyOption.ATOMIC_MOVE);
		}
		if (Files.exists(files.log())) {
			Files.move(files.log(), kept.log(), StandardCopyOption.ATOMIC_MOVE);
		}
		Files.deleteIfExists(files.index());
		return present ? Optional.of(kept.database()) : Optional.empty();
	}

	private Path freeName(Path file) {
		String name = "%s.replaced-%s".formatted(file.getFileName(), TIME.format(this.clock.instant()));
		Path free = file.resolveSibling(name);
		for (int i = 2; Files.exists(free) || Files.exists(DatabaseFiles.of(free).log()); i++) {
			free = file.resolveSibling(name + "-" + i);
		}
		return free;
	}

	private static boolean isSame(Path backup, Path store) {
		try {
			return Files.exists(store) && Files.isSameFile(backup, store);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * What was restored.
	 *
	 * @param file the file of the store
	 * @param contents what it has now
	 * @param kept the name that the replaced file has now; empty if there was none
	 */
	public record Restored(Path file, StoreContents contents, Optional<Path> kept) {
	}

}
