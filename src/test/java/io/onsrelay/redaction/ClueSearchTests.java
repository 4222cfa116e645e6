package io.onsrelay.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.redaction.SecretPattern.Clue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClueSearchTests {

	private static final Clue KEY = Clue.of("key", "token");

	private static final Clue SIGN = Clue.of("=", "%3D");

	private static final Clue KEEN = Clue.of("keen", "een");

	private final ClueSearch search = new ClueSearch(List.of(KEY, SIGN, KEEN, KEY));

	@ParameterizedTest
	@CsvSource(textBlock = """
			'',           false, false, false
			ke,           false, false, false
			KeY,          true,  false, false
			kekey,        true,  false, false
			keen,         false, false, true
			greens,       false, false, true
			toketoken=,   true,  true,  false
			a%3dkeen,     false, true,  true
			\u212Aey=,    false, true,  false
			""")
	void inTellsWhichCluesATextContains(String text, boolean key, boolean sign, boolean keen) {
		assertThat(List.of(isIn(text, KEY), isIn(text, SIGN), isIn(text, KEEN))).containsExactly(key, sign, keen);
	}

	@Test
	void inWhenTextIsAnyMixOfSpellingsFindsWhatASearchForEachFinds() {
		List<Clue> clues = SecretPatterns.ALL.stream()
			.map(SecretPattern::clues)
			.flatMap(List::stream)
			.distinct()
			.toList();
		ClueSearch all = new ClueSearch(clues);
		List<String> parts = clues.stream().map(Clue::spellings).flatMap(List::stream).toList();
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			String text = IntStream.range(0, 4).mapToObj((_) -> part(parts, random)).collect(Collectors.joining());
			for (Clue clue : clues) {
				assertThat((all.in(text) & all.bits(List.of(clue))) != 0).as("%s in %s", clue, text)
					.isEqualTo(clue.spellings().stream().anyMatch((spelling) -> lower(text).contains(lower(spelling))));
			}
		}
	}

	@Test
	void searchWhenThereAreMoreThan64CluesIsRefused() {
		List<Clue> clues = IntStream.range(0, 65).mapToObj((i) -> Clue.of("clue" + i)).toList();
		assertThatIllegalArgumentException().isThrownBy(() -> new ClueSearch(clues));
	}

	private boolean isIn(String text, Clue clue) {
		return (this.search.in(text) & this.search.bits(List.of(clue))) != 0;
	}

	// The beginning, the end or all of a spelling
	private static String part(List<String> spellings, Random random) {
		String spelling = spellings.get(random.nextInt(spellings.size()));
		int start = random.nextInt(3) * random.nextInt(spelling.length()) / 2;
		int end = random.nextBoolean() ? spelling.length() : start + random.nextInt(spelling.length() - start + 1);
		return random.nextBoolean() ? spelling.substring(start, end)
				: spelling.substring(start, end).toUpperCase(Locale.ROOT);
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

}
