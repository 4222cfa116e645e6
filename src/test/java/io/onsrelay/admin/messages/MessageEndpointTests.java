package io.onsrelay.admin.messages;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.journal.Journal;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

class MessageEndpointTests {

	private static IngestServer server;

	private static Message launch;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory);
		launch = Fixtures.message("computeapi.launchinstance.end");
		server.bean(Store.class).write((jdbc) -> server.bean(Journal.class).append(jdbc, List.of(launch)));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void messagesAreListedWithTheirCursorAndTheIndex() {
		HttpResponse<String> response = get("/api/messages?q=" + launch.id());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"id\":\"" + launch.id(), "\"kind\":\"event\"",
				"\"receivedAt\":\"2026-03-01T12:34:56.789Z\"", "heron-01", "\"next\":null", "\"exact\":true",
				"\"index\":{\"indexedTo\":");
	}

	@Test
	void messageIsShownInFullWithoutSecrets() {
		HttpResponse<String> response = get("/api/messages/" + launch.id());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body())
			.contains("\"sha256\":\"" + launch.body().sha256(), "\"timeline\":[{\"at\":", "\"event\":\"received\"",
					"\"x-oci-ns-topicocid\":\"" + Fixtures.TOPIC, "\"routing\":{\"summary\":\"event com.oraclecloud")
			.doesNotContain("/p/invented/");
	}

	@Test
	void messageShowsItsAttemptsAndWhatASilenceHeldBack() {
		server.bean(Store.class).write((jdbc) -> jdbc.sql("""
				INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
					pending_since, state, due_at, attempts, reason, detail)
				SELECT seq, 'slack/ops', 'all', 'key', 0, 0, 0, 'pending', 0, 1, 'server', '503' FROM message
				""").update() + jdbc.sql("""
				INSERT INTO attempt (delivery_id, number, started_at, duration, outcome, reason, detail)
				SELECT id, 1, 1772323200000, 250, 'retry', 'server', '503 Service Unavailable' FROM delivery
				""").update() + jdbc.sql("""
				INSERT INTO silence (id, condition, reason, created_by, created_at, ends_at)
				VALUES (12, '{}', 'patch day', 'ada', 0, 1)
				""").update() + jdbc.sql("""
				INSERT INTO held_delivery (silence_id, message_seq, destination, route, ordering_key, occurred_at,
					received_at, part, records)
				SELECT 12, seq, 'slack/new', 'all', 'key', 0, 1772323200000, 0, '' FROM message
				""").update());
		assertThat(get("/api/messages/" + launch.id()).body()).contains(
				"\"outcome\":\"retry\",\"reason\":\"server\",\"detail\":\"503 Service Unavailable\"",
				"\"suppressions\":[{\"destination\":\"slack/new\",\"by\":\"silence 12\",\"reason\":\"patch day\"",
				"slack/new did not get this message: silence 12 held it back.", "\"event\":\"suppressed\"");
	}

	@Test
	void topicsAreListedWithTheirSubscriptionsAndConfirmations() {
		server.bean(Store.class).write((jdbc) -> jdbc.sql("""
				INSERT INTO topic (id, name, known_since, last_message_at, silent_since)
				VALUES ('ocid1.onstopic.oc1..a', 'infra-alerts', 0, 1772323200000, 1772326800000)
				""").update() + jdbc.sql("""
				INSERT INTO subscription (id, topic_id, state, checked_at)
				VALUES ('ocid1.onssubscription.oc1..a', 'ocid1.onstopic.oc1..a', 'ACTIVE', 0)
				""").update());
		assertThat(get("/api/topics").body()).contains("\"id\":\"ocid1.onstopic.oc1..a\",\"name\":\"infra-alerts\"",
				"\"lastMessageAt\":\"2026-03-01T00:00:00Z\"", "\"silentSince\":\"2026-03-01T01:00:00Z\"",
				"\"id\":\"ocid1.onssubscription.oc1..a\",\"state\":\"active\"");
	}

	@Test
	void bodyIsTheExactBytesToBeSaved() {
		HttpResponse<String> response = get("/api/messages/" + launch.id() + "/body");
		assertThat(response.body()).isEqualTo(launch.body().text());
		assertThat(response.headers().firstValue("Content-Disposition"))
			.contains("attachment; filename=\"message-%s.json\"".formatted(launch.id()));
		assertThat(response.headers().allValues("X-Content-Type-Options")).contains("nosniff");
		assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
	}

	@Test
	void storedAndGivenMessagesAreExplainedAlike() {
		String stored = get("/api/messages/" + launch.id() + "/explain").body();
		String given = server
			.send(operator("/api/explain").POST(HttpRequest.BodyPublishers.ofString(launch.body().text())))
			.body();
		assertThat(stored).isEqualTo(given).contains("\"routes\":[", "\"destinations\":[");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/messages?kind=nonsense              | 400 | kind must be one of: event, alarm, log, plain.
			/api/messages?severity=bad               | 400 | severity must be one of: info, warning, error, critical.
			/api/messages?state=gone                 | 400 | state must be one of: pending, delivered, dead.
			/api/messages?after=xyz                  | 400 | This is no cursor of the list.
			/api/messages?limit=0                    | 400 | limit must be between 1 and 200.
			/api/messages?limit=201                  | 400 | limit must be between 1 and 200.
			/api/messages?from=%2B999999999-01-01T00:00:00Z | 400 | from must be between
			/api/messages?destination=slack          | 400 | is not a destination: write kind/name
			/api/messages?malformed=perhaps          | 400 | Invalid boolean value
			/api/messages?query=x                    | 400 | There is no parameter 'query'.
			/api/messages/17                         | 400 | An id of a message is a UUID of 36 characters
			/api/messages/00000000-0000-7000-8000-000000000000      | 404 | The journal has no message 00000000
			/api/messages/00000000-0000-7000-8000-000000000000/body | 404 | The journal has no message 00000000
			/api/deliveries?state=gone               | 400 | state must be one of
			/api/deliveries?after=xyz                | 400 | This is no cursor of the list.
			/api/deliveries?limit=0                  | 400 | limit must be between 1 and 200.
			""")
	void parameterThatCantBeMeantIsAProblem(String path, int status, String detail) {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.body()).contains(detail);
	}

	@Test
	void renderNamesWhatIsMissing() {
		assertThat(get("/api/messages/" + launch.id() + "/render").body()).contains("destination is missing");
		assertThat(get("/api/messages/" + launch.id() + "/render?destination=slack/nowhere").body())
			.contains("No destination 'slack/nowhere' is configured");
		assertThat(server.send(operator("/api/explain").POST(HttpRequest.BodyPublishers.noBody())).body())
			.contains("The body is missing");
		assertThat(
				server.send(operator("/api/explain").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_048_577])))
					.statusCode())
			.isEqualTo(413);
	}

	@Test
	void deliveriesAreListed() {
		assertThat(get("/api/deliveries?destination=slack/ops&state=dead").body())
			.isEqualTo("{\"items\":[],\"next\":null}");
	}

	private static HttpRequest.Builder operator(String path) {
		return server.to(path)
			.header("Authorization", "Basic " + Base64.getEncoder()
				.encodeToString(("admin:" + IngestServer.OPERATORS_PASSWORD).getBytes(StandardCharsets.UTF_8)));
	}

	private static HttpResponse<String> get(String path) {
		return server.send(operator(path).GET());
	}

}
