package io.onsrelay.delivery.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
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
 * The queue is fast with a large backlog only while its statements use their partial
 * indexes.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class QueryPlanTests {

	private static final String NUMBERS = """
			WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < 20000)
			""";

	private static final Map<String, Object> PARAMETERS = Map.of("destination", "slack/ops", "now", 1L, "limit", 10,
			"leaseEnd", 2L, "lease", "x");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		this.store.write((jdbc) -> {
			jdbc.sql(NUMBERS + """
					INSERT INTO message (seq, id, received_at, occurred_at, kind, malformed)
					SELECT i, 'id' || i, i, i, 'EVENT', %s FROM number
					""".formatted((this.dialect == Dialect.SQLITE) ? "0" : "FALSE")).update();
			// A hundred deliveries wait behind each head, and a third of the heads is
			// due.
			jdbc.sql(NUMBERS + """
					INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
						pending_since, state, due_at)
					SELECT i, 'slack/ops', 'all', 'key' || (i / 100), i, i, i, 'pending',
						CASE WHEN i % 100 = 0 THEN i % 3 ELSE NULL END
					FROM number
					""").update();
			return jdbc.sql("ANALYZE").update();
		});
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void claimWalksOverWhatIsDue() {
		assertThat(plan(Claims.CLAIM_DUE)).contains("delivery_due");
		assertThat(plan(Claims.COUNT_DUE)).contains("delivery_due");
	}

	@Test
	void nextDueIsTheFirstOfTheIndex() {
		assertThat(plan(NextDueQuery.NEXT_DUE)).contains("delivery_due")
			.doesNotContainIgnoringCase("temp b-tree", "Sort");
		assertThat(plan(NextDueQuery.NEXT_LEASE_END)).contains("delivery_due");
	}

	@Test
	void probeIsTheFirstOfTheIndex() {
		assertThat(plan(Claims.CLAIM_FIRST)).contains("delivery_due").doesNotContainIgnoringCase("temp b-tree", "Sort");
	}

	@Test
	void makeDueNowWalksOverWhatWaits() {
		assertThat(plan(Claims.MAKE_DUE_NOW)).contains("delivery_due");
	}

	@Test
	void nextOfAKeyIsFoundByTheKey() {
		assertThat(plan(Completions.MAKE_NEXT_DUE.replace(":ids", "1, 2"))).contains("delivery_key");
	}

	@Test
	void deadLettersThatAreCountedAreInAnIndexOfTheirOwn() {
		this.store.write((jdbc) -> {
			jdbc.sql("UPDATE delivery SET state = 'dead', acknowledged_at = 1 WHERE id % 100 > 0").update();
			return jdbc.sql("ANALYZE").update();
		});
		assertThat(plan(BacklogQuery.COUNT)).contains("delivery_unacknowledged");
	}

	@Test
	void claimWritesNoIndexOnPostgresql() {
		Assumptions.assumeTrue(this.dialect == Dialect.POSTGRESQL, "SQLite has no heap-only updates");
		Map<String, @Nullable Object> updates = this.store.write((jdbc) -> {
			List<Map<String, @Nullable Object>> claimed = jdbc
				.sql(Claims.CLAIM_DUE.formatted(this.dialect.skipLocked()))
				.params(PARAMETERS)
				.query()
				.listOfRows();
			assertThat(claimed).hasSize(10);
			return jdbc.sql("""
					SELECT n_tup_upd AS updated, n_tup_hot_upd AS heap_only FROM pg_stat_xact_user_tables
					WHERE relid = to_regclass('delivery')
					""").query().singleRow();
		});
		assertThat(updates).containsEntry("updated", 10L).containsEntry("heap_only", 10L);
	}

	private String plan(String statement) {
		return this.store.plan(statement.formatted(this.dialect.skipLocked()), PARAMETERS);
	}

}
