package io.onsrelay.audit.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.onsrelay.audit.note.NoteVectors.BY_ENOCH;
import static io.onsrelay.audit.note.NoteVectors.BY_PETER;
import static io.onsrelay.audit.note.NoteVectors.ENOCH;
import static io.onsrelay.audit.note.NoteVectors.PETER;
import static io.onsrelay.audit.note.NoteVectors.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignedNoteTests {

	private static final String BOTH = TEXT + "\n" + BY_PETER + BY_ENOCH;

	@Test
	void noteOfTheSpecificationVerifies() {
		SignedNote note = SignedNote.parse(NoteVectors.NOTE_BY_FOO);
		VerifierKey key = VerifierKey.parse(NoteVectors.FOO);
		assertThat(note.text()).isEqualTo("This is an example message.\n");
		assertThat(note.verify(List.of(key))).isEqualTo(new NoteVerification.Verified(List.of(key), List.of()));
	}

	@Test
	void signWritesWhatGoWrites() {
		assertThat(SignedNote.sign(TEXT, List.of(Map.entry("PeterNeumann", NoteVectors.PETERS_KEY))))
			.hasToString(TEXT + "\n" + BY_PETER);
		assertThat(SignedNote.sign(TEXT, List.of(Map.entry("PeterNeumann", NoteVectors.PETERS_KEY),
				Map.entry("EnochRoot", NoteVectors.ENOCHS_KEY))))
			.hasToString(BOTH);
	}

	@Test
	void verifyNamesKeysThatHaveSignedAndIgnoresOthers() {
		SignedNote note = SignedNote.parse(BOTH);
		NoteSignature byEnoch = note.signatures().getLast();
		assertThat(note.text()).isEqualTo(TEXT);
		assertThat(note.verify(List.of(PETER)))
			.isEqualTo(new NoteVerification.Verified(List.of(PETER), List.of(byEnoch.toString())));
		assertThat(note.verify(List.of(ENOCH, PETER, ENOCH)))
			.isEqualTo(new NoteVerification.Verified(List.of(PETER, ENOCH), List.of()));
		assertThat(byEnoch).hasToString("EnochRoot+af0cfe78");
	}

	@Test
	void verifyWhenNoKeyIsKnownSaysSo() {
		SignedNote note = SignedNote.parse(BOTH);
		assertThat(note.verify(List.of()))
			.isEqualTo(new NoteVerification.UnknownKeys(List.of("PeterNeumann+c74f20a3", "EnochRoot+af0cfe78")));
	}

	@Test
	void verifyIgnoresKeyThatSharesOnlyTheNameOrOnlyTheId() {
		String sameName = BY_PETER.replace("x08g", "xxxx");
		String sameId = BY_PETER.replace("PeterNeumann", "CarmenSandiego");
		assertThat(SignedNote.parse(TEXT + "\n" + sameName + sameId).verify(List.of(PETER)))
			.isInstanceOf(NoteVerification.UnknownKeys.class);
		assertThat(SignedNote.parse(TEXT + "\n" + sameName + sameId + BY_PETER).isSignedBy(PETER)).isTrue();
	}

	@Test
	void verifyWhenSignatureOfKnownKeyIsWrongRejectsNote() {
		String altered = BY_PETER.substring(0, 60) + "ABCD" + BY_PETER.substring(60);
		SignedNote note = SignedNote.parse(TEXT + "\n" + altered + BY_ENOCH);
		assertThat(note.verify(List.of(PETER, ENOCH)))
			.isEqualTo(new NoteVerification.BadSignature("PeterNeumann+c74f20a3"));
		assertThat(SignedNote.parse(TEXT.replace("If", "if") + "\n" + BY_PETER).verify(List.of(PETER)))
			.isInstanceOf(NoteVerification.BadSignature.class);
	}

	@Test
	void verifyCountsRepeatedSignaturesOnce() {
		String altered = BY_ENOCH.substring(0, 60) + "ABCD" + BY_ENOCH.substring(60);
		SignedNote note = SignedNote.parse(TEXT + "\n" + BY_PETER.repeat(2) + BY_ENOCH.repeat(2) + altered);
		assertThat(note.verify(List.of(PETER))).isInstanceOfSatisfying(NoteVerification.Verified.class, (verified) -> {
			assertThat(verified.keys()).containsExactly(PETER);
			assertThat(verified.ignored()).hasSize(2);
		});
	}

	@Test
	void parseTakesAsManySignaturesAsItsLimit() {
		assertThat(SignedNote.parse(TEXT + "\n" + BY_PETER.repeat(100)).isSignedBy(PETER)).isTrue();
		assertRejected(TEXT + "\n" + BY_PETER.repeat(101), "more than 100");
		String longest = "x".repeat(SignedNote.MAX_BYTES - BY_PETER.getBytes(StandardCharsets.UTF_8).length - 2);
		assertThat(SignedNote.parse(longest + "\n\n" + BY_PETER).signatures()).hasSize(1);
		assertRejected(longest + "x\n\n" + BY_PETER, "more than 1,000,000 bytes");
	}

	@Test
	void textMayHaveEmptyLines() {
		String text = "one\n\ntwo\n\n";
		SignedNote note = SignedNote.sign(text, List.of(Map.entry("PeterNeumann", NoteVectors.PETERS_KEY)));
		assertThat(SignedNote.parse(note.toString())).isEqualTo(note).hasSameHashCodeAs(note);
		assertThat(note.text()).isEqualTo(text);
		assertThat(note.isSignedBy(PETER)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("malformed")
	void parseRejectsWhatIsNoNote(String note) {
		assertRejected(note, "");
	}

	static List<String> malformed() {
		List<String> notes = new ArrayList<>(List.of("", "\n", TEXT, TEXT + "\n", TEXT + BY_PETER));
		String note = TEXT + "\n" + BY_PETER;
		notes.add(note.substring(0, note.length() - 1));
		notes.add("\u0001" + note);
		notes.add(note.replace("you", "you\t"));
		notes.add(note.replace("\n", "\r\n"));
		notes.add("\ud800" + note);
		notes.add(note + "Unexpected line.\n");
		notes.add(note + "\n");
		notes.add(note.replace("— ", "- "));
		notes.add(note.replace("— ", "—"));
		notes.add(note.replace("PeterNeumann", "Bad Name"));
		notes.add(note.replace("PeterNeumann", "Bad+Name"));
		notes.add(note.replace("PeterNeumann", "Bad\u2003Name"));
		notes.add(note.replace("PeterNeumann", "Bad\u0085Name"));
		notes.add(note.replace("PeterNeumann", ""));
		notes.add(note.replace("nAM=", "nAM"));
		notes.add(note.replace("nAM=", "nAN="));
		notes.add(note.replace("nAM=", "n-M="));
		notes.add(TEXT + "\n— PeterNeumann \n");
		notes.add(TEXT + "\n— PeterNeumann x08gow==\n");
		return notes;
	}

	@Test
	void parseRejectsWhatIsNotUtf8() {
		byte[] bytes = BOTH.getBytes(StandardCharsets.UTF_8);
		assertThat(SignedNote.parse(bytes)).hasToString(BOTH);
		bytes[0] = (byte) 0xff;
		assertThatExceptionOfType(MalformedNoteException.class).isThrownBy(() -> SignedNote.parse(bytes));
	}

	@Test
	void signRejectsTextThatNoNoteCanHave() {
		List<Map.Entry<String, SigningKey>> signers = List.of(Map.entry("PeterNeumann", NoteVectors.PETERS_KEY));
		assertThatExceptionOfType(MalformedNoteException.class).isThrownBy(() -> SignedNote.sign("a\tb\n", signers));
		assertThatExceptionOfType(MalformedNoteException.class).isThrownBy(() -> SignedNote.sign("abc", signers));
		assertThatExceptionOfType(MalformedNoteException.class)
			.isThrownBy(() -> SignedNote.sign("abc\n", List.of(Map.entry("a b", NoteVectors.PETERS_KEY))));
	}

	private static void assertRejected(String note, String reason) {
		assertThatExceptionOfType(MalformedNoteException.class).isThrownBy(() -> SignedNote.parse(note))
			.withMessageContaining(reason);
	}

}
