package io.onsrelay.presentation.vocabulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Titles of event types of many services, which a person has read. Each line has a type,
 * how bad its words say it is, and the title. {@code -Dgolden.write=true} writes severity
 * and title anew behind each type, to be read again.
 */
class EventTitleGoldenTests {

	private static final Path FILE = Path.of("src/test/resources/golden/titles.txt");

	@Test
	void titlesAreThoseThatWereRead() throws IOException {
		List<String> lines = Files.readAllLines(FILE);
		List<String> actual = lines.stream().map((line) -> line.startsWith("#") ? line : line(type(line))).toList();
		if (Boolean.getBoolean("golden.write")) {
			Files.write(FILE, actual);
		}
		assertThat(actual).as("write it with -Dgolden.write=true, and review it").isEqualTo(Files.readAllLines(FILE));
	}

	@Test
	void typesAreOfManyServicesWhoseNamesAreKnown() throws IOException {
		List<String> types = types();
		assertThat(types).doesNotHaveDuplicates().hasSizeGreaterThan(900);
		List<String> services = types.stream().map((type) -> type.substring(0, type.indexOf('.'))).distinct().toList();
		assertThat(services).hasSizeGreaterThan(80)
			.allSatisfy((service) -> assertThat(Services.isKnown(service)).as(service).isTrue());
	}

	@Test
	void noTitleHasWordsRunTogether() throws IOException {
		assertThat(types()).allSatisfy((type) -> {
			EventType parsed = EventType.of("com.oraclecloud." + type);
			for (String part : StringUtils.tokenizeToStringArray(parsed.action(), ".")) {
				assertThat(WordSplitter.split(part)).as(type).allMatch(Words.all()::isKnown);
			}
		});
	}

	private static List<String> types() throws IOException {
		return Files.readAllLines(FILE)
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map(EventTitleGoldenTests::type)
			.toList();
	}

	private static String type(String line) {
		return line.substring(0, line.contains("|") ? line.indexOf('|') : line.length()).strip();
	}

	private static String line(String type) {
		EventType parsed = EventType.of("com.oraclecloud." + type);
		ActionPhrase phrase = parsed.phrase();
		String severity = phrase.severity().name().toLowerCase(Locale.ROOT) + (phrase.failed() ? ", failed" : "");
		return "%s | %s | %s".formatted(type, severity, phrase.sentence(parsed.phase(), false, "x"));
	}

}
