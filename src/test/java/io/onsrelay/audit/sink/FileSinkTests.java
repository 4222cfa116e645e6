package io.onsrelay.audit.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.checkpoint.Checkpoint.KeyRotation;
import io.onsrelay.audit.checkpoint.CheckpointLine;
import io.onsrelay.audit.checkpoint.StoredCheckpoint;
import io.onsrelay.audit.note.NoteVectors;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class FileSinkTests {

	private static final String ORIGIN = "example.com/log";

	private static final SigningKey KEY = NoteVectors.key("01".repeat(32));

	private static final SigningKey NEXT = NoteVectors.key("02".repeat(32));

	@TempDir
	private Path directory;

	@Test
	void checkpointsAreAppendedOneOnLine() throws IOException {
		Path file = this.directory.resolve("checkpoints");
		Files.writeString(file, "# begun by hand\n");
		put(file, checkpoint(1, 10));
		put(file, checkpoint(2, 20));
		List<String> lines = Files.readAllLines(file);
		assertThat(lines).hasSize(3).startsWith("# begun by hand");
		assertThat(CheckpointLine.parse(lines.getLast())).hasToString(checkpoint(2, 20).note());
	}

	@Test
	void checkpointThatIsThereIsNotAppendedAgain() throws IOException {
		Path file = this.directory.resolve("checkpoints");
		put(file, checkpoint(1, 10));
		put(file, checkpoint(2, 20));
		String before = Files.readString(file);
		put(file, checkpoint(2, 20));
		put(file, checkpoint(1, 10));
		assertThat(file).hasContent(before);
	}

	@Test
	void otherCheckpointOfTheSameNumberIsEvidenceAndIsKept() throws IOException {
		Path file = this.directory.resolve("checkpoints");
		put(file, checkpoint(1, 10));
		put(file, checkpoint(2, 20));
		String before = Files.readString(file);
		assertThatIOException().isThrownBy(() -> put(file, checkpoint(1, 11)))
			.withMessageContainingAll(file + " has another checkpoint 1", "restored from a backup",
					"relay.audit.checkpoint-file");
		assertThat(file).hasContent(before);
	}

	@Test
	void lineThatWasNotWrittenToItsEndIsFollowedByWholeOne() throws IOException {
		String rotation = CheckpointLine.of(rotation().note());
		List<String> torn = new ArrayList<>();
		for (int end = 1; end < rotation.length(); end++) {
			torn.add(rotation.substring(0, end));
		}
		for (String each : torn) {
			Path file = Files.writeString(this.directory.resolve("torn"),
					CheckpointLine.of(checkpoint(1, 10).note()) + "\n" + each);
			put(file, rotation());
			put(file, rotation());
			assertThat(Files.readAllLines(file)).as(each).hasSize(3).endsWith(rotation);
		}
	}

	@Test
	void wholeLineWithoutEndIsEnough() throws IOException {
		Path file = Files.writeString(this.directory.resolve("torn"), CheckpointLine.of(checkpoint(1, 10).note()));
		put(file, checkpoint(1, 10));
		put(file, checkpoint(2, 20));
		assertThat(Files.readAllLines(file)).hasSize(2);
	}

	@Test
	void fileThatIsMovedAwayIsMadeAnew() throws IOException {
		Path file = this.directory.resolve("checkpoints");
		FileSink sink = new FileSink(file);
		sink.put(checkpoint(1, 10));
		Files.move(file, this.directory.resolve("checkpoints.1"));
		sink.put(checkpoint(2, 20));
		assertThat(Files.readAllLines(file)).hasSize(1);
	}

	@Test
	void directoryThatIsMissingIsTold() {
		Path file = this.directory.resolve("missing/checkpoints");
		assertThatIOException().isThrownBy(() -> put(file, checkpoint(1, 10)))
			.withMessage("the directory of %s is missing", file);
	}

	private static void put(Path file, StoredCheckpoint checkpoint) throws IOException {
		new FileSink(file).put(checkpoint);
	}

	private static StoredCheckpoint checkpoint(long number, long size) {
		return stored(new Checkpoint(ORIGIN, head(size), number, Instant.EPOCH, Optional.empty()), KEY);
	}

	private static StoredCheckpoint rotation() {
		return stored(new Checkpoint(ORIGIN, head(20), 2, Instant.EPOCH,
				Optional.of(new KeyRotation(KEY.verifierKey(ORIGIN), NEXT.verifierKey(ORIGIN)))), KEY, NEXT);
	}

	private static StoredCheckpoint stored(Checkpoint checkpoint, SigningKey... keys) {
		SignedNote note = SignedNote.sign(checkpoint.text(),
				List.of(keys).stream().map((key) -> Map.entry(ORIGIN, key)).toList());
		return new StoredCheckpoint(checkpoint.number(), checkpoint.head().size(), checkpoint.head().root(),
				checkpoint.madeAt(), note.toString());
	}

	private static TreeHead head(long size) {
		return new TreeHead(size, TreeHash.of(new byte[TreeHash.LENGTH]));
	}

}
