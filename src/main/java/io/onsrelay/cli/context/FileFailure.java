package io.onsrelay.cli.context;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Why a file can't be read or written, in words instead of the name of an exception.
 */
public final class FileFailure {

	private FileFailure() {
	}

	/**
	 * Explains why a file can't be read.
	 * @param file the file
	 * @param failure what reading has thrown
	 * @return an exception whose message names the file and the cause
	 */
	static IOException ofReading(String file, IOException failure) {
		if (failure instanceof NoSuchFileException) {
			return new IOException("There is no file %s".formatted(file), failure);
		}
		if (Files.isDirectory(Path.of(file))) {
			return new IOException("%s is a directory: name a file".formatted(file), failure);
		}
		return new IOException("%s can't be read: %s".formatted(file, cause(failure)), failure);
	}

	/**
	 * Explains why a file can't be written.
	 * @param file the file
	 * @param failure what writing has thrown
	 * @return an exception whose message names the file and the cause
	 */
	public static IOException ofWriting(Path file, IOException failure) {
		return new IOException("%s can't be written: %s".formatted(file, cause(failure)), failure);
	}

	private static String cause(IOException failure) {
		return switch (failure) {
			case AccessDeniedException _ -> "permission denied";
			case FileAlreadyExistsException _ -> "a file of this name exists, and is no directory";
			case NoSuchFileException missing -> "there is no %s".formatted(missing.getFile());
			case FileSystemException other when other.getReason() != null -> other.getReason();
			default -> "the system reports an error";
		};
	}

}
