package io.onsrelay.admin.replays;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
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

class ReplayEndpointTests {

	private static final Pattern SNAPSHOT = Pattern.compile("\"snapshot\":\"([0-9.]+)\"");

	private static IngestServer server;

	private static OutboxRows rows;

	private static Store store;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.replay.max-deliveries=500");
		store = server.bean(Store.class);
		rows = new OutboxRows(store);
	}

	@AfterEach
	void clear() {
		rows.clear();
		store.write((jdbc) -> jdbc.sql("DELETE FROM replay").update()
				+ jdbc.sql("DELETE FROM sqlite_sequence WHERE name = 'replay'").update());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void dryRunCountsAndReplayReplays() {
		long id = rows.dead("slack/ops", "auth", "no_service");
		rows.dead("slack/gone", "auth", "no_service");
		rows.dead("slack/ops", "client", "invalid_blocks");
		HttpResponse<String> plan = send("POST", "/dry-run?reason=auth&text=NO_SERV", "");
		assertThat(plan.body())
			.startsWith("{\"matching\":1,\"removed\":1,\"destinations\":{\"slack/ops\":1},\"limit\":500,\"snapshot\":");
		String submission = "?reason=auth&text=NO_SERV&snapshot=" + snapshot(plan);
		HttpResponse<String> submitted = send("POST", submission, "key-1");
		assertThat(submitted.body()).contains("\"id\":1", "\"state\":\"running\"", "\"reason\":\"auth\"",
				"\"text\":\"NO_SERV\"", "\"submittedBy\":\"admin\"", "\"matching\":1");
		Awaitility.await().until(() -> send("GET", "/1", "").body().contains("\"state\":\"complete\""));
		assertThat(send("POST", submission, "key-1").body()).contains("\"id\":1", "\"replayed\":1", "\"pending\":1");
		assertThat(rows.state(id)).isEqualTo("slack/ops pending");
		assertProblem(send("POST", submission + "&limit=3", "key-1"), 422, "belongs to replay 1");
		assertProblem(send("POST", "/1/stop", ""), 409, "Replay 1 does not run any more.");
		assertThat(send("GET", "?limit=1", "").body()).startsWith("{\"items\":[{\"id\":1").endsWith("\"next\":\"1\"}");
	}

	private static String snapshot(HttpResponse<String> plan) {
		Matcher matcher = SNAPSHOT.matcher(plan.body());
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					POST | ?snapshot=1.1                     | 400 | or replay every dead letter with all=true.
					POST | ?all=true&snapshot=x              | 400 | snapshot must be the snapshot of a dry run
					POST | ?all=true                         | 400 | snapshot must be the snapshot of a dry run
					POST | ?all=true&snapshot=1.1&limit=501  | 400 | limit must be between 1 and 500, the value of relay.replay.max-deliveries.
					POST | ?kind=alarms&snapshot=1.1         | 400 | is no kind. Kinds are: event, alarm, log, plain.
					POST | ?reason=bad&snapshot=1.1          | 400 | is no reason. Reasons are: client
					POST | ?all=true&snapshot=1.999999999999999 | 400 | The snapshot is of the future
					POST | /dry-run?txt=x                    | 400 | Did you mean text?
					GET  | /7                                | 404 | There is no replay 7.
					POST | /7/stop                           | 404 | There is no replay 7.
					GET  | ?limit=101                        | 400 | limit must be between 1 and 100.
					""")
	void requestThatCanNotBeMeantIsRejected(String method, String path, int status, String detail) {
		assertProblem(send(method, path, "key"), status, detail);
	}

	@Test
	void submissionWithoutKeyIsRejected() {
		assertProblem(send("POST", "?all=true&snapshot=1.1", ""), 400, "The header Idempotency-Key is missing");
	}

	private static void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.body()).contains(detail);
	}

	private static HttpResponse<String> send(String method, String path, String key) {
		HttpRequest.Builder request = server.to("/api/replays" + path)
			.header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD))
			.method(method, HttpRequest.BodyPublishers.noBody());
		return server.send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
	}

}
