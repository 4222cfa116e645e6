package io.onsrelay.admin.deadletters;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.admin.OutboxRows;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API answers to parameters that are no use to it.
 */
class DeadLetterEndpointTests {

	private static IngestServer server;

	private static IngestServer elsewhere;

	@BeforeAll
	static void start(@TempDir Path directory, @TempDir Path other) {
		server = IngestServer.start(directory);
		elsewhere = IngestServer.start(other, "relay.admin.allowed-cidrs=192.0.2.0/24");
	}

	@AfterAll
	static void stop() {
		server.close();
		elsewhere.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					from=%2B999999999-01-01T00:00:00Z           | from must be between 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z
					from=-999999999-01-01T00:00:00Z             | from must be between
					until=%2B10000-01-01T00:00:00Z              | until must be between
					until=-0001-12-31T23:59:59Z                 | until must be between
					from=-1000000000-01-01T00:00:00Z            | from must be between
					from=yesterday                              | Failed to convert
					from=2026-02-30T00:00:00Z                   | Failed to convert
					reason=nonsense                             | Reasons are: client
					reason=none%00                              | Reasons are: client
					destination=slack                           | Failed to convert
					destination=slack/%00                       | Failed to convert
					""")
	void parameterThatNoDeadLetterHasIs400(String query, String detail) {
		assertProblem(get("/api/dead-letters?" + query), 400, detail);
		assertProblem(post("/api/dead-letters/replay?" + query), 400, detail);
	}

	@Test
	void parameterThatIsMisspeltIs400AndReplaysNothing() {
		assertProblem(post("/api/dead-letters/replay?all=true&reazon=auth"), 400,
				"There is no parameter 'reazon'. Did you mean reason? There are: acknowledged, all, destination, from, reason, until.");
		assertProblem(get("/api/dead-letters?reazon=auth"), 400,
				"There is no parameter 'reazon'. Did you mean reason? There are: acknowledged, after, destination, from, kind, limit, reason, text, type, until.");
		assertProblem(get("/api/dead-letters/1?all=true"), 400, "There is no parameter 'all'. This has none.");
		assertProblem(post("/api/dead-letters/1/replay?all=true"), 400, "There is no parameter 'all'. This has none.");
		assertProblem(get("/api/dead-letters?all=true"), 400, "There is no parameter 'all'.");
	}

	@Test
	void parameterThatIsThereTwiceIs400() {
		assertProblem(get("/api/dead-letters?reason=auth&reason=client"), 400,
				"The parameter reason is there 2 times.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			limit=0                     | limit must be between 1 and 200
			limit=-1                    | limit must be between 1 and 200
			limit=201                   | limit must be between 1 and 200
			limit=2147483648            | Failed to convert
			limit=ten                   | Failed to convert
			after=-1                    | after must not be negative
			after=9223372036854775808   | Failed to convert
			""")
	void pageThatDoesNotExistIs400(String query, String detail) {
		assertProblem(get("/api/dead-letters?" + query), 400, detail);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775808", "-9223372036854775809", "one", "1e3", "%00" })
	void numberThatIsNoneIs400(String id) {
		assertThat(get("/api/dead-letters/" + id).statusCode()).isEqualTo(400);
		assertThat(post("/api/dead-letters/" + id + "/replay").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775807", "-1", "0" })
	void numberThatNoDeadLetterHasIs404(String id) {
		assertProblem(get("/api/dead-letters/" + id), 404, "There is no dead letter " + id);
		assertProblem(post("/api/dead-letters/" + id + "/replay"), 404, "There is no dead letter " + id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?from=0000-01-01T00:00:00Z&until=9999-12-31T23:59:59Z", "?limit=1", "?limit=200",
			"?after=9223372036854775807", "?reason=CLIENT", "?from=&until=" })
	void parameterAtTheBoundIsAllowed(String query) {
		assertThat(get("/api/dead-letters" + query).body()).isEqualTo("{\"items\":[],\"next\":null}");
	}

	@Test
	void replayOfEverythingHasToBeAskedFor() {
		assertProblem(post("/api/dead-letters/replay"), 400, "all=true");
		assertProblem(post("/api/dead-letters/replay?all=perhaps"), 400, "Failed to convert");
		assertThat(post("/api/dead-letters/replay?all=true").body()).isEqualTo("{\"replayed\":0}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/acknowledge?destination=slack/ops                 | comment is missing
			/acknowledge?destination=slack/ops&comment=%20%09  | comment is missing
			/acknowledge?destination=slack/ops&comment=a%0Ab   | comment must be one line without control characters
			/acknowledge?destination=slack/ops&comment=a%00    | comment must be one line without control characters
			/acknowledge?destination=slack/ops&comment=a%E2%80%A8b | comment must be one line
			/acknowledge?comment=known                         | or acknowledge every dead letter with all=true
			/acknowledge?comment=known&acknowledged=true&all=true | There is no parameter 'acknowledged'
			/acknowledge?comment=known&reason=nonsense         | Reasons are: client
			/acknowledge?all=true&commment=known               | Did you mean comment?
			/replay?acknowledged=true                          | or replay every dead letter with all=true
			/replay?acknowledged=maybe&all=true                | acknowledged must be false, true or all
			""")
	void changeWithoutWhatItNeedsIs400(String change, String detail) {
		assertProblem(post("/api/dead-letters" + change), 400, detail);
	}

	@Test
	void changeThatWasMadeOrMustNotBeMadeYetIs409() {
		OutboxRows rows = new OutboxRows(server.bean(Store.class));
		String letter = "/api/dead-letters/" + rows.dead("slack/ops", "auth", "no_service");
		assertProblem(server.send(operator(server, letter).DELETE()), 409, "before it is deleted");
		assertThat(post(letter + "/acknowledge?comment=%20known%20").body()).isEqualTo("{\"acknowledged\":1}");
		assertThat(get(letter).body()).contains("\"acknowledgement\":{\"at\":\"",
				"\"by\":\"admin\",\"comment\":\"known\"}");
		assertThat(get("/api/dead-letters").body()).isEqualTo("{\"items\":[],\"next\":null}");
		assertProblem(post(letter + "/acknowledge?comment=known"), 409, "is acknowledged already");
		assertThat(server.send(operator(server, letter).DELETE()).body()).isEqualTo("{\"deleted\":1}");
		assertThat(get(letter).statusCode()).isEqualTo(404);
		rows.clear();
	}

	@Test
	void commentOf500CharactersIsKeptAndOneOf501Is400() {
		assertThat(post("/api/dead-letters/acknowledge?all=true&comment=" + "x".repeat(500)).statusCode())
			.isEqualTo(200);
		assertProblem(post("/api/dead-letters/acknowledge?all=true&comment=" + "x".repeat(501)), 400,
				"comment has 501 characters: at most 500 are kept.");
	}

	@Test
	void acknowledgementAndDeletionOfWhatDoesNotExistAre404() {
		assertProblem(post("/api/dead-letters/99/acknowledge?comment=known"), 404, "There is no dead letter 99");
		assertProblem(server.send(operator(server, "/api/dead-letters/99").DELETE()), 404,
				"There is no dead letter 99");
		assertProblem(get("/api/dead-letters?acknowledged=yes"), 400, "acknowledged must be false, true or all");
	}

	@Test
	void requestOfNetworkThatIsNotListedIs403WithTheRightPasswordToo() {
		assertThat(elsewhere.send(operator(elsewhere, "/api/dead-letters").GET()).statusCode()).isEqualTo(403);
		assertThat(elsewhere.send(elsewhere.to("/api/dead-letters").GET()).statusCode()).isEqualTo(403);
		assertThat(elsewhere.post(elsewhere.request(), "{}").statusCode()).as("ONS is not concerned").isEqualTo(200);
	}

	private static void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.body()).contains(detail);
	}

	private static HttpResponse<String> get(String path) {
		return server.send(operator(server, path).GET());
	}

	private static HttpResponse<String> post(String path) {
		return server.post(operator(server, path), "");
	}

	private static HttpRequest.Builder operator(IngestServer server, String path) {
		return server.to(path).header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD));
	}

}
