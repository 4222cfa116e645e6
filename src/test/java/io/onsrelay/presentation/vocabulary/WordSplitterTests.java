package io.onsrelay.presentation.vocabulary;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WordSplitter}, with words that no others are made of.
 */
class WordSplitterTests {

	private static final List<String> WORDS = List.of("create", "delete", "launch", "instance", "database", "exadata",
			"autonomous", "policy", "cluster", "gateway", "certificate", "repository", "compartment", "subnet", "vault",
			"kubernetes", "goldengate", "volume", "backup", "failed", "maintenance", "pluggable", "infrastructure");

	@Test
	void splitFindsTheWordsThatWereJoined() {
		Random random = new Random(42);
		for (int i = 0; i < 2_000; i++) {
			List<String> words = IntStream.rangeClosed(0, random.nextInt(5))
				.mapToObj((_) -> WORDS.get(random.nextInt(WORDS.size())))
				.toList();
			assertThat(WordSplitter.split(String.join("", words))).isEqualTo(words);
		}
	}

	@Test
	void splitKeepsWhatIsUnknownWholeBetweenTheWords() {
		Random random = new Random(43);
		for (int i = 0; i < 500; i++) {
			String before = WORDS.get(random.nextInt(WORDS.size()));
			String after = WORDS.get(random.nextInt(WORDS.size()));
			assertThat(WordSplitter.split(before + "zyxqwv" + after)).containsExactly(before, "zyxqwv", after);
		}
	}

}
