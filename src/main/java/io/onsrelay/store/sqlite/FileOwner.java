package io.onsrelay.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * The owner and group of a file. Commands may run as root, while the service does not.
 */
public final class FileOwner {

	private final @Nullable PosixFileAttributes attributes;

	private FileOwner(@Nullable PosixFileAttributes attributes) {
		this.attributes = attributes;
	}

	/**
	 * Return the owner of a file or directory.
	 * @param path the file
	 * @return its owner; no owner where the file system has none
	 * @throws IOException if the file can't be read
	 */
	public static FileOwner of(Path path) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
		return new FileOwner((view != null) ? view.readAttributes() : null);
	}

	/**
	 * Makes this the owner of another file. Does nothing if it is.
	 * @param file the other file
	 * @throws IOException if this user may not do so
	 */
	public void takeOver(Path file) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		if (this.attributes == null || view == null) {
			return;
		}
		if (!view.readAttributes().owner().equals(this.attributes.owner())) {
			view.setOwner(this.attributes.owner());
			view.setGroup(this.attributes.group());
		}
	}

}
