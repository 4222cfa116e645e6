package io.onsrelay.audit.checkpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.audit.checkpoint.Checkpoint.KeyRotation;
import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.NoteVectors;
import io.onsrelay.audit.note.NoteVerification;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Checkpoint}, {@link CheckpointLine} and {@link TrustedKeys}.
 */
class CheckpointTests {

	private static final String TEXT = """
			example.com/behind-the-sofa
			20852163
			CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
			checkpoint 42
			time 2026-03-01T12:00:00.500Z
			""";

	private static final String ORIGIN = "example.com/log";

	private static final SigningKey OLD = NoteVectors.key("01".repeat(32));

	private static final SigningKey NEW = NoteVectors.key("02".repeat(32));

	private static final SigningKey NEWEST = NoteVectors.key("03".repeat(32));

	@Test
	void checkpointIsWrittenToTheByteAsItIsDocumented() {
		TreeHead head = new TreeHead(20852163, TreeHash.ofBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
		Checkpoint checkpoint = new Checkpoint("example.com/behind-the-sofa", head, 42,
				Instant.parse("2026-03-01T12:00:00.500999Z"), Optional.empty());
		assertThat(checkpoint.text()).isEqualTo(TEXT);
		assertThat(Checkpoint.parse(TEXT)).isEqualTo(checkpoint);
	}

	@Test
	void rotationNamesBothKeys() {
		Checkpoint rotation = rotation(OLD, NEW);
		assertThat(rotation.text()).startsWith("example.com/log\n7\n")
			.endsWith("\nprevious-key %s\nnext-key %s\n".formatted(OLD.verifierKey(ORIGIN), NEW.verifierKey(ORIGIN)));
		assertThat(Checkpoint.parse(rotation.text())).isEqualTo(rotation);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "20852163|020852163", "20852163|+20852163", "20852163|-1",
			"20852163|20,852,163", "20852163|9223372036854775808", "q2I=|q2I", "q2I=|q2J=", "CsUYapGG|CsUY",
			"checkpoint 42|checkpoint 042", "checkpoint 42|checkpoint 0", "checkpoint 42|checkpoint  42",
			"checkpoint 42|number 42", "12:00:00.500Z|12:00:00.5Z", "12:00:00.500Z|12:00:00Z",
			"12:00:00.500Z|12:00:00.500+00:00", "2026-03-01|2026-02-30", "2026-03-01|+12026-03-01", "time|Time" })
	void parseRejectsWhatIsWrittenInAnotherWay(String part, String replacement) {
		assertThat(TEXT).contains(part);
		assertRejected(TEXT.replace(part, replacement));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "x", "one more line\n", "previous-key a+b+c\n" })
	void parseRejectsFurtherLines(String more) {
		assertRejected(more.isEmpty() ? "" : TEXT + more);
		assertRejected(TEXT.substring(TEXT.indexOf('\n')));
		assertRejected(TEXT.stripTrailing());
	}

	@Test
	void lineHoldsNoteAlsoInTheLog() {
		SignedNote note = signed(rotation(OLD, NEW), OLD, NEW);
		String line = CheckpointLine.of(note.toString());
		assertThat(line.lines()).hasSize(1);
		assertThat(CheckpointLine.parse(line)).isEqualTo(note);
		assertThat(CheckpointLine.parse("2026-03-01T12:00:00Z  INFO 1 --- Checkpoint 7 note=" + line)).isEqualTo(note);
		assertThat(CheckpointLine.parse("{\"message\":\"Checkpoint 7 note=" + line + "\"}")).isEqualTo(note);
		assertThatExceptionOfType(MalformedNoteException.class)
			.isThrownBy(() -> CheckpointLine.parse(line.substring(0, line.length() / 3)));
		assertThatExceptionOfType(MalformedNoteException.class).isThrownBy(() -> CheckpointLine.parse("note=none"));
	}

	@Test
	void bothKeysVouchForEachOther() {
		SignedNote first = signed(rotation(OLD, NEW), OLD, NEW);
		SignedNote second = signed(rotation(NEW, NEWEST), NEW, NEWEST);
		TrustedKeys ofOld = new TrustedKeys(List.of(OLD.verifierKey(ORIGIN)));
		TrustedKeys ofNewest = new TrustedKeys(List.of(NEWEST.verifierKey(ORIGIN)));
		assertThat(ofOld.verify(second)).isInstanceOf(NoteVerification.UnknownKeys.class);
		assertThat(ofOld.learn(List.of(second, first))).isEqualTo(2);
		assertThat(ofNewest.learn(List.of(first, second))).isEqualTo(2);
		assertThat(ofOld.keys()).isEqualTo(ofNewest.keys());
		assertThat(ofOld.verify(second)).isInstanceOf(NoteVerification.Verified.class);
	}

	@Test
	void keyIsNotTrustedUnlessBothHaveSigned() {
		VerifierKey old = OLD.verifierKey(ORIGIN);
		for (SignedNote note : List.of(signed(rotation(OLD, NEW), OLD), signed(rotation(OLD, NEW), NEW),
				signed(rotation(OLD, NEW), OLD, NEWEST), signed(rotation(NEW, NEWEST), NEW, NEWEST))) {
			TrustedKeys trusted = new TrustedKeys(List.of(old));
			assertThat(trusted.learn(List.of(note))).isZero();
			assertThat(trusted.keys()).containsExactly(old);
		}
	}

	private static Checkpoint rotation(SigningKey previous, SigningKey next) {
		return new Checkpoint(ORIGIN, new TreeHead(7, TreeHash.of(new byte[32])), 3, Instant.EPOCH,
				Optional.of(new KeyRotation(previous.verifierKey(ORIGIN), next.verifierKey(ORIGIN))));
	}

	private static SignedNote signed(Checkpoint checkpoint, SigningKey... keys) {
		return SignedNote.sign(checkpoint.text(), List.of(keys).stream().map((key) -> Map.entry(ORIGIN, key)).toList());
	}

	private static void assertRejected(String text) {
		assertThatExceptionOfType(MalformedNoteException.class).isThrownBy(() -> Checkpoint.parse(text));
	}

}
