package io.onsrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.event.Content;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.search.DeliveryState;
import io.onsrelay.search.MessageQuery;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.search.SearchFixture;
import io.onsrelay.search.index.IndexFixture;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestPostgres;
import io.onsrelay.store.TestStore;

/**
 * What the console asks of a large store: the first page of each kind of search, and the
 * queries of the overview. Messages are those of the fixtures under ids of their own; the
 * journal and the indexer write them as the service does, without its pauses.
 */
final class ConsoleRows {

	private static final int BATCH = 500;

	private static final int SEARCHES = 50;

	private static final double SEARCH_MS = 200;

	private static final double OVERVIEW_MS = 100;

	private final int messages;

	private final Dialect dialect;

	private int kept;

	ConsoleRows(int messages, Dialect dialect) {
		this.messages = messages;
		this.dialect = dialect;
	}

	List<Row> rows() {
		try {
			Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "console-");
			List<Row> rows = new ArrayList<>();
			try (TestStore store = TestStore.in(directory, this.dialect)) {
				rows.addAll(rows(store));
			}
			rows.addAll(new ConsoleServiceRows(directory, address(directory), this.kept).rows());
			return rows;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String address(Path directory) throws IOException {
		if (this.dialect.isShared()) {
			return TestPostgres.urlOf(directory);
		}
		try (Stream<Path> files = Files.list(directory)) {
			return "jdbc:sqlite:" + files.filter((file) -> file.toString().endsWith(".db")).findFirst().orElseThrow();
		}
	}

	private List<Row> rows(TestStore store) {
		IndexFixture fixture = new IndexFixture(store);
		long start = System.nanoTime();
		this.kept = fill(store, fixture);
		long filled = System.nanoTime();
		Bench.say("%,d messages are in the journal after %d s", this.kept, (filled - start) / 1_000_000_000);
		fixture.index();
		double seconds = (System.nanoTime() - filled) / 1e9;
		Bench.say("all are indexed after %.0f s", seconds);
		analyze(store);
		List<Row> rows = new ArrayList<>();
		MessageSearch search = SearchFixture.on(store, fixture);
		queries().forEach((name, query) -> rows
			.add(row("first page: " + name, SEARCH_MS, (i) -> search.page(query.apply(i), null, 50).items().size())));
		BacklogQuery backlogs = new BacklogQuery(store, Clock.systemUTC());
		rows.add(row("overview: backlogs, progress of the index, newest messages", OVERVIEW_MS,
				(_) -> backlogs.count().size() + (int) search.progress().behind()
						+ search.page(MessageQuery.ALL, null, 10).items().size()));
		rows.add(Row.figure("indexing behind ingest, without its pauses",
				"%.0f messages/s".formatted(this.messages / seconds),
				"%,d messages in %.0f s, one batch after another".formatted(this.messages, seconds)));
		return rows;
	}

	/**
	 * On PostgreSQL, a statement of the service ends after 3.5 seconds, and this one
	 * takes longer.
	 */
	private void analyze(TestStore store) {
		store.write((jdbc) -> {
			if (this.dialect == Dialect.POSTGRESQL) {
				jdbc.sql("SET LOCAL statement_timeout = 0").update();
			}
			return jdbc.sql("ANALYZE").update();
		});
	}

	/**
	 * Fills the store. A few messages are duplicates of others.
	 * @return how many are kept
	 */
	private int fill(TestStore store, IndexFixture fixture) {
		FixtureMessages fixtures = new FixtureMessages(this.messages);
		int kept = 0;
		AuditLog log = new AuditLog(this.dialect::isShared);
		for (int from = 0; from < this.messages; from += BATCH) {
			List<Message> batch = fixtures.range(from, Math.min(this.messages, from + BATCH));
			kept += store.write((jdbc) -> append(jdbc, fixture.journal(), log, batch));
		}
		for (int from = 1; from <= this.messages; from += 20_000) {
			int low = from;
			store.write((jdbc) -> jdbc.sql("""
					INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
						pending_since, state, due_at, attempts, finished_at, reason, detail)
					SELECT seq, 'slack/ops', 'all', coalesce(resource, id), occurred_at, received_at, received_at,
						CASE WHEN seq % 200 = 0 THEN 'dead' WHEN seq % 1000 = 1 THEN 'pending' ELSE 'delivered' END,
						received_at, 1, CASE WHEN seq % 1000 = 1 THEN NULL ELSE received_at END,
						CASE WHEN seq % 200 = 0 THEN 'server' END, CASE WHEN seq % 200 = 0 THEN '500' END
					FROM message WHERE seq >= :low AND seq < :low + 20000
					""").param("low", low).update());
		}
		return kept;
	}

	private static int append(JdbcClient jdbc, Journal journal, AuditLog log, List<Message> batch) {
		List<OptionalLong> seqs = journal.append(jdbc, batch);
		Map<Long, Message> records = new LinkedHashMap<>();
		for (int i = 0; i < batch.size(); i++) {
			if (seqs.get(i).isPresent()) {
				records.put(seqs.get(i).getAsLong(), batch.get(i));
			}
		}
		log.append(jdbc, "audit/default", records);
		return records.size();
	}

	private Map<String, IntFunction<MessageQuery>> queries() {
		Map<String, IntFunction<MessageQuery>> queries = new LinkedHashMap<>();
		queries.put("all", (_) -> MessageQuery.ALL);
		queries.put("an id of ONS", (i) -> MessageQuery.of(FixtureMessages.onsId((7919 * i) % this.messages)));
		queries.put("the OCID of a resource", (i) -> MessageQuery
			.of("ocid1.instance.oc1.eu-frankfurt-1.antheljsheron" + (i * 41) % FixtureMessages.RESOURCES));
		queries.put("a value that is not there", (i) -> MessageQuery.of("ocid1.instance.oc1..absent" + i));
		queries.put("a type", (_) -> MessageQuery.of("com.oraclecloud.computeapi.launchinstance.end"));
		queries.put("a common word", (_) -> MessageQuery.of("instance"));
		queries.put("two common words", (_) -> MessageQuery.of("instance frankfurt"));
		queries.put("a phrase", (_) -> MessageQuery.of("\"stage rehearsal\""));
		queries.put("a rare word", (i) -> MessageQuery.of("sample " + (7919 * i) % this.messages));
		queries.put("a word that is not there", (i) -> MessageQuery.of("nowhere" + i));
		queries.put("the beginning of words", (_) -> MessageQuery.of("heron*"));
		queries.put("a kind", (_) -> filter(Content.Kind.ALARM, null, null, null, null));
		queries.put("a severity", (_) -> filter(null, Severity.CRITICAL, null, null, null));
		queries.put("a time", (i) -> {
			Instant until = Fixtures.RECEIVED_AT.minusMillis(FixtureMessages.SPACING_MS * this.messages / 100 * i);
			return filter(null, null, until.minusSeconds(3_600), until, null);
		});
		queries.put("dead letters of a destination", (_) -> filter(null, null, null, null, DeliveryState.DEAD));
		queries.put("pending at a destination", (_) -> filter(null, null, null, null, DeliveryState.PENDING));
		queries.put("a common word among dead letters",
				(_) -> filter(null, null, null, null, DeliveryState.DEAD).withText("instance"));
		return queries;
	}

	@SuppressWarnings("NullAway") // the query takes null for each
	private static MessageQuery filter(Content.@Nullable Kind kind, @Nullable Severity severity, @Nullable Instant from,
			@Nullable Instant until, @Nullable DeliveryState state) {
		return new MessageQuery(null, from, until, kind, severity, null, null, null, null,
				(state != null) ? Destination.of("slack/ops") : null, state, null);
	}

	private Row row(String what, double limit, IntFunction<Integer> search) {
		double[] times = new double[SEARCHES];
		int found = 0;
		for (int i = 0; i < SEARCHES; i++) {
			long start = System.nanoTime();
			found += search.apply(i);
			times[i] = (System.nanoTime() - start) / 1e6;
		}
		double worst = Arrays.stream(times).max().orElseThrow();
		Arrays.sort(times);
		double p95 = times[(int) Math.ceil(0.95 * SEARCHES) - 1];
		Bench.say("%s: p95 %.1f ms", what, p95);
		return new Row(what, "p95 < %.0f ms".formatted(limit), p95 < limit, "p95 %.1f ms".formatted(p95),
				"%d searches, %d items; p50 %.1f ms, worst %.1f ms".formatted(SEARCHES, found, times[SEARCHES / 2],
						worst));
	}

}
