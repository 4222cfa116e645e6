package io.onsrelay.admin.deadletters;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.admin.OutboxRows;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/dead-letters.md do what the page says.
 */
class DeadLettersPageTests {

	private static final Path PAGE = Path.of("docs/dead-letters.md");

	private static final Pattern EXAMPLE = Pattern
		.compile("(?m)^curl -u admin (?:-X (\\w+) )?(?:-H \"[^\"]*\" \\\\\n *)?\"\\$RELAY([^\"]*)\""
				+ "((?: \\\\\\n)?\\s*--data-urlencode '([^=]+)=([^']*)')?\\s*(?:# (.*))?$");

	private static IngestServer server;

	private static OutboxRows rows;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory);
		rows = new OutboxRows(server.bean(Store.class));
	}

	@BeforeEach
	void clear() {
		rows.clear();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	static List<Example> examples() throws IOException {
		Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
		return matcher.results()
			.map((found) -> new Example((found.group(1) != null) ? found.group(1) : "GET", found.group(2),
					(found.group(3) != null)
							? found.group(4) + "=" + URLEncoder.encode(found.group(5), StandardCharsets.UTF_8) : "",
					String.valueOf(found.group(6))))
			.toList();
	}

	@Test
	void everyCurlOfThePageIsAnExample() throws IOException {
		long lines = Files.readString(PAGE).lines().filter((line) -> line.startsWith("curl")).count();
		assertThat(examples()).hasSizeGreaterThan(10).hasSize((int) lines);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void exampleIsAnswered(Example example) {
		long dead = rows.dead("slack/ops", "auth", "no_service");
		rows.pending("slack/old");
		if (example.method().equals("DELETE")) {
			send(new Example("POST", "/api/dead-letters/%d/acknowledge".formatted(dead), "comment=x", ""));
		}
		HttpResponse<String> response = send(example.about(dead, replay()));
		// A replay that is complete can't be stopped
		assertThat(response.statusCode()).as(response.body())
			.isIn(example.path().endsWith("/stop") ? List.of(200, 409) : List.of(200));
	}

	@ParameterizedTest
	@CsvSource({ "revoked, auth", "archived, gone" })
	void exampleReplaysWhatItsCommentSays(String word, String reason) throws IOException {
		Example example = examples().stream()
			.filter((one) -> one.path().contains("/replay?") && one.comment().contains(word))
			.findFirst()
			.orElseThrow();
		assertThat(example.path()).contains("reason=" + reason);
		long meant = rows.dead("slack/ops", reason, "said so");
		long other = rows.dead("slack/ops", "client", "invalid_payload");
		assertThat(send(example).body()).isEqualTo("{\"replayed\":1}");
		assertThat(rows.state(meant)).isEqualTo("slack/ops pending");
		assertThat(rows.state(other)).isEqualTo("slack/ops dead");
	}

	@ParameterizedTest
	@EnumSource
	void everyReasonIsInTheTable(Outcome.Reason reason) throws IOException {
		assertThat(Files.readString(PAGE)).contains("\n| `%s` | ".formatted(reason.name().toLowerCase(Locale.ROOT)));
	}

	private static long replay() {
		String filter = "destination=slack/ops&reason=gone";
		String plan = send(new Example("POST", "/api/replays/dry-run?" + filter, "", "")).body();
		String snapshot = plan.replaceFirst("(?s).*\"snapshot\":\"([^\"]*)\".*", "$1");
		String replay = send(new Example("POST", "/api/replays?" + filter + "&snapshot=" + snapshot, "", "")).body();
		return Long.parseLong(replay.replaceFirst("(?s).*\"id\":(\\d+).*", "$1"));
	}

	private static HttpResponse<String> send(Example example) {
		return server.send(server.to(example.path())
			.header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Idempotency-Key", UUID.randomUUID().toString())
			.method(example.method(), HttpRequest.BodyPublishers.ofString(example.form())));
	}

	/**
	 * A command of the page.
	 *
	 * @param method the method
	 * @param path path and query
	 * @param form the body, encoded
	 * @param comment what the page says about it
	 */
	record Example(String method, String path, String form, String comment) {

		/**
		 * The same about a dead letter and a replay that exist. A snapshot is of a time
		 * when there was none: a replay goes on beside the other examples, and would take
		 * theirs.
		 */
		Example about(long id, long replay) {
			return new Example(this.method,
					this.path.replaceFirst("/dead-letters/\\d+", "/dead-letters/" + id)
						.replaceFirst("/replays/\\d+", "/replays/" + replay)
						.replaceFirst("snapshot=\\d+", "snapshot=0"),
					this.form, this.comment);
		}

	}

}
