package io.onsrelay.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The lock file of a database, {@code relay.db.lock}: only one process uses the database.
 * The recovery at start releases all leases, which is only right while no other process
 * holds any.
 * <p>
 * The file also says how the last process left the database, since a killed process can't
 * tidy up: its text is that of a {@link State}.
 */
public final class StoreLock implements AutoCloseable {

	private static final int MAX_TEXT = 100;

	private final FileChannel channel;

	private final State found;

	private StoreLock(FileChannel channel, State found) {
		this.channel = channel;
		this.found = found;
	}

	/**
	 * Takes the lock of a database, and creates the lock file and its directory where
	 * they are missing.
	 * @param database the file of the database
	 * @return the lock; empty if another process holds it
	 * @throws IOException if the lock file can't be written
	 */
	public static Optional<StoreLock> tryAcquire(Path database) throws IOException {
		DatabaseFiles files = DatabaseFiles.of(database);
		OwnerOnly.createDirectories(files.directory());
		FileChannel channel = FileChannel.open(files.lock(),
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
				OwnerOnly.fileAttributes());
		if (tryLock(channel) == null) {
			channel.close();
			return Optional.empty();
		}
		return Optional.of(new StoreLock(channel, read(channel)));
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	private static State read(FileChannel channel) throws IOException {
		ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
		channel.read(text, 0);
		return State.of(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip());
	}

	/**
	 * Return how the last process left the database.
	 * @return the state when the lock was taken
	 */
	public State found() {
		return this.found;
	}

	/**
	 * Notes the state of the database, for the next process.
	 * @param state the state from now on
	 * @throws IOException if the lock file can't be written
	 */
	public void mark(State state) throws IOException {
		this.channel.truncate(0);
		this.channel.write(ByteBuffer.wrap(state.text.getBytes(StandardCharsets.US_ASCII)), 0);
		if (state == State.RESTORING) {
			this.channel.force(false);
		}
	}

	boolean isHeld() {
		return this.channel.isOpen();
	}

	/**
	 * Releases the lock. The state stays noted.
	 */
	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	/**
	 * The state of a database.
	 */
	public enum State {

		/**
		 * No process uses it, and the last one closed it.
		 */
		CLOSED(""),

		/**
		 * A process uses it, or ended without closing it.
		 */
		IN_USE("in use"),

		/**
		 * A backup is being put in its place, or that was interrupted.
		 */
		RESTORING("restoring");

		private final String text;

		State(String text) {
			this.text = text;
		}

		private static State of(String text) {
			return Arrays.stream(values()).filter((state) -> state.text.equals(text)).findFirst().orElse(IN_USE);
		}

	}

}
