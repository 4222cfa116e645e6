package io.onsrelay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands that pages show exist, with their options.
 */
class CommandPagesTests {

	/** Up to what ends it in a shell, in a sentence or in a table. */
	private static final Pattern CALL = Pattern.compile(
			"(?:java (?:-(?!Djarmode)\\S+ )*-jar \\S*ons-relay\\S*\\.jar|sudo ons-relay|(?m:^)ons-relay)((?: +(?:\\\\\\R *)?[^\\s`|&#;>]+)+)");

	private final Map<String, String> helps = new ConcurrentHashMap<>();

	@Test
	void everyCommandAndOptionThatPagesShowExists() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("docs"))) {
			List<Path> pages = Stream
				.concat(Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
						files.filter((file) -> file.toString().endsWith(".md")))
				.toList();
			List<String> calls = pages.stream()
				.flatMap((page) -> CALL.matcher(read(page)).results())
				.map((match) -> match.group(1).replaceAll("\\\\\\R", " ").strip())
				.toList();
			assertThat(calls).hasSizeGreaterThan(40);
			assertThat(calls.stream().filter((call) -> !exists(call)).distinct()).isEmpty();
		}
	}

	private boolean exists(String call) {
		List<String> words = Arrays.stream(call.split("\\s+"))
			.filter((word) -> !word.contains(".") || !word.startsWith("--"))
			.toList();
		List<String> options = words.stream()
			.filter((word) -> word.startsWith("--"))
			.map(CommandPagesTests::name)
			.toList();
		List<String> arguments = words.stream().filter((word) -> !word.startsWith("--")).toList();
		String command = arguments.isEmpty() ? "" : arguments.getFirst();
		if (command.equals("audit") && arguments.size() > 1) {
			command += " " + arguments.get(1);
		}
		String help = this.helps.computeIfAbsent(command, CommandPagesTests::help);
		return help.startsWith("Usage") && options.stream().allMatch(help::contains);
	}

	private static String name(String option) {
		return option.replaceAll("[=.,:)].*", "");
	}

	private static String help(String command) {
		StringWriter out = new StringWriter();
		String[] words = (command + " --help").strip().split(" ");
		Commands.run(CommandRunner.NO_SERVICE, new PrintWriter(out, true), new PrintWriter(new StringWriter(), true),
				words);
		return out.toString();
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
