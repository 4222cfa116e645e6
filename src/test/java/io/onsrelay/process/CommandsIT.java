package io.onsrelay.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.event.Fixtures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the jar, alone and beside a running service.
 */
class CommandsIT {

	private static final String CONFIGURATION = "--spring.config.additional-location=relay.yaml";

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void checkWhenServiceRunsLeavesItsStoreAlone() {
		this.relay.start();
		CommandRun check = this.relay.run("check", CONFIGURATION);
		assertThat(check.status()).as(check.err()).isZero();
		assertThat(check.out()).startsWith("The configuration is valid.")
			.contains("slack/ops", "pagerduty/primary", "audit/default  ");
		assertThat(check.err()).as("nothing is started").doesNotContain("ERROR");
	}

	@Test
	void checkWhenThereAreMistakesListsThemAllAndMakesNoFile() throws IOException {
		write("relay.yaml", """
				relay:
				  ingest: {allowed-cidrs: [somewhere]}
				  delivery: {concurrency: 0}
				  routes: [{condition: '{', to: [slack/ops]}]
				""");
		CommandRun check = this.relay.run("check", CONFIGURATION);
		assertThat(check.status()).isOne();
		assertThat(check.out()).isEmpty();
		assertThat(check.err()).contains("There are 4 mistakes in the configuration:")
			.contains("relay.ingest.allowed-cidrs: ", "relay.delivery.concurrency: ", "relay.routes[0].to[0]: ",
					"relay.routes[0].condition: ");
		assertThat(files()).containsExactly("relay.yaml");
	}

	@Test
	void explainWhenServiceRunsTellsWhereTheMessageGoes() throws IOException {
		this.relay.start();
		write("message.json", Fixtures.body("computeapi.terminateinstance.end").text());
		CommandRun explain = this.relay.run("explain", "message.json", CONFIGURATION);
		assertThat(explain.status()).as(explain.err()).isZero();
		assertThat(explain.out()).startsWith("message.json: event com.oraclecloud.computeapi.terminateinstance.end")
			.contains("  all  applies", "slack/ops          by route all", "audit/default      by route catch-all");
		assertThat(explain.err()).as("nothing is started").doesNotContain("ERROR");
	}

	@Test
	void renderWritesBlocksWithoutLinksAndMakesNoFile() throws IOException {
		write("message.json", Fixtures.body("computeapi.terminateinstance.end").text());
		CommandRun render = this.relay.run("render", "--slack", "message.json");
		assertThat(render.status()).as(render.err()).isZero();
		assertThat(render.out()).contains("\"blocks\"").doesNotContain("https://");
		assertThat(files()).containsExactly("message.json");
	}

	@Test
	void commandWhenUnknownIsRefusedBeforeAnythingStarts() throws IOException {
		CommandRun unknown = this.relay.run("chek");
		assertThat(unknown.status()).isEqualTo(2);
		assertThat(unknown.err()).startsWith("There is no command 'chek'. Did you mean check? ");
		assertThat(files()).isEmpty();
	}

	@Test
	void checkWhenFileIsBrokenPrintsThePlaceAndNothingElse() throws IOException {
		write("relay.yaml", "relay:\n  ingest: {password: hunter2-hunter2\n  routes: []\n");
		CommandRun check = this.relay.run(CONFIGURATION, "check");
		assertThat(check.status()).isOne();
		assertThat(check.out()).isEmpty();
		assertThat(check.err()).isEqualToNormalizingNewlines("""
				There is a mistake in the configuration:

				  relay.yaml, line 3, column 9: a { is not closed, or a comma is missing. It began in line 2, column 11.
				    Close the { with a }, and put a comma between its entries.
				""");
	}

	@Test
	void checkWhenFileIsMissingPrintsThatAndNothingElse() {
		CommandRun check = this.relay.run("check", "--spring.config.additional-location=nowhere.yaml");
		assertThat(check.status()).isOne();
		assertThat(check.out()).isEmpty();
		assertThat(check.err()).isEqualToNormalizingNewlines("There is no file nowhere.yaml\n");
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.relay.directory().resolve(name), text, StandardCharsets.UTF_8);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.relay.directory())) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

}
