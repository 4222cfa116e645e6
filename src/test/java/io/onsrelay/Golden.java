package io.onsrelay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Payloads that were reviewed, in {@code src/test/resources/golden/<target>}. Tests
 * compare what is rendered with them, and {@code -Dgolden.write=true} writes them anew.
 */
public final class Golden {

	private static final Path DIRECTORY = Path.of("src/test/resources/golden");

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

	private Golden() {
	}

	/**
	 * Compares a payload with the reviewed one, or writes it where that is asked for.
	 * @param target what it is for, such as {@code slack}
	 * @param fixture the fixture it was rendered from
	 * @param json the payload; white space in it does not count
	 */
	public static void check(String target, String fixture, String json) {
		Path file = DIRECTORY.resolve(target).resolve(fixture + ".json");
		String actual = pretty(json);
		try {
			if (Boolean.getBoolean("golden.write")) {
				Files.createDirectories(file.getParent());
				Files.writeString(file, actual);
			}
			assertThat(file).as("write it with -Dgolden.write=true, and review it").exists();
			assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return what there are reviewed payloads of.
	 * @param target what they are for
	 * @return the names of the fixtures, in alphabetical order
	 */
	public static List<String> names(String target) {
		try (Stream<Path> files = Files.list(DIRECTORY.resolve(target))) {
			return files.map((file) -> file.getFileName().toString().replaceFirst("\\.json$", "")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String pretty(String json) {
		DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(INDENTER)
			.withArrayIndenter(INDENTER);
		try {
			return JSON.writer(printer).writeValueAsString(JSON.readTree(json)) + "\n";
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError("What was rendered is no JSON", ex);
		}
	}

}
