package io.onsrelay.admin;

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

import io.onsrelay.ingest.IngestServer;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(send("GET", "").body()).isEqualTo("""
				[{"destination":"slack/new","configured":true,"pending":0,"oldest":null,"dead":0},\
				{"destination":"slack/old","configured":false,"pending":1,"oldest":"1970-01-01T00:00:00Z","dead":0},\
				{"destination":"slack/ops","configured":true,"pending":0,"oldest":null,"dead":1}]""");
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
					/slack/old/give-up?all=true          | 400 | There is no parameter 'all'.
					""")
	void requestThatCanNotBeMeantIsRejectedAndChangesNothing(String path, int status, String detail) {
		long id = rows.pending("slack/old");
		assertProblem(send("POST", path), status, detail);
		assertThat(rows.state(id)).isEqualTo("slack/old pending");
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
