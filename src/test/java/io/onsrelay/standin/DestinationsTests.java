package io.onsrelay.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandInSlack} and {@link StandInPagerDuty}.
 */
class DestinationsTests {

	private final StandInSlack slack = new StandInSlack();

	private final StandInPagerDuty pagerDuty = new StandInPagerDuty();

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterEach
	void close() {
		this.slack.close();
		this.pagerDuty.close();
		this.http.close();
	}

	@Test
	void slackKeepsWhatItAccepts() throws Exception {
		assertThat(post(this.slack.webhookUrl(), "{\"text\":\"one\"}").body()).isEqualTo("ok");
		post(this.slack.webhookUrl(), "{\"text\":\"two\"}");
		assertThat(this.slack.posts()).extracting(SlackPost::text).containsExactly("one", "two");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			no json                       | invalid_payload
			[]                            | invalid_payload
			{"text":""}                   | no_text
			{"blocks":[{"text":"typed?"}]} | invalid_blocks
			""")
	void slackRefusesWhatIsMalformed(String payload, String error) throws Exception {
		assertThat(post(this.slack.webhookUrl(), payload)).returns(400, HttpResponse::statusCode)
			.returns(error, HttpResponse::body);
		assertThat(this.slack.posts()).isEmpty();
	}

	@Test
	void slackServesNothingUntilItRecovers() throws Exception {
		this.slack.availability().limitRate(Duration.ofSeconds(3));
		HttpResponse<String> limited = post(this.slack.webhookUrl(), "{\"text\":\"one\"}");
		assertThat(limited.statusCode()).isEqualTo(429);
		assertThat(limited.headers().firstValue("Retry-After")).contains("3");
		this.slack.availability().recover();
		assertThat(post(this.slack.webhookUrl(), "{\"text\":\"two\"}").statusCode()).isEqualTo(200);
		assertThat(this.slack.availability().refused()).isEqualTo(1);
	}

	@Test
	void pagerDutyOpensAndResolvesOneIncidentForAKey() throws Exception {
		assertThat(enqueue(event("trigger", "disk")).statusCode()).isEqualTo(202);
		enqueue(event("trigger", "disk"));
		assertThat(this.pagerDuty.incidents()).extracting(Incident::open).containsExactly(true);
		enqueue(event("resolve", "disk"));
		assertThat(this.pagerDuty.incidents())
			.containsExactly(new Incident("disk", "it happened", false, List.of("trigger", "trigger", "resolve")));
	}

	@Test
	void pagerDutyDropsAResolveWithoutAnIncident() throws Exception {
		assertThat(enqueue(event("resolve", "disk")).statusCode()).isEqualTo(202);
		assertThat(this.pagerDuty.incidents()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "it happened,'',payload.summary", "warning,fatal,payload.severity", "trigger,shout,event_action",
			"0standin,1standin,routing_key" })
	void pagerDutyRefusesWhatIsIncomplete(String valid, String invalid, String named) throws Exception {
		HttpResponse<String> response = enqueue(event("trigger", "disk").replaceFirst(valid, invalid));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("\"errors\"", named);
		assertThat(this.pagerDuty.events()).isEmpty();
	}

	private HttpResponse<String> enqueue(String event) throws IOException, InterruptedException {
		return post(this.pagerDuty.endpoint().resolve("/v2/enqueue"), event);
	}

	private static String event(String action, String key) {
		return """
				{"routing_key":"%s","event_action":"%s","dedup_key":"%s",
				 "payload":{"summary":"it happened","source":"a test","severity":"warning"}}
				""".formatted(StandInPagerDuty.ROUTING_KEY, action, key);
	}

	private HttpResponse<String> post(URI uri, String body) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
		return this.http.send(request, BodyHandlers.ofString());
	}

}
