package io.onsrelay.cli;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestCommand}.
 */
class TestCommandTests {

	@RegisterExtension
	private final CommandRunner runner = new CommandRunner();

	@RegisterExtension
	private final WireMockExtension slack = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	@Test
	void testWhenDestinationTakesTheMessageSaysSo() {
		this.slack.stubFor(post("/hook").willReturn(aResponse().withBody("ok")));
		assertThat(test("slack/ops")).isZero();
		assertThat(this.runner.out()).matches("slack/ops took the message, within \\d+ ms\\R");
		assertThat(this.runner.err()).isEmpty();
		assertThat(this.runner.store()).doesNotExist();
	}

	@Test
	void testWhenDestinationRejectsTheMessageSaysWhatToDo() {
		this.slack.stubFor(post("/hook").willReturn(aResponse().withStatus(404).withBody("no_service")));
		assertThat(test("slack/ops")).isOne();
		assertThat(this.runner.err()).startsWith("slack/ops did not take the message (auth): no_service: the webhook")
			.doesNotContain("/hook");
		assertThat(this.runner.out()).isEmpty();
	}

	@Test
	void testWhenDestinationLooksUpItsThreadsFindsNone() {
		this.slack.stubFor(
				post("/chat.postMessage").willReturn(okJson("{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0HERON\"}")));
		assertThat(test("slack/bot", "--alarm=firing")).isZero();
		this.slack.verify(1, postRequestedFor(urlPathEqualTo("/chat.postMessage"))
			.withRequestBody(matchingJsonPath("$[?(!@.thread_ts)]")));
		assertThat(this.runner.store()).doesNotExist();
	}

	@Test
	void testWhenConfigurationHasMistakesCallsNothing() {
		assertThat(this.runner.run("relay.notifier.slack.ops.webhok-url: x", "test", "slack/ops")).isOne();
		assertThat(this.runner.err()).contains("relay.notifier.slack.ops.webhok-url");
		assertThat(this.slack.getAllServeEvents()).isEmpty();
	}

	private int test(String... arguments) {
		String[] all = new String[arguments.length + 1];
		all[0] = "test";
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		return this.runner.run("""
				relay.notifier.slack:
				  ops: {webhook-url: "%1$s/hook"}
				  bot: {token: xoxb-1-x, channel: C0HERON, endpoint: "%1$s"}
				""".formatted(this.slack.baseUrl()), all);
	}

}
