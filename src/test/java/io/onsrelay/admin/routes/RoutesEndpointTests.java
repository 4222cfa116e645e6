package io.onsrelay.admin.routes;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.journal.Journal;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Configured are slack/ops and slack/new; one message was received just now.
 */
class RoutesEndpointTests {

	private static final String VARIABLE = "user.home";

	private static IngestServer server;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.routes[0].name=all", "relay.routes[0].to=slack/ops",
				"relay.reload.interval=0");
		Message message = MessageFixtures.event("e1", "web", Instant.now(Clock.systemUTC()),
				Instant.now(Clock.systemUTC()));
		server.bean(Store.class).write((jdbc) -> server.bean(Journal.class).append(jdbc, List.of(message)));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void routesAreShownWithTheirVersion() {
		HttpResponse<String> response = send("GET", "", "");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).matches("\\{\"version\":\"[0-9a-f]{12}\",\"loadedAt\":\"[^\"]+\",\"refused\":null,"
				+ "\"restartNeeded\":\\[],\"routes\":\\[\\{\"name\":\"all\",\"condition\":\"\\{}\",\"unless\":\"\","
				+ "\"mute\":\\[],\"to\":\\[\"slack/ops\"]}],\"severities\":\\[]}");
	}

	@Test
	void proposalIsComparedAndNotLoaded() {
		// What the command line says has precedence, so the proposal adds a preset.
		HttpResponse<String> response = send("POST", "/diff", """
				relay:
				  severity: [{when: '{}', severity: error}]
				  ingest: {password: nothing reads this}
				""");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		assertThat(response.body()).contains("\"lookedAt\":1,\"complete\":true,\"moved\":0");
		assertThat(send("GET", "", "").body()).contains("\"severities\":[]");
	}

	@Test
	void withoutABodyTheFilesAreCompared() {
		assertThat(send("POST", "/diff?messages=5", "").body()).contains("\"moved\":0");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			relay.severity: [{when: 'x'}]           | relay.severity[0].when
			relay.presets: [ciss]                   | there is no preset 'ciss'
			relay: [a                               | the proposed routes, line 1
			relay.presets: ['${user.home}']         | placeholders are not resolved here
			{relay: {presets: &a [x], preset: *a}}  | references to other places
			relay.preset: {x: {}}                   | relay.preset.x
			""")
	void proposalThatIsWrongIsRefusedWithItsMistakes(String yaml, String detail) {
		HttpResponse<String> response = send("POST", "/diff", yaml);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
		assertThat(response.body()).contains(detail).doesNotContain(System.getProperty(VARIABLE) + "'");
	}

	@Test
	void numberOfMessagesIsBounded() {
		assertThat(send("POST", "/diff?messages=0", "").statusCode()).isEqualTo(400);
		assertThat(send("POST", "/diff?messages=100001", "").body()).contains("messages must be from 1 to 100000.");
	}

	private static HttpResponse<String> send(String method, String path, String body) {
		return server.send(server.to("/api/routes" + path)
			.header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD))
			.header("Content-Type", "application/yaml")
			.method(method,
					body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
	}

}
