package io.onsrelay.journal;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages expire beside ingest: what expires is found by an index, however many stay.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class ExpiryPlanTests {

	private static final String NUMBERS = """
			WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < 20000)
			""";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		boolean sqlite = this.dialect == Dialect.SQLITE;
		this.store.write((jdbc) -> {
			jdbc.sql(NUMBERS + """
					INSERT INTO message (seq, id, received_at, occurred_at, kind, malformed)
					SELECT i, 'id' || i, i, i, 'EVENT', %s FROM number
					""".formatted(sqlite ? "0" : "FALSE")).update();
			jdbc.sql(NUMBERS + """
					INSERT INTO message_key (key, message_id, received_at) SELECT %s, 'id' || i, i FROM number
					""".formatted(sqlite ? "CAST(i AS BLOB)" : "decode(lpad(to_hex(i), 8, '0'), 'hex')")).update();
			return jdbc.sql("ANALYZE").update();
		});
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void expiredMessagesAreTheFirstOfAnIndex() {
		// PostgreSQL sorts only those of one millisecond
		assertThat(plan(Journal.EXPIRED)).contains("message_received")
			.doesNotContainIgnoringCase("temp b-tree", "Seq Scan");
	}

	@Test
	void expiredKeysAreTheFirstOfAnIndex() {
		assertThat(plan(Journal.FORGET_KEYS)).contains("message_key_received")
			.doesNotContainIgnoringCase("temp b-tree", "Sort");
	}

	private String plan(String statement) {
		return this.store.plan(statement, Map.of("before", 100L, "limit", 10, "skipped", 0));
	}

}
