package io.onsrelay.store.sqlite;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Permissions of the store's files: only their owner may read them, since they hold the
 * bodies of messages. They are set when a file is created, before it has contents. On
 * file systems without POSIX permissions, the defaults apply.
 */
public final class OwnerOnly {

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	private static final PosixFilePermission[] OTHERS = { PosixFilePermission.OTHERS_READ,
			PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE };

	private OwnerOnly() {
	}

	/**
	 * Return the attributes of new files.
	 * @return the permissions 0600, where the file system has permissions
	 */
	public static FileAttribute<?>[] fileAttributes() {
		return attributes("rw-------");
	}

	private static FileAttribute<?>[] attributes(String permissions) {
		return POSIX
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Creates a directory and its parents where they are missing, with permissions 0700.
	 */
	static void createDirectories(Path directory) throws IOException {
		// Fails for a link to a directory, https://bugs.openjdk.org/browse/JDK-8294193
		if (!Files.isDirectory(directory)) {
			Files.createDirectories(directory, attributes("rwx------"));
		}
	}

	/**
	 * Creates an empty file with permissions 0600 where it is missing. SQLite gives its
	 * other files the permissions of the database.
	 */
	static void createFile(Path file) throws IOException {
		if (!Files.exists(file)) {
			Files.createFile(file, fileAttributes());
		}
	}

	/**
	 * Describes what every user of the machine may read, change or replace: files to
	 * which others have access, and a directory in which they may write. Access of a
	 * group is no fault: the volumes of Kubernetes belong to the group of the pod.
	 * @return each of them with its permissions; empty if there is none
	 */
	static Optional<String> describeWide(DatabaseFiles files) {
		List<String> wide = Stream
			.concat(describe(files.directory(), PosixFilePermission.OTHERS_WRITE).stream(),
					files.all().flatMap((file) -> describe(file, OTHERS).stream()))
			.toList();
		return wide.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", wide));
	}

	/**
	 * Describes a directory in which every user of the machine sees the names of files.
	 * Volumes of containers usually are such directories.
	 * @return the directory with its permissions; empty if others have no access to it
	 */
	static Optional<String> describeListable(Path directory) {
		return describe(directory, OTHERS);
	}

	/**
	 * Describes a file to which every user of the machine has access.
	 * @param file the file
	 * @return the file with its permissions; empty if others have no access to it
	 */
	public static Optional<String> describeOpen(Path file) {
		return describe(file, OTHERS);
	}

	private static Optional<String> describe(Path path, PosixFilePermission... unwanted) {
		try {
			Set<PosixFilePermission> permissions = POSIX ? Files.getPosixFilePermissions(path) : Set.of();
			return Stream.of(unwanted).anyMatch(permissions::contains) ? Optional
				.of("%s (%s, %s)".formatted(path, octal(permissions), PosixFilePermissions.toString(permissions)))
					: Optional.empty();
		}
		catch (IOException ex) {
			// Missing
			return Optional.empty();
		}
	}

	private static String octal(Set<PosixFilePermission> permissions) {
		int mode = 0;
		// The constants are in the order of the bits
		for (PosixFilePermission permission : PosixFilePermission.values()) {
			mode = (mode << 1) + (permissions.contains(permission) ? 1 : 0);
		}
		return "0%03o".formatted(mode);
	}

}
