package io.onsrelay.store.maintenance;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestPostgres;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoredEvidence}.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class StoredEvidenceTests {

	private static final int STORED = 120;

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	@Test
	void readVisitsTheNewestFirst() {
		store();
		assertThat(read(null, 1000)).hasSize(STORED)
			.startsWith("1970-01-01T00:00:00.120Z {\"n\":120} body 120",
					"1970-01-01T00:00:00.119Z {\"n\":119} body 119")
			.doesNotHaveDuplicates();
		assertThat(read(null, 51)).hasSize(51).last().asString().endsWith("body 70");
	}

	@Test
	void readOfATopicVisitsItsMessagesOnly() {
		store();
		assertThat(read("ocid1.onstopic.ODD", 1000)).hasSize(STORED / 2).allMatch((text) -> text.matches(".*[13579]"));
		assertThat(read("ocid1.onstopic.another", 1000)).isEmpty();
	}

	private void store() {
		try (TestStore store = TestStore.in(this.directory, this.dialect)) {
			IntStream.rangeClosed(1, STORED).forEach((number) -> store(store, number));
		}
	}

	private static void store(TestStore store, int number) {
		store.write((jdbc) -> {
			jdbc.sql("""
					INSERT INTO message (seq, id, received_at, occurred_at, kind, malformed, topic)
					VALUES (:number, :id, :number, 0, 'PLAIN', FALSE, :topic)
					""")
				.param("number", number)
				.param("id", "id-" + number)
				.param("topic", (number % 2 == 1) ? "ocid1.onstopic.odd" : null)
				.update();
			return jdbc.sql("INSERT INTO message_body (seq, headers, body) VALUES (:number, :headers, :body)")
				.param("number", number)
				.param("headers", "{\"n\":%d}".formatted(number))
				.param("body", "body %d".formatted(number).getBytes(StandardCharsets.UTF_8))
				.update();
		});
	}

	private List<String> read(@Nullable String topic, int messages) {
		String url = (this.dialect == Dialect.SQLITE) ? "jdbc:sqlite:" + this.directory.resolve("relay.db")
				: TestPostgres.urlOf(this.directory);
		List<String> visited = new ArrayList<>();
		StoredEvidence.read(url, null, null, topic, messages,
				(Instant receivedAt, String headers, byte[] body) -> visited
					.add(receivedAt + " " + headers + " " + new String(body, StandardCharsets.UTF_8)));
		return visited;
	}

}
