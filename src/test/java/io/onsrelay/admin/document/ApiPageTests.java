package io.onsrelay.admin.document;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.admin.OutboxRows;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/api.md are answered.
 */
class ApiPageTests {

	private static final Path PAGE = Path.of("docs/api.md");

	private static final Pattern EXAMPLE = Pattern
		.compile("(?m)^curl -u (admin|reader) (?:-X (\\w+) )?\"\\$RELAY([^\"]+)\"$");

	private static IngestServer server;

	private static long dead;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.admin.reader.password=readers-password");
		dead = new OutboxRows(server.bean(Store.class)).dead("slack/ops", "auth", "no_service");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	static List<List<String>> examples() throws IOException {
		return EXAMPLE.matcher(Files.readString(PAGE))
			.results()
			.map((found) -> List.of(found.group(1), (found.group(2) != null) ? found.group(2) : "GET", found.group(3)))
			.toList();
	}

	@Test
	void everyCurlOfThePageIsAnExample() throws IOException {
		assertThat(examples())
			.hasSize((int) Files.readString(PAGE).lines().filter((line) -> line.startsWith("curl ")).count())
			.hasSizeGreaterThan(5);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void exampleIsAnswered(List<String> example) {
		HttpResponse<String> response = server
			.send(server.to(example.get(2).replaceFirst("/dead-letters/\\d+", "/dead-letters/" + dead))
				.header("Authorization",
						example.get(0).equals("admin") ? IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD)
								: IngestServer.basic("reader", "readers-password"))
				.method(example.get(1), BodyPublishers.noBody()));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

}
