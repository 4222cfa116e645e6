package io.onsrelay.audit.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.tree.TreeHash;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of docs/audit-log.md is one, and fits the record that the page shows.
 */
class DocumentedCheckpointTests {

	private static final Pattern BLOCK = Pattern.compile("\n```\n(example\\.com/.*?\n)```\n", Pattern.DOTALL);

	private static final Pattern LEAF = Pattern.compile("has the leaf `([0-9a-f]{64})`");

	@Test
	void keyOfThePageVerifiesItsCheckpoint() throws IOException {
		String page = Files.readString(Path.of("docs/audit-log.md"));
		List<String> blocks = BLOCK.matcher(page).results().map((found) -> found.group(1)).toList();
		assertThat(blocks).hasSize(2);
		SignedNote note = SignedNote.parse(blocks.getFirst());
		VerifierKey key = VerifierKey.parse(blocks.getLast().strip());
		assertThat(note.isSignedBy(key)).isTrue();
		Checkpoint checkpoint = Checkpoint.parse(note.text());
		assertThat(checkpoint.origin()).isEqualTo(key.name());
		assertThat(checkpoint.number()).isOne();
		assertThat(checkpoint.head().size()).isOne();
		assertThat(LEAF.matcher(page).results().map((found) -> TreeHash.ofBase64(base64(found.group(1)))))
			.containsExactly(checkpoint.head().root());
	}

	private static String base64(String hex) {
		return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
	}

}
