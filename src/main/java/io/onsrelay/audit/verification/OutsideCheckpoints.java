package io.onsrelay.audit.verification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.onsrelay.audit.checkpoint.CheckpointLine;
import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.SignedNote;

/**
 * Checkpoints that were kept outside of the database, in the order of their numbers.
 */
public final class OutsideCheckpoints {

	private final String name;

	private final Supplier<Stream<SignedNote>> notes;

	private OutsideCheckpoints(String name, Supplier<Stream<SignedNote>> notes) {
		this.name = name;
		this.notes = notes;
	}

	/**
	 * Return no checkpoints: then nothing shows that the whole log was not replaced.
	 * @return none
	 */
	public static OutsideCheckpoints none() {
		return of("", List.of());
	}

	/**
	 * Return checkpoints.
	 * @param name where they are from
	 * @param notes their notes, in the order of their numbers
	 * @return the checkpoints
	 */
	public static OutsideCheckpoints of(String name, List<SignedNote> notes) {
		List<SignedNote> copy = List.copyOf(notes);
		return new OutsideCheckpoints(name, copy::stream);
	}

	/**
	 * Return the checkpoints of a file. Lines that have none, such as one that was
	 * written in part when the service was killed, do not matter.
	 * @param file a file that the service has appended to, or lines of its log
	 * @return the checkpoints, which are read when they are needed
	 */
	public static OutsideCheckpoints in(Path file) {
		return new OutsideCheckpoints(file.toString(), () -> notes(file));
	}

	private static Stream<SignedNote> notes(Path file) {
		try {
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
			return reader.lines().flatMap(OutsideCheckpoints::parse).onClose(() -> close(reader));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<SignedNote> parse(String line) {
		try {
			return Stream.of(CheckpointLine.parse(line));
		}
		catch (MalformedNoteException ex) {
			return Stream.empty();
		}
	}

	private static void close(BufferedReader reader) {
		try {
			reader.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return where the checkpoints are from.
	 * @return a path, for example; empty where there are none
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return whether there are none.
	 * @return {@code true} if so
	 */
	public boolean isEmpty() {
		try (Stream<SignedNote> opened = open()) {
			return opened.findAny().isEmpty();
		}
	}

	/**
	 * Opens the notes, of which nothing is verified.
	 * @return a stream that has to be closed
	 * @throws UncheckedIOException if they can't be read
	 */
	public Stream<SignedNote> open() {
		return this.notes.get();
	}

}
