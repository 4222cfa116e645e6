package io.onsrelay.audit.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.checkpoint.CheckpointLine;
import io.onsrelay.audit.checkpoint.StoredCheckpoint;
import io.onsrelay.audit.note.MalformedNoteException;

/**
 * Appends checkpoints to a file, one a line, and syncs each. It only ever appends, so
 * that the file may have the attribute of the file system that allows no more.
 */
final class FileSink implements CheckpointSink {

	/** More than the longest line of this service. */
	private static final int TAIL_BYTES = 8192;

	private final Path file;

	FileSink(Path file) {
		this.file = file.toAbsolutePath();
	}

	@Override
	public String kind() {
		return "file";
	}

	@Override
	public String name() {
		return "file:" + this.file;
	}

	@Override
	public void put(StoredCheckpoint checkpoint) throws IOException {
		String line = CheckpointLine.of(checkpoint.note());
		try {
			FileEnd tail = tail();
			if (tail.number() >= checkpoint.number() && isThere(checkpoint.number(), line)) {
				return;
			}
			append((tail.isTorn() ? "\n" : "") + line + "\n");
		}
		catch (NoSuchFileException ex) {
			throw new IOException("the directory of %s is missing".formatted(this.file), ex);
		}
	}

	private void append(String text) throws IOException {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.APPEND)) {
			for (ByteBuffer bytes = StandardCharsets.UTF_8.encode(text); bytes.hasRemaining();) {
				channel.write(bytes);
			}
			channel.force(true);
		}
	}

	/**
	 * Reads the end of the file.
	 */
	private FileEnd tail() throws IOException {
		if (!Files.exists(this.file)) {
			return new FileEnd(0, false);
		}
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.READ)) {
			long size = channel.size();
			ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, TAIL_BYTES));
			for (int read = 0; bytes.hasRemaining() && read >= 0;) {
				read = channel.read(bytes, size - bytes.remaining());
			}
			String end = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
			boolean torn = size > 0 && !end.endsWith("\n");
			return new FileEnd(end.lines()
				.toList()
				.reversed()
				.stream()
				.mapToLong(FileSink::number)
				.filter((n) -> n > 0)
				.findFirst()
				.orElse(0), torn);
		}
	}

	/**
	 * Looks for a checkpoint that the file may have.
	 * @return whether the file has it
	 * @throws IOException if the file has another one of this number
	 */
	private boolean isThere(long number, String line) throws IOException {
		try (BufferedReader reader = Files.newBufferedReader(this.file)) {
			for (String next = reader.readLine(); next != null; next = reader.readLine()) {
				if (next.equals(line)) {
					return true;
				}
				// What was not written to its end may have one signature of two
				if (number(next) == number && !line.startsWith(next)) {
					throw new IOException(("%s has another checkpoint %d: the database was restored from a backup, or "
							+ "another service writes to this file. Keep the file as evidence, and set another "
							+ "relay.audit.checkpoint-file")
						.formatted(this.file, number));
				}
			}
			return false;
		}
	}

	/**
	 * Return the number of the checkpoint of a line; 0 for a line that was not written to
	 * its end.
	 */
	private static long number(String line) {
		try {
			return Checkpoint.parse(CheckpointLine.parse(line).text()).number();
		}
		catch (MalformedNoteException ex) {
			return 0;
		}
	}

	/**
	 * The end of the file.
	 *
	 * @param number the number of the last checkpoint; 0 if there is none
	 * @param isTorn whether the last line has no end
	 */
	private record FileEnd(long number, boolean isTorn) {
	}

}
