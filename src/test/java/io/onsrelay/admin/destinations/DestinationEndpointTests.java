package io.onsrelay.admin.destinations;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.admin.OutboxRows;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Configured are slack/ops and slack/new, which are called, and audit/default, which is
 * in the store.
 */
class DestinationEndpointTests {

	private static IngestServer server;

	private static OutboxRows rows;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory);
		rows = new OutboxRows(server.bean(Store.class));
	}

	@AfterEach
	void clear() {
		rows.clear();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void listShowsConfiguredAndRemovedDestinations() {
		rows.pending("slack/old");
		rows.dead("slack/ops", "auth", "no_service");
		await().untilAsserted(() -> assertThat(send("GET", "").body()).contains("""
				{"destination":"slack/old","configured":false,"state":"removed","pause":null,"circuit":null,\
				"probeAt":null,"waitsUntil":null,"intervalMillis":0,"inFlight":0,"pending":1,\
				"oldest":"1970-01-01T00:00:00Z","dead":0,"lastDelivery":null,"lastFailure":null},\
				{"destination":"slack/ops","configured":true,"state":"working",""").contains("\"dead\":1"));
	}

	@Test
	void pauseHoldsUntilItIsResumed() {
		HttpResponse<String> paused = send("POST", "/slack/ops/pause?reason=new%20token");
		assertThat(paused.statusCode()).as(paused.body()).isEqualTo(200);
		assertThat(paused.body()).contains("\"state\":\"paused\",\"pause\":{\"at\":\"")
			.contains("\"by\":\"admin\",\"reason\":\"new token\"}");
		assertThat(send("GET", "/slack/ops").body()).isEqualTo(paused.body());
		assertProblem(send("POST", "/slack/ops/pause?reason=again"), 409,
				"slack/ops is paused already, by admin since 2");
		assertThat(send("POST", "/slack/ops/resume").body()).startsWith("{\"destination\":\"slack/ops\",\"pause\":");
		assertProblem(send("POST", "/slack/ops/resume"), 409, "slack/ops is not paused.");
		assertThat(send("GET", "/slack/ops").body()).contains("\"state\":\"working\",\"pause\":null");
	}

	@Test
	void hoursAreThoseOfTheLastDay() {
		String body = send("GET", "/hours").body();
		assertThat(body).startsWith("{\"items\":[{\"destination\":\"slack/new\",\"hours\":[{\"hour\":\"");
		assertThat(body.split("\"delivered\":0,\"failed\":0,\"dead\":0")).hasSize(51);
	}

	@Test
	void redirectMovesWhatWaits() {
		long id = rows.pending("slack/old");
		assertThat(send("POST", "/slack/old/redirect?to=slack/new").body())
			.isEqualTo("{\"redirected\":1,\"repeated\":0,\"inFlight\":0}");
		assertThat(rows.state(id)).isEqualTo("slack/new pending");
		assertProblem(send("POST", "/slack/old/redirect?to=slack/new"), 404, "Nothing waits for slack/old.");
	}

	@Test
	void giveUpMakesDeadLetters() {
		long id = rows.pending("slack/old");
		assertThat(send("POST", "/slack/old/give-up").body()).isEqualTo("{\"givenUp\":1,\"inFlight\":0}");
		assertThat(rows.state(id)).isEqualTo("slack/old dead");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/slack/old/redirect                  | 400 | to is missing: name a configured destination. There are: slack/new, slack/ops.
					/slack/old/redirect?to=slack/neww    | 400 | There is no destination 'slack/neww'. Did you mean slack/new? There are: slack/new, slack/ops.
					/slack/old/redirect?to=slack/old     | 400 | There is no destination 'slack/old'.
					/slack/old/redirect?to=audit/default | 400 | audit/default is in the store
					/slack/old/redirect?to=slack         | 400 | Failed to convert
					/slack/old/redirect?too=slack/new    | 400 | Did you mean to?
					/slack/ops/redirect?to=slack/new     | 409 | slack/ops is configured
					/audit/default/redirect?to=slack/new | 409 | audit/default is configured
					/slack/ops/give-up                   | 409 | slack/ops is configured
					/slack/gone/give-up                  | 404 | Nothing waits for slack/gone.
					/SLACK/old/give-up                   | 400 | A destination is written as kind/name
					/slack/ops/pause                     | 400 | reason: The reason must have 1 to 500 characters: others will read it.
					/slack/ops/pause?reason=a%0Ab        | 400 | reason: The reason must be one line without control characters.
					/slack/opps/pause?reason=x           | 400 | There is no destination 'slack/opps'. Did you mean slack/ops?
					/audit/default/pause?reason=x        | 400 | audit/default is in the store
					/slack/opps/resume                   | 409 | slack/opps is not paused.
					/slack/old/give-up?all=true          | 400 | There is no parameter 'all'.
					/slack/old/test                      | 400 | There is no destination 'slack/old'. Did you mean slack/ops? There are: slack/new, slack/ops.
					/audit/default/test                  | 400 | audit/default is in the store and is not called: it has every message that is accepted.
					/slack/ops/test?alarm=red            | 400 | alarm can be firing or ok, and not 'red'.
					""")
	void requestThatCanNotBeMeantIsRejectedAndChangesNothing(String path, int status, String detail) {
		long id = rows.pending("slack/old");
		assertProblem(send("POST", path), status, detail);
		assertThat(rows.state(id)).isEqualTo("slack/old pending");
	}

	@Test
	void testSendsAMessageAndShowsTheAnswer() {
		assertThat(send("POST", "/slack/ops/test?alarm=firing").body())
			.matches("\\{\"delivered\":true,\"detail\":\"slack/ops took the message, within \\d+ ms\"}");
	}

	@Test
	void requestWithoutCredentialsIs401() {
		assertThat(server.post(server.to("/api/destinations/slack/old/give-up"), "").statusCode()).isEqualTo(401);
	}

	private static void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.body()).contains(detail);
	}

	private static HttpResponse<String> send(String method, String path) {
		return server.send(server.to("/api/destinations" + path)
			.header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD))
			.method(method, HttpRequest.BodyPublishers.noBody()));
	}

}
