package io.onsrelay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Words that code, documentation and chart do not use, because readers know the thing by
 * another name: a module, a sender, a paused destination, a muted route, a request in
 * flight, and always the actor by name.
 */
class VocabularyTests {

	private static final Pattern DROPPED = Pattern.compile(
			"""
					\\b(?:houses?|rooms?|strangers?|dice|farewells?|whoever|nobody|somebody|anybody|everybody|someone|anyone\
					|(?<![!|])everyone|leaves?\\s+alone|left\\s+alone|left\\s+in\\s+peace|leaves?\\s+in\\s+peace|in\\s+peace\
					|hand(?:ed|s)\\s+(?:in|over)|under\\s+way|owed|put\\s+into\\s+words|what\\s+(?:became|came|becomes|comes)\\s+of\
					|treatments?|timetables?)\\b""",
			Pattern.CASE_INSENSITIVE);

	/** Line breaks of Javadoc and of comments stand between words, too. */
	private static final Pattern LINE_BREAK = Pattern.compile("\\R[ \\t]*(?:\\*(?!/)|//|#|>)?[ \\t]*");

	private static final List<Path> PLACES = List.of(Path.of("src/main"), Path.of("docs"), Path.of("helm"),
			Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("SECURITY.md"), Path.of("CHANGELOG.md"));

	@Test
	void droppedWordsDoNotComeBack() throws IOException {
		List<String> found = new ArrayList<>();
		int files = 0;
		for (Path place : PLACES) {
			for (Path file : textFiles(place)) {
				files++;
				droppedIn(Files.readString(file)).forEach((word) -> found.add(file + ": " + word));
			}
		}
		assertThat(files).isGreaterThan(200);
		assertThat(found).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "the whole house", "A room uses another", "it was left\n\t * alone", "Nobody waits",
			"// handed\n\t\t// over" })
	void droppedWordsAreFound(String text) {
		assertThat(droppedIn(text)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a warehouse", "chatrooms", "the estrangers" })
	void otherWordsAreNotTakenForThem(String text) {
		assertThat(droppedIn(text)).isEmpty();
	}

	private static List<String> droppedIn(String text) {
		String joined = LINE_BREAK.matcher(text).replaceAll(" ");
		return DROPPED.matcher(joined).results().map(MatchResult::group).toList();
	}

	private static List<Path> textFiles(Path place) throws IOException {
		try (Stream<Path> paths = Files.walk(place)) {
			return paths.filter(Files::isRegularFile).filter((file) -> !file.toString().endsWith(".png")).toList();
		}
	}

}
