package io.onsrelay.search;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.presentation.Presenters;
import io.onsrelay.search.SearchCandidates.Range;
import io.onsrelay.search.index.IndexFixture;
import io.onsrelay.search.index.TextQuery;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a search looks at must not depend on how common a word is. There are 70,000
 * messages: one word is in the older half, one in each hundredth, one in the oldest only.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class SearchPlanTests {

	private static final int MESSAGES = 70_000;

	private static final Range ALL = new Range(MESSAGES, 1);

	private static final String NUMBERS = """
			WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < %d)
			""".formatted(MESSAGES);

	private static final String WORDS = """
			CASE WHEN i < 35000 THEN 'commonold ' ELSE '' END || CASE WHEN i %% 100 = 0 THEN 'seldom ' ELSE '' END
				|| CASE WHEN i = 1 THEN 'rare ' ELSE '' END || 'always w' || i
			""".replace("%%", "%");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		this.store.write((jdbc) -> jdbc.sql(NUMBERS + """
				INSERT INTO message (seq, id, received_at, occurred_at, kind, malformed)
				SELECT i, '00000000-0000-7000-8000-' || substr(CAST(1000000000000 + i AS TEXT), 2), i, i, 'EVENT', %s
				FROM number
				""".formatted((this.dialect == Dialect.SQLITE) ? "0" : "FALSE")).update());
		if (this.dialect == Dialect.SQLITE) {
			this.store.write((jdbc) -> {
				jdbc.sql(NUMBERS + "INSERT INTO message_summary SELECT i, 'INFO', 'INFO', 'title' FROM number")
					.update();
				return jdbc.sql(NUMBERS + "INSERT INTO message_text (rowid, words) SELECT i, " + WORDS + " FROM number")
					.update();
			});
		}
		else {
			for (int from = 0; from < MESSAGES; from += 10_000) {
				int first = from;
				this.store.write((jdbc) -> jdbc.sql(NUMBERS + """
						INSERT INTO message_summary
						SELECT i, 'INFO', 'INFO', 'title',
							CAST('''#a' || (i >> 10) || ''' ''#b' || (i >> 15) || ''' ' || %s AS TSVECTOR)
						FROM number WHERE i > :from AND i <= :from + 10000
						""".formatted(WORDS)).param("from", first).update());
			}
		}
		this.store.write((jdbc) -> {
			jdbc.sql(NUMBERS + "INSERT INTO message_term SELECT i >> 16, i % 7, i FROM number").update();
			jdbc.sql("""
					INSERT INTO message_index (id, format, position, indexed_to, rebuild_to, lease_end)
					VALUES (1, 1, :all, :all, 0, 0)
					""").param("all", MESSAGES).update();
			return jdbc.sql("ANALYZE").update();
		});
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void wordsAreFoundByTheIndexOfWordsHoweverCommonTheyAre() {
		for (String word : List.of("commonold", "seldom", "rare", "absent", "always", "always seldom",
				"\"always w7\"")) {
			SearchCandidates candidates = new SearchCandidates.WithWords(TextQuery.of(word));
			long before = MESSAGES + 1;
			while (before > 1) {
				String plan = plan(candidates, before);
				if (this.dialect == Dialect.SQLITE) {
					// M is the match, and the rest the bounds of the number, in the order
					// of
					// the number
					assertThat(plan).as(word).contains("VIRTUAL TABLE INDEX").doesNotContain("TEMP B-TREE");
				}
				else {
					assertThat(plan).as(word)
						.contains("Bitmap Index Scan on message_summary_words")
						.doesNotContain("Seq Scan", "message_summary_pkey", "message_received");
				}
				before = Math.max(1, candidates.low(this.dialect, before, ALL));
			}
		}
	}

	@Test
	void wordsAreFoundNewestFirstHoweverCommonTheyAre() {
		MessageSearch search = new MessageSearch(this.store, new IndexFixture(this.store).journal(),
				Presenters.standard(), new IndexFixture(this.store).table());
		assertThat(seqs(search, "commonold")).containsExactly(34_999L, 34_998L, 34_997L);
		assertThat(seqs(search, "seldom")).containsExactly(70_000L, 69_900L, 69_800L);
		assertThat(seqs(search, "rare")).containsExactly(1L);
		assertThat(seqs(search, "absent")).isEmpty();
		assertThat(seqs(search, "always")).containsExactly(70_000L, 69_999L, 69_998L);
		assertThat(seqs(search, "commonold rare")).containsExactly(1L);
	}

	@Test
	void valuesAreFoundByTheirKey() {
		String plan = plan(new SearchCandidates.WithTerm(List.of(3L)), MESSAGES + 1);
		assertThat(plan)
			.containsIgnoringCase((this.dialect == Dialect.SQLITE) ? "USING PRIMARY KEY" : "message_term_pkey")
			.doesNotContain("TEMP B-TREE", "Seq Scan", "Sort");
	}

	@Test
	void deadLettersAreFoundInTheOrderOfTheirMessages() {
		this.store.write((jdbc) -> {
			jdbc.sql(NUMBERS + """
					INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
						pending_since, state)
					SELECT i, 'slack/ops', 'all', 'k', i, i, i, CASE WHEN i % 50 = 0 THEN 'dead' ELSE 'delivered' END
					FROM number
					""").update();
			return jdbc.sql("ANALYZE").update();
		});
		assertThat(plan(new SearchCandidates.WithDead(), MESSAGES + 1)).contains("delivery_dead_message")
			.doesNotContain("TEMP B-TREE FOR ORDER BY", "Seq Scan");
		assertThat(plan(new SearchCandidates.WithPending(), MESSAGES + 1)).containsPattern("delivery_(key|due)")
			.doesNotContain("Seq Scan on delivery");
	}

	@Test
	void allMessagesAreReadInTheirOrder() {
		assertThat(plan(new SearchCandidates.All(), MESSAGES + 1)).doesNotContain("TEMP B-TREE", "Sort", "Seq Scan");
	}

	private static List<Long> seqs(MessageSearch search, String text) {
		// Without the journal's bodies, titles come from the index
		return search.page(MessageQuery.of(text), null, 3).items().stream().map(MessageSummary::seq).toList();
	}

	private String plan(SearchCandidates candidates, long before) {
		long low = candidates.low(this.dialect, before, ALL);
		Map<String, Object> parameters = new HashMap<>(candidates.parameters(this.dialect, low, before));
		parameters.putAll(Map.of("before", before, "low", Math.max(1, low), "limit", 51));
		return this.store.plan(candidates.sql(this.dialect), parameters);
	}

}
