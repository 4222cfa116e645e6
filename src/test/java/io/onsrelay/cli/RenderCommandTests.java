package io.onsrelay.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.event.Fixtures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RenderCommand}.
 */
class RenderCommandTests {

	private static final String FIXTURE = "computeapi.terminateinstance.end";

	@RegisterExtension
	private final CommandRunner runner = new CommandRunner();

	@Test
	void renderWhenNothingIsConfiguredShowsMessageWithoutRoute() {
		assertThat(render("")).isZero();
		assertThat(this.runner.out()).startsWith("""
				{
				  "blocks" : [ {
				    "type" : "header",
				    "text" : {
				      "type" : "plain_text",
				      "text" : "Instance terminated: heron-01",
				""".replace("\n", System.lineSeparator()))
			.contains("\"route preview · message ")
			.doesNotContain("https://");
		assertThat(this.runner.store()).doesNotExist();
	}

	@Test
	void renderWhenRouteLeadsToSlackShowsMessageAsRouteSays() {
		assertThat(
				render("""
						relay:
						  notifier.slack.ops: {token: xoxb-1-x, channel: C0HERON}
						  routes: [{name: gone, to: [audit/default, slack/ops], title: 'Gone: {{resource}}', mention: '<!here>'}]
						"""))
			.isZero();
		assertThat(this.runner.out()).contains("\"Gone: heron-", "\"<!here>\"", "\"route gone · message ");
	}

	@Test
	void renderWhenNoRouteLeadsToSlackShowsMessageWithoutRoute() {
		assertThat(render("relay.routes: [{name: kept, to: audit/default, title: 'Kept'}]")).isZero();
		assertThat(this.runner.out()).contains("\"route preview · message ").doesNotContain("Kept");
	}

	@Test
	void renderForTeamsShowsCard() {
		assertThat(this.runner.run("", "render", "--teams", file())).isZero();
		assertThat(this.runner.out()).startsWith("{")
			.contains("\"type\" : \"AdaptiveCard\"", "Instance terminated: heron-01");
	}

	@Test
	void renderForEmailShowsPage() {
		assertThat(this.runner.run("", "render", "--email", file())).isZero();
		assertThat(this.runner.out()).startsWith("<!DOCTYPE html>").contains("Instance terminated: heron-01");
	}

	@Test
	void renderTakesOneTool() {
		assertThat(this.runner.run("", "render", file())).isEqualTo(2);
		assertThat(this.runner.err()).contains("Missing required argument", "--slack", "--teams", "--email");
		assertThat(this.runner.run("", "render", "--teams", "--email", file())).isEqualTo(2);
		assertThat(this.runner.err()).contains("mutually exclusive");
	}

	@Test
	void renderAddsNoDestination() {
		assertThat(render("relay.routes: [{to: slack/preview}]")).isOne();
		assertThat(this.runner.err()).contains("relay.routes[0].to[0]: there is no destination 'slack/preview'.");
	}

	@Test
	void renderWhenMessageIsEncodedTwiceSaysSoBesideTheJson() {
		String alarm = TextNode.valueOf(Fixtures.body("alarm.v1.5.ok_to_firing").text()).toString();
		String file = this.runner.write("message.json", alarm).toString();
		assertThat(this.runner.run("", "render", "--slack", file)).isZero();
		assertThat(this.runner.out()).startsWith("{").contains("Alarm firing: Heron CPU");
		assertThat(this.runner.err())
			.contains("The body is JSON within a JSON string. It is read as what the string holds.");
	}

	private int render(String configuration) {
		return this.runner.run(configuration, "render", "--slack", file());
	}

	private String file() {
		return this.runner.write("message.json", Fixtures.body(FIXTURE).text()).toString();
	}

}
