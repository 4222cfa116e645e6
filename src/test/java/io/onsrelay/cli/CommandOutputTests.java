package io.onsrelay.cli;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that commands print when their arguments are wrong: why, and nothing else.
 * {@code CommandsIT} proves that nothing is logged either.
 */
class CommandOutputTests {

	@RegisterExtension
	private final CommandRunner runner = new CommandRunner();

	private String directory = "";

	@BeforeEach
	void findDirectory() {
		this.directory = this.runner.write("message.json", "{}").resolveSibling(".").normalize().toString();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					explain DIR                          | DIR is a directory: name a file
					explain DIR/none.json                | There is no file DIR/none.json
					explain DIR/message.json --header x  | 'x' is not a header: write 'X-OCI-NS-TopicOcid: ocid1.onstopic…'
					render --slack DIR                   | DIR is a directory: name a file
					render --slack DIR/none.json         | There is no file DIR/none.json
					backup DIR/copy.db                   | There is no store DIR/data/relay.db: set spring.datasource.url as the service does, and run the command in the same directory
					restore DIR                          | DIR is no file
					restore DIR/none.db                  | There is no file DIR/none.db
					unpack-library DIR/message.json      | DIR/message.json can't be written: a file of this name exists, and is no directory
					check --spring.config.import=DIR/none.yaml | There is no file DIR/none.yaml
					test slack/ops                       | There is no destination 'slack/ops'. None is configured below relay.notifier.
					test audit/default                   | audit/default is in the store and is not called: it has every message that is accepted.
					""")
	void commandWhenFileIsWrongPrintsWhyAndNothingElse(String arguments, String err) {
		assertThat(run(arguments)).isOne();
		assertThat(this.runner.err()).isEqualToNormalizingNewlines(inDirectory(err) + "\n");
		assertThat(this.runner.out()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			check relay.yaml               | check does not take 'relay.yaml'
			check --bogus                  | Unknown option: '--bogus'
			explain                        | Missing required parameter: 'FILE'
			explain --heder=x message.json | Unknown option: '--heder=x'
			render message.json            | Error: Missing required argument (specify one of these): (--slack
			migrate                        | Missing required options: '--from=URL', '--to=URL'
			backup                         | Missing required parameter: 'FILE'
			restore                        | Missing required parameter: 'FILE'
			unpack-library                 | Missing required parameter: 'DIR'
			test                           | Missing required parameter: 'DESTINATION'
			train --messages=0             | --messages is at least 1, and not 0
			train --messages=many          | Invalid value for option '--messages': 'many' is not an int
			--bogus                        | Unknown option: '--bogus'
			""")
	void commandWhenArgumentsAreWrongPrintsWhyAndItsUsage(String arguments, String first) {
		assertThat(run(arguments)).isEqualTo(2);
		assertThat(this.runner.err().lines().filter((line) -> line.startsWith("Usage: "))).hasSize(1);
		assertThat(this.runner.err()).startsWith(first);
		assertThat(this.runner.out()).isEmpty();
	}

	@Test
	void checkWhenFileIsItsArgumentSaysHowFilesAreNamed() {
		assertThat(run("check relay.yaml")).isEqualTo(2);
		assertThat(this.runner.err())
			.contains("For a file of the configuration, write --spring.config.additional-location=relay.yaml");
	}

	@Test
	void checkWhenProfileIsWrongNamesThePropertyOnly() {
		assertThat(run("check --spring.profiles.active=hunter2!")).isOne();
		assertThat(this.runner.err()).isEqualToNormalizingNewlines(
				"Invalid profile property value found in Environment under 'spring.profiles.active'\n");
	}

	@Test
	void renderPrintsNothingButTheBlocks() {
		assertThat(run("render --slack DIR/message.json")).isZero();
		assertThat(this.runner.out()).startsWith("{").endsWith("}\n");
		assertThat(this.runner.err()).isEmpty();
	}

	private int run(String arguments) {
		return this.runner.run("", inDirectory(arguments).split(" "));
	}

	private String inDirectory(String text) {
		return text.replace("DIR", this.directory);
	}

}
