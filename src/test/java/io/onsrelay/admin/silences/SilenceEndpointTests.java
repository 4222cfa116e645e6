package io.onsrelay.admin.silences;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.MessageFixtures;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.journal.Journal;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("NullAway") // the server is started before all tests
class SilenceEndpointTests {

	private static IngestServer server;

	private static Store store;

	private final Instant until = server.bean(Clock.class)
		.instant()
		.plus(Duration.ofHours(2))
		.truncatedTo(ChronoUnit.SECONDS);

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory);
		store = server.bean(Store.class);
	}

	@AfterEach
	void clear() {
		store.write((jdbc) -> jdbc.sql("DELETE FROM message").update() + jdbc.sql("DELETE FROM silence").update()
				+ jdbc.sql("DELETE FROM sqlite_sequence WHERE name <> 'audit_record'").update());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void createTakesTheUserFromTheLogin() {
		HttpResponse<String> created = create("{\"host\":\"a\"}");
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(created.body()).contains("\"id\":1,\"active\":true,\"condition\":\"{\\\"host\\\":\\\"a\\\"}\"",
				"\"createdBy\":\"admin\"", "\"until\":\"%s\"".formatted(this.until), "\"reason\":\"patch day\"");
		assertThat(send("GET", "/1", "").body()).isEqualTo(created.body());
		assertThat(send("GET", "?state=active", "").body())
			.isEqualTo("{\"items\":[%s],\"next\":null}".formatted(created.body()));
		assertThat(send("POST", "/1/end", "").body()).contains("\"active\":false", "\"endedBy\":\"admin\"");
		assertThat(send("GET", "?state=active", "").body()).isEqualTo("{\"items\":[],\"next\":null}");
		assertThat(send("GET", "?state=ended&limit=1", "").body()).endsWith("\"next\":\"1\"}");
		assertThat(send("GET", "?after=1", "").body()).isEqualTo("{\"items\":[],\"next\":null}");
		assertProblem(send("POST", "/1/end", ""), 409, "Silence 1 has ended already.");
	}

	@Test
	void createOfWhatMatchesEverythingAsksTwice() {
		assertProblem(create("{}"), 409,
				"This silence matches every message. Confirm it a second time if that is meant. Then send it again with confirm=true.");
		assertThat(send("POST", "?confirm=true", body("{}")).statusCode()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					[]                                                                    | Send a JSON object with: condition, until, reason.
					~~                                                                    | Send a JSON object with: condition, until, reason.
					{"conditon":{},"until":"2030-01-01T00:00:00Z","reason":"x"}           | There is no field 'conditon'. Did you mean condition?
					{"condition":{"a":"b"},"until":"2030-01-01T00:00:00Z","createdBy":"x"} | There is no field 'createdBy'.
					{"condition":{"a":"b"},"until":"tomorrow","reason":"x"}               | until must be a time in UTC, such as 2026-03-01T12:00:00Z.
					{"condition":{"a":"b"},"reason":"x"}                                  | until must be a time in UTC
					{"condition":{"a":"b"},"until":"2020-01-01T00:00:00Z","reason":"x"}   | is over: choose a later one.
					{"condition":{"a":"b"},"until":"2090-01-01T00:00:00Z","reason":"x"}   | A silence lasts at most 7 d
					{"condition":"{a","until":"2090-01-01T00:00:00Z","reason":"x"}        | The condition can't be read. line 1, column
					{"condition":{"a":null},"until":"2090-01-01T00:00:00Z","reason":"x"}  | null can't be matched
					{"condition":5,"until":"2090-01-01T00:00:00Z","reason":"x"}           | condition must be a text.
					""")
	void createOfWhatCanNotBeMeantIsRejected(String body, String detail) {
		assertProblem(send("POST", "", (body != null) ? body : ""), 400, detail);
		long silences = store.read((jdbc) -> jdbc.sql("SELECT count(*) FROM silence").query(Long.class).single());
		assertThat(silences).isZero();
	}

	@Test
	void createWithoutReasonIsRejected() {
		String body = "{\"condition\":{\"a\":\"b\"},\"until\":\"%s\"}".formatted(this.until);
		assertProblem(send("POST", "", body), 400,
				"The reason is missing: say in 1 to 500 characters why this is silenced.");
	}

	@Test
	void previewAndDraftBeginWithAMessage() {
		Instant now = server.bean(Clock.class).instant();
		store.write(
				(jdbc) -> server.bean(Journal.class).append(jdbc, List.of(MessageFixtures.event("e1", "a", now, now))));
		String id = store.read((jdbc) -> jdbc.sql("SELECT id FROM message").query(String.class).single());
		assertThat(send("GET", "/draft?message=" + id, "").body()).contains("instanceaction.end", "resourceId");
		assertProblem(send("GET", "/draft?message=00000000-0000-4000-8000-000000000000", ""), 404,
				"There is no message");
		assertThat(send("POST", "/preview", "{\"condition\":{\"data\":{\"resourceId\":\"a\"}}}").body()).contains(
				"\"messages\":1,\"read\":1,\"sampled\":false,\"matching\":1,\"share\":1.0,\"needsConfirmation\":true",
				"\"message\":\"%s\"".formatted(id), "\"kind\":\"event\"");
		assertProblem(send("POST", "/preview", "{}"), 400, "the condition is empty");
	}

	@Test
	void heldIsListedAndSent() {
		create("{\"host\":\"a\"}");
		store.write((jdbc) -> {
			jdbc.sql("""
					INSERT INTO message (seq, id, received_at, occurred_at, kind, malformed, type)
					VALUES (1, '00000000-0000-4000-8000-000000000001', 0, 0, 'PLAIN', FALSE, '<b>')
					""").update();
			return jdbc.sql("""
					INSERT INTO held_delivery (silence_id, message_seq, destination, route, ordering_key, occurred_at,
						received_at, part, records)
					VALUES (1, 1, 'slack/ops', 'all', 'k', 0, 0, 0, ''), (1, 1, 'slack/gone', 'all', 'k', 0, 0, 0, '')
					""").update();
		});
		assertThat(send("GET", "/1/held?limit=1", "").body()).isEqualTo("""
				{"items":[{"id":1,"message":"00000000-0000-4000-8000-000000000001","type":"<b>","resource":null,\
				"destination":"slack/ops","route":"all","records":null,"receivedAt":"1970-01-01T00:00:00Z",\
				"sentAt":null,"sentBy":null}],"next":"1"}""");
		assertProblem(send("POST", "/1/send", ""), 400,
				"Name the delivery with held, or send everything with all=true.");
		assertProblem(send("POST", "/1/send?held=1&all=true", ""), 400, "Name the delivery");
		assertThat(send("POST", "/1/send?held=1", "").body()).isEqualTo("{\"sent\":1,\"removed\":0}");
		assertThat(send("POST", "/1/send?held=1", "").body()).isEqualTo("{\"sent\":0,\"removed\":0}");
		assertThat(send("POST", "/1/send?all=true", "").body()).isEqualTo("{\"sent\":0,\"removed\":1}");
		assertThat(send("GET", "/1/held", "").body()).contains("\"sentBy\":\"admin\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET  | /7              | 404 | There is no silence 7.
			POST | /7/end          | 404 | There is no silence 7.
			GET  | /7/held         | 404 | There is no silence 7.
			POST | /7/send?all=true | 404 | There is no silence 7.
			GET  | ?limit=0        | 400 | limit must be between 1 and 200.
			GET  | ?state=open     | 400 | state must be active, ended or all.
			GET  | ?stat=active    | 400 | Did you mean state?
			GET  | /x              | 400 | Failed to convert
			""")
	void requestThatCanNotBeMeantIsRejected(String method, String path, int status, String detail) {
		assertProblem(send(method, path, ""), status, detail);
	}

	private HttpResponse<String> create(String condition) {
		return send("POST", "", body(condition));
	}

	private String body(String condition) {
		return "{\"condition\":%s,\"until\":\"%s\",\"reason\":\"patch day\"}".formatted(condition, this.until);
	}

	private static void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.body()).contains(detail);
	}

	private static HttpResponse<String> send(String method, String path, String body) {
		return server.send(server.to("/api/silences" + path)
			.header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD))
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body)));
	}

}
