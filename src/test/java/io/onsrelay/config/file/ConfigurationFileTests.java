package io.onsrelay.config.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the files of the configuration: what the user sees when one can't be read.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFileTests {

	private static final String SECRET = "hunter2-hunter2";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					a: {b: hunter2-hunter2\\nc: 1            | line 2, column 2: a { is not closed, or a comma is missing. It began in line 1, column 4.
					a: [hunter2-hunter2\\nb: 1               | line 2, column 2: a [ is not closed, or a comma is missing. It began in line 1, column 4.
					a:\\n\\tb: hunter2-hunter2               | line 2, column 1: a tab can't be used for indentation.
					a: 1\\nb: 2\\na: hunter2-hunter2         | line 3, column 1: this key is there for the second time in its mapping.
					a: 'hunter2-hunter2\\nb: 1               | a quote is not closed. It began in line 1, column 4.
					a: "hunter2-hunter2\\\\d"                | line 1, column 21: in double quotes, a \\ begins an escape
					a: hunter2: hunter2-hunter2              | line 1, column 11: there is a colon where no key can be.
					a:\\n  b: 1\\nhunter2-hunter2\\nc: 1     | line 4, column 1: a key has no colon. It began in line 3, column 1.
					a:\\n  b: 1\\n hunter2-hunter2: 1        | line 3, column 2: the indentation fits nothing above it.
					a: *hunter2-hunter2                      | line 1, column 4: a value that begins with a * is a reference
					a: @hunter2-hunter2                      | line 1, column 4: a value can't begin with this character.
					a: !hunter2-hunter2 b                    | line 1, column 4: a value that begins with a ! names a type
					a: &hunter2-hunter2 *hunter2-hunter2     | line 1, column
					a: hunter2-hunter2\\0                    | line 1, column 19: there is a control character
					a: 1\\n--- hunter2-hunter2: {            | line 2, column
					{hunter2-hunter2: 1}: {hunter2-hunter2}} | line 1, column
					""")
	void startWhenYamlIsBrokenNamesThePlaceAndNeverTheText(String yaml, String problem, CapturedOutput output)
			throws IOException {
		Path file = write("relay.yaml", unescape(yaml), StandardCharsets.UTF_8);
		assertThatException().isThrownBy(() -> start(file.toString()));
		assertThat(output).contains("APPLICATION FAILED TO START", file + ", ", problem)
			.doesNotContain("hunter2")
			.doesNotContain("\tat ");
	}

	@Test
	void startWhenYamlIsNotUtf8NamesThePlace(CapturedOutput output) throws IOException {
		Path file = write("relay.yaml", "a: 1\nb: '%s é'\n".formatted(SECRET), StandardCharsets.ISO_8859_1);
		assertThatException().isThrownBy(() -> start(file.toString()));
		assertThat(output).contains(file + ", line 2, column 21: the file is not UTF-8 from here on.")
			.doesNotContain("hunter2")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay.conf", "relay.json", "relay" })
	void startWhenTypeOfFileIsUnknownSaysWhichAreKnown(String name, CapturedOutput output) throws IOException {
		Path file = write(name, "{\"a\": \"hunter2\"", StandardCharsets.UTF_8);
		assertThatException().isThrownBy(() -> start(file.toString()));
		assertThat(output)
			.contains(file + ": a file of the configuration ends in .yaml, .yml or .properties.", file + "[.yaml]")
			.doesNotContain("hunter2")
			.doesNotContain("\tat ");
	}

	@Test
	void startWhenDirectoryHasNoSlashSaysSo(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(this.directory.toString()));
		assertThat(output).contains(this.directory + ": this is a directory.").doesNotContain("\tat ");
	}

	@Test
	void startWhenPropertiesAreBrokenNeverPrintsThem(CapturedOutput output) throws IOException {
		Path file = write("relay.properties", "a=\\u00zzhunter2\n", StandardCharsets.UTF_8);
		assertThatException().isThrownBy(() -> start(file.toString()));
		assertThat(output).contains(file + ": the file can't be read as properties.")
			.doesNotContain("hunter2")
			.doesNotContain("\tat ");
	}

	@Test
	void startWhenApplicationJsonIsBrokenNeverPrintsIt(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("", "--spring.application.json={\"a\": \"hunter2\""));
		assertThat(output).contains("spring.application.json: this is no JSON object.")
			.doesNotContain("hunter2")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay.yaml", "relay.yml", "relay.properties", "optional:nowhere/", "relay.conf[.yaml]" })
	void startWhenFileIsFineReadsIt(String name) throws IOException {
		write(name.replace("[.yaml]", ""), name.endsWith(".properties") ? "x: ü\ny=1" : "\uFEFFx: ü\ny: 1",
				StandardCharsets.UTF_8);
		String location = name.startsWith("optional:") ? name : this.directory.resolve(name).toString();
		try (ConfigurableApplicationContext context = start(location)) {
			assertThat(context.getEnvironment().getProperty("y")).isEqualTo(name.startsWith("optional:") ? null : "1");
		}
	}

	private static ConfigurableApplicationContext start(String location, String... arguments) {
		SpringApplication application = new SpringApplication(ConfigurationFileTests.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("spring.config.location", location));
		return application.run(arguments);
	}

	private Path write(String name, String text, Charset encoding) throws IOException {
		Path file = this.directory.resolve(name.replace(':', '-'));
		Files.createDirectories(file.getParent());
		return name.endsWith("/") ? file : Files.writeString(file, text, encoding);
	}

	private static String unescape(String text) {
		return text.strip().translateEscapes();
	}

}
