package io.onsrelay.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.event.Fixtures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExplainCommand}.
 */
class ExplainCommandTests {

	private static final String ROUTES = """
			relay:
			  notifier:
			    audit: {copy: {every-message: false}}
			  routes:
			  - {name: compute, condition: '{"source": "ComputeApi"}', to: [audit/copy]}
			  - {name: alarms, condition: '{"dedupeKey": "*"}', to: [audit/copy]}
			  - {name: blue, condition: '{"data": {"freeformTags": {"team": "blue"}}}', to: [audit/copy]}
			""";

	@RegisterExtension
	private final CommandRunner runner = new CommandRunner();

	@Test
	void explainShowsRoutesDestinationsAndPayloads() {
		String file = file("computeapi.terminateinstance.end");
		assertThat(this.runner.run(ROUTES, "explain", file)).as(this.runner.err()).isZero();
		assertThat(this.runner.out()).isEqualToNormalizingNewlines("""
				%s: event com.oraclecloud.computeapi.terminateinstance.end

				Routes
				  compute  applies
				  alarms   does not apply: dedupeKey is missing
				  blue     does not apply: data.freeformTags.team is "gulls"

				Destinations
				  audit/copy     by route compute
				  audit/default  by route catch-all

				What audit/copy gets: this kind shows no preview

				What audit/default gets: this kind shows no preview

				""".formatted(file));
		assertThat(this.runner.store()).doesNotExist();
	}

	@Test
	void explainShowsWhichRuleGivesTheSeverity() {
		String rules = """
				  severity:
				  - {when: '{"source": "Nothing"}', severity: info}
				  - {when: '{"source": "ComputeApi"}', severity: critical}
				  - {when: '{}', severity: warning}
				""";
		assertThat(
				this.runner.run(ROUTES + rules, "explain", file("computeapi.terminateinstance.end"), file("log.batch")))
			.as(this.runner.err())
			.isZero();
		assertThat(this.runner.out()).contains("""

				Severities
				  relay.severity[0]  does not apply: source is "ComputeApi"
				  relay.severity[1]  critical
				  relay.severity[2]  an earlier rule applies

				Destinations
				""", """
				Severities
				  relay.severity[0]  applies to none of 3: in the first, source is "heron-01"
				  relay.severity[1]  applies to none of 3: in the first, source is "heron-01"
				  relay.severity[2]  warning for 3 of 3
				""");
	}

	@Test
	void explainWhenThereAreSeveralFilesExplainsEach() {
		String text = file("plain.text");
		String batch = file("log.batch");
		assertThat(this.runner.run(ROUTES, "explain", text, batch, "--header", "X-OCI-NS-MessageId: 1")).isZero();
		assertThat(this.runner.out()).startsWith(text + ": plain")
			.contains("compute  does not apply: it is no JSON object")
			.contains(batch + ": log com.oraclecloud.ComputeApi.GetInstance, and 2 more in a batch")
			.contains("compute  applies to none of 3: in the first, source is \"heron-01\"");
	}

	@Test
	void explainWhenConfigurationIsWrongListsMistakes() {
		assertThat(this.runner.run("relay.routs: []", "explain", file("plain.text"))).isOne();
		assertThat(this.runner.err()).startsWith("There is a mistake in the configuration:").contains("relay.routs");
		assertThat(this.runner.out()).isEmpty();
	}

	@Test
	void explainWhenFileIsMissingSaysSo() {
		assertThat(this.runner.run("", "explain", "nowhere.json")).isOne();
		assertThat(this.runner.err()).isEqualToNormalizingNewlines("There is no file nowhere.json\n");
	}

	@Test
	void explainWhenHeaderHasNoColonSaysHowItIsWritten() {
		assertThat(this.runner.run("", "explain", file("plain.text"), "--header", "topic")).isOne();
		assertThat(this.runner.err())
			.startsWith("'topic' is not a header: write 'X-OCI-NS-TopicOcid: ocid1.onstopic…'");
	}

	@Test
	void explainWhenThereIsNoFileShowsUsage() {
		assertThat(this.runner.run("", "explain")).isEqualTo(2);
		assertThat(this.runner.err()).startsWith("Missing required parameter: 'FILE'");
	}

	private String file(String fixture) {
		return this.runner.write(fixture, Fixtures.body(fixture).text()).toString();
	}

}
