package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters as operators meet them: they are seen, explained and replayed.
 */
class AdminIT {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String PASSWORD = "an-operators-password";

	private static final String CONFIGURATION = "relay: {ingest.password: an-invented-password, admin.password: %s}"
		.formatted(PASSWORD);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@AfterAll
	static void close() {
		HTTP.close();
	}

	@Test
	void deadLettersAreSeenExplainedAndReplayed() {
		RelayProcess process = this.relay.start(CONFIGURATION);
		this.relay.slack().availability().failWith(404, "no_service");
		this.relay.post(SequencedEvent.of(3, 1)).over(1);
		this.relay.awaitDead(RelayExtension.SLACK, 3);
		this.relay.slack().availability().recover();
		assertStrangersAreKeptOut();
		assertThat(process.output())
			.containsPattern("Dead letter \\d+ for slack/ops after 1 attempts: auth, no_service: .*"
					+ "relay.notifier.slack.ops.webhook-url \\(message [0-9a-f-]{36}, resource .*ocid1.instance.oc1.phx.mark");
		assertThat(get("/api/dead-letters").body()).contains("\"destination\":\"slack/ops\"", "\"reason\":\"auth\"",
				"\"attempts\":1", "com.oraclecloud.", "ocid1.instance.oc1.phx.mark2");
		assertThat(get("/api/dead-letters?destination=pagerduty/primary").body())
			.isEqualTo("{\"items\":[],\"next\":null}");
		assertThat(get("/api/dead-letters?reason=nonsense").statusCode()).isEqualTo(400);
		assertThat(get("/api/dead-letters/999999").statusCode()).isEqualTo(404);
		assertThat(get("/api/dead-letters/" + aDeadLetter()).body()).contains("\"attempts\":[{\"number\":1",
				"\"outcome\":\"dead\"");
		assertThat(post("/api/dead-letters/" + aDeadLetter() + "/replay").body()).isEqualTo("{\"replayed\":1}");
		assertThat(post("/api/dead-letters/replay").statusCode()).as("nothing is said about which").isEqualTo(400);
		assertThat(post("/api/dead-letters/" + aDeadLetter() + "/acknowledge?comment=the+team+knows").body())
			.isEqualTo("{\"acknowledged\":1}");
		assertThat(process.output()).contains("was acknowledged by admin: the team knows");
		RelayExtension.await("the gauge of what is not acknowledged")
			.until(() -> this.relay.scrape().sum("relay_delivery_dead") == 1);
		assertThat(post("/api/dead-letters/replay?destination=slack/ops&reason=auth").body())
			.isEqualTo("{\"replayed\":1}");
		assertThat(post("/api/dead-letters/replay?acknowledged=all&all=true").body()).isEqualTo("{\"replayed\":1}");
		this.relay.awaitDelivered(RelayExtension.SLACK, 3);
		assertThat(this.relay.slackMarks()).hasSize(3);
		assertThat(get("/api/dead-letters?acknowledged=all").body()).isEqualTo("{\"items\":[],\"next\":null}");
	}

	@Test
	void whatWaitsForRemovedDestinationIsShownAndRedirectedInOrder() {
		RelayProcess before = this.relay.start(CONFIGURATION + this.relay.allTo("slack/old"));
		this.relay.post(SequencedEvent.of(1, 3)).over(1);
		before.kill();
		RelayProcess process = this.relay.start(CONFIGURATION);
		assertThat(get("/api/destinations").body())
			.containsPattern("\"destination\":\"slack/old\",\"configured\":false,[^{}]*\"pending\":3,");
		RelayExtension.await("a warning").until(() -> process.output().contains("3 deliveries wait for slack/old"));
		CommandRun check = this.relay.run("check", "--store", "--spring.config.additional-location=relay.yaml");
		assertThat(check.out()).contains("\n  slack/old  3, the oldest since ");
		assertThat(post("/api/destinations/slack/old/redirect?to=slack/ops").body()).contains("\"redirected\":3");
		this.relay.awaitDelivered(RelayExtension.SLACK, 3);
		assertThat(this.relay.slackMarks()).containsExactlyElementsOf(SequencedEvent.of(1, 3));
		assertThat(get("/api/destinations").body()).doesNotContain("slack/old");
	}

	private void assertStrangersAreKeptOut() {
		HttpRequest.Builder anonymous = HttpRequest.newBuilder(this.relay.address("/api/dead-letters"));
		assertThat(send(anonymous).statusCode()).isEqualTo(401);
		assertThat(send(anonymous.header("Authorization", basic("ons", "an-invented-password"))).statusCode())
			.as("who may publish may not see")
			.isEqualTo(401);
		assertThat(send(operator("/api/dead-letters/replay?all=true").POST(HttpRequest.BodyPublishers.noBody())
			.header("Sec-Fetch-Site", "cross-site")).statusCode()).isEqualTo(403);
	}

	private int aDeadLetter() {
		String list = get("/api/dead-letters").body();
		return Integer.parseInt(list.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1"));
	}

	private HttpResponse<String> get(String path) {
		return send(operator(path));
	}

	private HttpResponse<String> post(String path) {
		return send(operator(path).POST(HttpRequest.BodyPublishers.noBody()));
	}

	private HttpRequest.Builder operator(String path) {
		return HttpRequest.newBuilder(this.relay.address(path)).header("Authorization", basic("admin", PASSWORD));
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
