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
	void splitFindsAnyWordsOfTheVocabularyWhereThereIsOneWayToReadThem() {
		List<String> all = Words.all().known().stream().sorted().toList();
		Random random = new Random(44);
		int unambiguous = 0;
		for (int i = 0; i < 20_000; i++) {
			List<String> words = IntStream.rangeClosed(0, 1 + random.nextInt(4))
				.mapToObj((_) -> all.get(random.nextInt(all.size())))
				.toList();
			String joined = String.join("", words);
			if (readings(joined) == 1) {
				unambiguous++;
				assertThat(WordSplitter.split(joined)).isEqualTo(words);
			}
		}
		assertThat(unambiguous).isGreaterThan(4_000);
	}

	@Test
	void splitLosesNoLetter() {
		List<String> all = Words.all().known().stream().sorted().toList();
		Random random = new Random(45);
		for (int i = 0; i < 5_000; i++) {
			String name = all.get(random.nextInt(all.size())) + Integer.toString(random.nextInt(1 << 20), 36)
					+ all.get(random.nextInt(all.size()));
			assertThat(String.join("", WordSplitter.split(name))).isEqualTo(name);
		}
	}

	/**
	 * Return in how many ways a text is words of the vocabulary.
	 */
	private static long readings(String text) {
		long[] ways = new long[text.length() + 1];
		ways[0] = 1;
		for (int end = 1; end <= text.length(); end++) {
			for (int start = 0; start < end; start++) {
				if (ways[start] > 0 && Words.all().isKnown(text.substring(start, end))) {
					ways[end] += ways[start];
				}
			}
		}
		return ways[text.length()];
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
