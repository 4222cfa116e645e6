package io.onsrelay.search.index;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.BodyCopies;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Portions;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The tables of the index. Where a body is erased, its words and values go in the same
 * commit, and what is left of the message is indexed anew.
 */
public final class IndexTable implements BodyCopies {

	/**
	 * The format that this release writes. What an older one has written is built anew.
	 */
	static final int FORMAT = 1;

	/**
	 * How long a replica may write the index without saying so again.
	 */
	static final Duration LEASE = Duration.ofSeconds(30);

	private static final Set<String> LOCK = Set.of("message index");

	private static final String STATE = "SELECT format, position, indexed_to, rebuild_to FROM message_index";

	private static final String NOT_INDEXED = """
			SELECT message.seq FROM message
			WHERE message.seq > :position AND (message.seq <= :rebuildTo OR NOT EXISTS (
				SELECT 1 FROM message_summary WHERE message_summary.seq = message.seq))
			ORDER BY message.seq LIMIT :limit
			""";

	private static final String INSERT_SUMMARIES = """
			INSERT INTO message_summary (seq, severity, status, title) VALUES :rows
			ON CONFLICT (seq) DO UPDATE
			SET severity = excluded.severity, status = excluded.status, title = excluded.title
			""";

	private static final String INSERT_SUMMARIES_WITH_WORDS = """
			INSERT INTO message_summary (seq, severity, status, title, words)
			SELECT column1, column2, column3, column4, CAST(column5 AS TSVECTOR) FROM (VALUES :rows) AS entry
			ON CONFLICT (seq) DO UPDATE
			SET severity = excluded.severity, status = excluded.status, title = excluded.title, words = excluded.words
			""";

	private static final String INSERT_WORDS = "INSERT INTO message_text (rowid, words) VALUES :rows";

	private static final String INSERT_TERMS = """
			INSERT INTO message_term (block, term, seq) VALUES :rows ON CONFLICT (block, term, seq) DO NOTHING
			""";

	private static final String ADVANCE = """
			INSERT INTO message_index (id, format, position, indexed_to, rebuild_to, lease_end)
			VALUES (1, :format, :position, :indexedTo, :rebuildTo, 0)
			ON CONFLICT (id) DO UPDATE SET format = excluded.format, position = excluded.position,
				indexed_to = excluded.indexed_to, rebuild_to = excluded.rebuild_to
			""";

	private static final String CLAIM = """
			INSERT INTO message_index (id, format, position, indexed_to, rebuild_to, holder, lease_end)
			VALUES (1, :format, 0, 0, 0, :holder, :end)
			ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, lease_end = excluded.lease_end
			WHERE message_index.holder IS NULL OR message_index.holder = excluded.holder
				OR message_index.lease_end <= :now
			""";

	private static final String EXPIRED = """
			SELECT message_summary.seq FROM message_summary
			WHERE message_summary.seq > :from AND message_summary.seq <= :to
				AND NOT EXISTS (SELECT 1 FROM message WHERE message.seq = message_summary.seq)
			ORDER BY message_summary.seq LIMIT :limit
			""";

	private static final String EXPIRE_TERMS = """
			DELETE FROM message_term WHERE (block, term, seq) IN (
				SELECT block, term, seq FROM message_term WHERE block < :block ORDER BY block, term, seq LIMIT :limit)
			""";

	private static final String ERASE_TERMS = "DELETE FROM message_term WHERE block = :block AND seq = :seq";

	private static final String FIND_TERM = """
			SELECT seq FROM message_term WHERE block = :block AND term = :term ORDER BY seq DESC LIMIT :limit
			""";

	private final Store store;

	/**
	 * Creates it.
	 * @param store the store
	 */
	public IndexTable(Store store) {
		this.store = store;
	}

	/**
	 * Return how far the index is.
	 * @param jdbc a connection
	 * @return the state
	 */
	public static IndexState state(JdbcClient jdbc) {
		return jdbc.sql(STATE)
			.query((row, _) -> new IndexState(row.getInt("format"), row.getLong("position"), row.getLong("indexed_to"),
					row.getLong("rebuild_to")))
			.optional()
			.orElse(new IndexState(FORMAT, 0, 0, 0));
	}

	/**
	 * Has the index built anew from the first message on. What is indexed stays until it
	 * is replaced.
	 */
	public void rebuild() {
		this.store.write(UnitOfWork.locking(LOCK,
				(jdbc) -> jdbc.sql("UPDATE message_index SET format = :format, position = 0, rebuild_to = indexed_to")
					.param("format", FORMAT)
					.update()));
	}

	/**
	 * Finds the newest messages with a value.
	 * @param jdbc a connection
	 * @param term the digest of the value
	 * @param newest the newest message
	 * @param oldest the oldest message
	 * @param limit how many at most
	 * @return their numbers, the newest first
	 */
	public static List<Long> find(JdbcClient jdbc, long term, long newest, long oldest, int limit) {
		List<Long> found = new ArrayList<>();
		for (long block = Term.block(newest); block >= Term.block(oldest) && found.size() < limit; block--) {
			found.addAll(jdbc.sql(FIND_TERM)
				.param("block", block)
				.param("term", term)
				.param("limit", limit - found.size())
				.query(Long.class)
				.list());
		}
		return found;
	}

	/**
	 * Return the next messages to index, in the order of their numbers.
	 */
	List<Long> next(IndexState state, int limit) {
		return this.store.read((jdbc) -> jdbc.sql(NOT_INDEXED)
			.param("position", state.position())
			.param("rebuildTo", state.rebuildTo())
			.param("limit", limit)
			.query(Long.class)
			.list());
	}

	/**
	 * Claims the index for a replica, where several share the store.
	 * @return whether this replica may write it now
	 */
	boolean claim(String holder, Instant now) {
		return this.store.write((jdbc) -> jdbc.sql(CLAIM)
			.param("format", FORMAT)
			.param("holder", holder)
			.param("end", now.plus(LEASE).toEpochMilli())
			.param("now", now.toEpochMilli())
			.update()) > 0;
	}

	/**
	 * Writes entries.
	 * @param entries the entries
	 * @param before the state that they follow
	 * @param after the state with them
	 * @return {@code false} if another replica, or a rebuild, has changed the state
	 * since: then nothing is written
	 */
	boolean write(List<IndexEntry> entries, IndexState before, IndexState after) {
		return this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> {
			if (!state(jdbc).equals(before)) {
				return false;
			}
			writeTexts(jdbc, entries, before.rebuildTo());
			List<Object[]> terms = entries.stream()
				.flatMap((entry) -> entry.terms()
					.stream()
					.map((term) -> new Object[] { Term.block(entry.seq()), term, entry.seq() }))
				.sorted((one, other) -> Long.compare((long) one[1], (long) other[1]))
				.toList();
			Portions.of(terms).forEach((rows) -> jdbc.sql(INSERT_TERMS).param("rows", rows).update());
			return advance(jdbc, after);
		}));
	}

	private static boolean advance(JdbcClient jdbc, IndexState state) {
		return jdbc.sql(ADVANCE)
			.param("format", state.format())
			.param("position", state.position())
			.param("indexedTo", state.indexedTo())
			.param("rebuildTo", state.rebuildTo())
			.update() > 0;
	}

	@Override
	public Set<String> locks() {
		return LOCK;
	}

	/**
	 * Deletes the entry of a message, and has it made anew. The state changes in any
	 * case, so that an entry is not written that was made of the body before.
	 */
	@Override
	public void erase(JdbcClient jdbc, long messageSeq) {
		deleteEntries(jdbc, List.of(messageSeq));
		jdbc.sql(ERASE_TERMS).param("block", Term.block(messageSeq)).param("seq", messageSeq).update();
		IndexState before = state(jdbc);
		IndexState after = new IndexState(before.format(), Math.min(before.position(), messageSeq - 1),
				before.indexedTo(), Math.max(before.rebuildTo(), messageSeq));
		advance(jdbc, !after.equals(before) ? after
				: new IndexState(before.format(), before.position(), before.indexedTo(), before.rebuildTo() + 1));
	}

	private void writeTexts(JdbcClient jdbc, List<IndexEntry> entries, long rebuildTo) {
		for (List<IndexEntry> portion : Portions.of(entries)) {
			if (this.store.dialect() == Dialect.POSTGRESQL) {
				jdbc.sql(INSERT_SUMMARIES_WITH_WORDS)
					.param("rows",
							portion.stream()
								.map((entry) -> new Object[] { entry.seq(), entry.severity().name(),
										entry.status().name(), entry.title(), vector(entry) })
								.toList())
					.update();
				continue;
			}
			if (portion.getFirst().seq() <= rebuildTo) {
				deleteWords(jdbc, portion.stream().map(IndexEntry::seq).toList());
			}
			jdbc.sql(INSERT_SUMMARIES)
				.param("rows",
						portion.stream()
							.map((entry) -> new Object[] { entry.seq(), entry.severity().name(), entry.status().name(),
									entry.title() })
							.toList())
				.update();
			jdbc.sql(INSERT_WORDS)
				.param("rows",
						portion.stream()
							.map((entry) -> new Object[] { entry.seq(), String.join(" ", entry.words()) })
							.toList())
				.update();
		}
	}

	private static void deleteWords(JdbcClient jdbc, Collection<Long> seqs) {
		jdbc.sql("DELETE FROM message_text WHERE rowid IN (:seqs)").param("seqs", seqs).update();
	}

	private static String vector(IndexEntry entry) {
		Map<String, List<Integer>> positions = new LinkedHashMap<>();
		int position = 0;
		for (String word : entry.words()) {
			position++;
			positions.computeIfAbsent(word, (_) -> new ArrayList<>()).add(position);
		}
		return positions.entrySet()
			.stream()
			.map((word) -> "'%s':%s".formatted(word.getKey(),
					word.getValue().stream().map(String::valueOf).collect(Collectors.joining(","))))
			.collect(Collectors.joining(" ", SearchBlock.words(entry.seq()) + " ", ""));
	}

	/**
	 * Finds entries of messages that the journal does not have any more.
	 * @param from after this number
	 * @param to up to this number
	 * @param limit how many at most
	 * @return the numbers of the messages
	 */
	List<Long> expired(long from, long to, int limit) {
		return this.store.read((jdbc) -> jdbc.sql(EXPIRED)
			.param("from", from)
			.param("to", to)
			.param("limit", limit)
			.query(Long.class)
			.list());
	}

	/**
	 * Deletes entries, except the digests of their values.
	 */
	void delete(List<Long> seqs) {
		this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> {
			deleteEntries(jdbc, seqs);
			return seqs.size();
		}));
	}

	private void deleteEntries(JdbcClient jdbc, List<Long> seqs) {
		if (this.store.dialect() == Dialect.SQLITE) {
			deleteWords(jdbc, seqs);
		}
		jdbc.sql("DELETE FROM message_summary WHERE seq IN (:seqs)").param("seqs", seqs).update();
	}

	/**
	 * Deletes digests of values, in blocks that have no message any more.
	 * @return how many were deleted
	 */
	int deleteTerms(int limit) {
		Long oldest = this.store.read((jdbc) -> jdbc.sql("SELECT min(seq) FROM message").query(Long.class).optional())
			.orElse(null);
		if (oldest == null || Term.block(oldest) == 0) {
			return 0;
		}
		boolean any = this.store
			.read((jdbc) -> jdbc.sql("SELECT 1 FROM message_term WHERE block < :block LIMIT 1")
				.param("block", Term.block(oldest))
				.query(Integer.class)
				.optional())
			.isPresent();
		return any ? this.store.write(UnitOfWork.locking(LOCK,
				(jdbc) -> jdbc.sql(EXPIRE_TERMS).param("block", Term.block(oldest)).param("limit", limit).update()))
				: 0;
	}

	/**
	 * Return up to which number messages are complete: a transaction of another replica
	 * may still add one with a number below the newest.
	 */
	Snapshot snapshot() {
		return this.store.read((jdbc) -> (this.store.dialect() == Dialect.POSTGRESQL)
				? jdbc.sql("""
						SELECT (SELECT max(seq) FROM message) AS newest,
							CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT) AS oldest_running,
							CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT) AS next
						""")
					.query((row, _) -> new Snapshot(row.getLong("newest"), row.getLong("oldest_running"),
							row.getLong("next")))
					.single()
				: new Snapshot(jdbc.sql("SELECT coalesce(max(seq), 0) FROM message").query(Long.class).single(), 1, 1));
	}

	/**
	 * What a moment has shown of the journal.
	 *
	 * @param newest the newest message; zero if there is none
	 * @param oldestRunning the oldest transaction that ran
	 * @param next the number of the next transaction
	 */
	record Snapshot(long newest, long oldestRunning, long next) {
	}

}
