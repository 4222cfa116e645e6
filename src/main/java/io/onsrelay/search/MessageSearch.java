package io.onsrelay.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.Severity;
import io.onsrelay.journal.Journal;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.search.SearchCandidates.Range;
import io.onsrelay.search.index.IndexState;
import io.onsrelay.search.index.IndexTable;
import io.onsrelay.search.index.TextQuery;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;

/**
 * Finds messages, page by page, the newest first. Pages are stable: messages that arrive
 * while an operator turns them shift nothing. A page costs a bounded amount of work, and
 * nothing counts what matches.
 */
public final class MessageSearch {

	/**
	 * The most messages on a page.
	 */
	public static final int MAX_PAGE_SIZE = 200;

	private static final char CURSOR = 'm';

	/**
	 * How many messages a page looks at, at most, about.
	 */
	private static final int MAX_LOOKED_AT = 20_000;

	/**
	 * How many statements a page runs, at most.
	 */
	private static final int MAX_STEPS = 1_000;

	private static final int FIRST_STEP = 250;

	private static final int LARGEST_STEP = 5_000;

	/**
	 * Messages are numbered in the order of their commits, which is nearly that of their
	 * receipt.
	 */
	private static final Duration DISORDER = Duration.ofMinutes(10);

	private static final Pattern UUID_AT_END = Pattern
		.compile("(?i)(?:https?://\\S+/)?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})");

	private static final String SUMMARIES = """
			SELECT message.seq, id, received_at, occurred_at, kind, malformed, topic, type, resource, compartment,
				title, severity, status
			FROM message LEFT JOIN message_summary ON message_summary.seq = message.seq
			WHERE message.seq IN (:seqs)
			""";

	private static final String DELIVERIES = """
			SELECT message_seq, state, count(*) AS deliveries FROM delivery
			WHERE message_seq IN (:seqs) GROUP BY message_seq, state
			""";

	private static final String LATEST_BY_TIME = """
			SELECT max(seq) FROM (
				SELECT seq FROM message WHERE received_at <= :time ORDER BY received_at DESC LIMIT 1000) AS latest
			""";

	private static final String EARLIEST_BY_TIME = """
			SELECT min(seq) FROM (
				SELECT seq FROM message WHERE received_at >= :time ORDER BY received_at LIMIT 1000) AS earliest
			""";

	private static final String FEW_PENDING = """
			SELECT count(*) FROM (SELECT 1 FROM delivery WHERE state = 'pending' LIMIT :limit) AS pending
			""";

	private static final String RECEIVED = """
			SELECT received_at FROM message WHERE seq >= :seq ORDER BY seq LIMIT 1
			""";

	private final Store store;

	private final Journal journal;

	private final Presenter presenter;

	private final IndexTable index;

	MessageSearch(Store store, Journal journal, Presenter presenter, IndexTable index) {
		this.store = store;
		this.journal = journal;
		this.presenter = presenter;
		this.index = index;
	}

	/**
	 * Return the next page of the messages that match.
	 * @param query which messages
	 * @param cursor {@link MessagePage#next()} of the page before, under the same query;
	 * {@code null} for the first page
	 * @param limit how many messages at most, from 1 to {@link #MAX_PAGE_SIZE}
	 * @return the page
	 * @throws IllegalArgumentException if the cursor or the text is none that this can
	 * read, with a sentence for the user
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public MessagePage page(MessageQuery query, @Nullable String cursor, int limit) {
		if (limit < 1 || limit > MAX_PAGE_SIZE) {
			throw new IllegalArgumentException("limit must be between 1 and %d.".formatted(MAX_PAGE_SIZE));
		}
		long before = PageCursor.read(CURSOR, cursor);
		String text = query.text();
		OptionalLong named = (text != null) ? named(text) : OptionalLong.empty();
		Range all = this.store.read((jdbc) -> range(jdbc, query));
		boolean exact = named.isPresent() || (text != null && isValue(text, all));
		if (text != null && !exact && TextQuery.of(text).isEmpty()) {
			return new MessagePage(List.of(), null, null, false);
		}
		boolean fewPending = query.state() == DeliveryState.PENDING && this.store.read((jdbc) -> jdbc.sql(FEW_PENDING)
			.param("limit", SearchCandidates.WithPending.FEW + 1)
			.query(Integer.class)
			.single()) <= SearchCandidates.WithPending.FEW;
		Walk walk = new Walk(limit + 1, before);
		if (named.isPresent()) {
			MessageQuery rest = query.withText(null);
			walk.go(new SearchCandidates.All(), SearchPlan.of(rest, false, false, this.store.dialect()),
					new Range(named.getAsLong(), named.getAsLong()), true);
		}
		else {
			walk(walk, SearchPlan.of(query, exact, fewPending, this.store.dialect()), all);
		}
		return page(walk, limit, exact);
	}

	private void walk(Walk walk, SearchPlan plan, Range all) {
		long indexedTo = this.store.read(IndexTable::state).indexedTo();
		if (plan.recentConditions() != null) {
			walk.go(plan.indexed().isIndexed() ? new SearchCandidates.All() : plan.indexed(), plan,
					new Range(all.newest(), Math.max(all.oldest(), indexedTo + 1)), false);
		}
		walk.go(plan.indexed(), plan, new Range(Math.min(all.newest(), indexedTo), all.oldest()), true);
	}

	private MessagePage page(Walk walk, int limit, boolean exact) {
		List<Long> found = walk.found;
		List<Long> seqs = found.subList(0, Math.min(limit, found.size()));
		List<MessageSummary> items = summaries(seqs);
		if (found.size() > limit) {
			return new MessagePage(items, PageCursor.of(CURSOR, seqs.getLast()), null, exact);
		}
		if (walk.stopped) {
			Instant searchedTo = this.store
				.read((jdbc) -> jdbc.sql(RECEIVED)
					.param("seq", walk.before)
					.query((row, _) -> Instant.ofEpochMilli(row.getLong(1)))
					.optional())
				.orElse(null);
			return new MessagePage(items, PageCursor.of(CURSOR, walk.before), searchedTo, exact);
		}
		return new MessagePage(items, null, null, exact);
	}

	/**
	 * Finds the message that a text names: by its id, or the address of its page.
	 */
	private OptionalLong named(String text) {
		Matcher matcher = UUID_AT_END.matcher(text.strip());
		return matcher.matches() ? find(MessageId.of(matcher.group(1).toLowerCase(Locale.ROOT))) : OptionalLong.empty();
	}

	/**
	 * Return whether a text is a value of a message as a whole.
	 */
	private boolean isValue(String text, Range all) {
		if (text.chars().anyMatch(Character::isWhitespace) || text.indexOf('"') >= 0 || text.endsWith("*")) {
			return false;
		}
		SearchPlan plan = SearchPlan.of(MessageQuery.of(text), true, false, this.store.dialect());
		Walk walk = new Walk(1, Long.MAX_VALUE);
		walk(walk, plan, all);
		return !walk.found.isEmpty();
	}

	private static Range range(JdbcClient jdbc, MessageQuery query) {
		long newest = (query.until() != null)
				? bound(jdbc, LATEST_BY_TIME, query.until().plus(DISORDER).toEpochMilli(), 0)
				: jdbc.sql("SELECT coalesce(max(seq), 0) FROM message").query(Long.class).single();
		long oldest = (query.from() != null)
				? bound(jdbc, EARLIEST_BY_TIME, query.from().minus(DISORDER).toEpochMilli(), Long.MAX_VALUE)
				: jdbc.sql("SELECT coalesce(min(seq), 1) FROM message").query(Long.class).single();
		return new Range(newest, oldest);
	}

	private static long bound(JdbcClient jdbc, String sql, long time, long none) {
		return jdbc.sql(sql)
			.param("time", time)
			.query((row, _) -> (row.getObject(1) != null) ? row.getLong(1) : none)
			.single();
	}

	private List<MessageSummary> summaries(Collection<Long> seqs) {
		if (seqs.isEmpty()) {
			return List.of();
		}
		Map<Long, SortedMap<DeliveryState, Integer>> deliveries = new HashMap<>();
		Map<Long, Function<Presented, MessageSummary>> rows = new HashMap<>();
		Map<Long, Presented> presented = new HashMap<>();
		this.store.read((jdbc) -> {
			jdbc.sql(DELIVERIES)
				.param("seqs", seqs)
				.query((row, _) -> deliveries.computeIfAbsent(row.getLong("message_seq"), (_) -> new TreeMap<>())
					.put(DeliveryState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
							row.getInt("deliveries")))
				.list();
			return jdbc.sql(SUMMARIES).param("seqs", seqs).query((row, _) -> {
				long seq = row.getLong("seq");
				presented(row).ifPresent((one) -> presented.put(seq, one));
				return rows.put(seq, summary(row, deliveries.getOrDefault(seq, new TreeMap<>())));
			}).list();
		});
		List<Long> others = seqs.stream()
			.filter((seq) -> rows.containsKey(seq) && !presented.containsKey(seq))
			.toList();
		this.journal.find(others).forEach((seq, message) -> presented.put(seq, presented(message)));
		return seqs.stream()
			.filter((seq) -> rows.containsKey(seq) && presented.containsKey(seq))
			.map((seq) -> Objects.requireNonNull(rows.get(seq)).apply(Objects.requireNonNull(presented.get(seq))))
			.toList();
	}

	private Presented presented(Message message) {
		Presentation presentation = this.presenter.present(message);
		return new Presented(presentation.title(), presentation.severity(), presentation.status());
	}

	private static Optional<Presented> presented(ResultSet row) throws SQLException {
		String title = row.getString("title");
		return (title != null) ? Optional.of(new Presented(title, Severity.valueOf(row.getString("severity")),
				Presentation.Status.valueOf(row.getString("status")))) : Optional.empty();
	}

	private Function<Presented, MessageSummary> summary(ResultSet row, SortedMap<DeliveryState, Integer> deliveries)
			throws SQLException {
		long seq = row.getLong("seq");
		MessageId id = MessageId.of(row.getString("id"));
		Instant receivedAt = Instant.ofEpochMilli(row.getLong("received_at"));
		Instant occurredAt = Instant.ofEpochMilli(row.getLong("occurred_at"));
		Content.Kind kind = Content.Kind.valueOf(row.getString("kind"));
		boolean malformed = row.getBoolean("malformed");
		String topic = row.getString("topic");
		String type = shown(row.getString("type"));
		String resource = shown(row.getString("resource"));
		String compartment = shown(row.getString("compartment"));
		return (presented) -> new MessageSummary(seq, id, receivedAt, occurredAt, kind, malformed, presented.title(),
				presented.severity(), presented.status(), topic, type, resource, compartment, deliveries);
	}

	private @Nullable String shown(@Nullable String value) {
		return (value != null) ? this.presenter.withoutSecrets(value) : null;
	}

	/**
	 * Return what a list shows of a message.
	 * @param seq its number in the journal
	 * @return the summary; empty if the journal does not have it
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public Optional<MessageSummary> summary(long seq) {
		return summaries(List.of(seq)).stream().findFirst();
	}

	/**
	 * Return the cursor from which on a search finds the messages up to a number.
	 * @param seq a number in the journal
	 * @return the cursor: what was accepted later is not found
	 */
	public static String upTo(long seq) {
		return PageCursor.of(CURSOR, seq + 1);
	}

	/**
	 * Return the number of the newest message in the journal.
	 * @return the number; empty if there is none
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public OptionalLong newest() {
		long newest = this.store
			.read((jdbc) -> jdbc.sql("SELECT coalesce(max(seq), 0) FROM message").query(Long.class).single());
		return (newest > 0) ? OptionalLong.of(newest) : OptionalLong.empty();
	}

	/**
	 * Finds a message by its id.
	 * @param id the id of this service
	 * @return its number in the journal; empty if there is none
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public OptionalLong find(MessageId id) {
		return this.store
			.read((jdbc) -> jdbc.sql("SELECT seq FROM message WHERE id = :id")
				.param("id", id.toString())
				.query(Long.class)
				.optional())
			.map(OptionalLong::of)
			.orElse(OptionalLong.empty());
	}

	/**
	 * Return how far the index is.
	 * @return the progress
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public IndexProgress progress() {
		return this.store.read((jdbc) -> {
			IndexState state = IndexTable.state(jdbc);
			Instant indexedTo = jdbc.sql("SELECT received_at FROM message WHERE seq <= :seq ORDER BY seq DESC LIMIT 1")
				.param("seq", state.indexedTo())
				.query((row, _) -> Instant.ofEpochMilli(row.getLong(1)))
				.optional()
				.orElse(null);
			long newest = jdbc.sql("SELECT coalesce(max(seq), 0) FROM message").query(Long.class).single();
			return new IndexProgress(indexedTo, Math.max(0, newest - state.indexedTo()), state.rebuildTo() > 0);
		});
	}

	/**
	 * Has the index built anew, behind ingest. Until it is complete, messages are found
	 * by what was indexed before.
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be written
	 * now
	 */
	public void rebuild() {
		this.index.rebuild();
	}

	/**
	 * How a message is shown in a list.
	 *
	 * @param title its title
	 * @param severity its severity
	 * @param status its status
	 */
	private record Presented(String title, Severity severity, Presentation.Status status) {
	}

	/**
	 * Goes back through the journal until enough is found or enough is looked at.
	 */
	private final class Walk {

		private final int wanted;

		private final List<Long> found = new ArrayList<>();

		/** Everything from this number on is looked at. */
		private long before;

		private int lookedAt;

		private int steps;

		private boolean stopped;

		Walk(int wanted, long before) {
			this.wanted = wanted;
			this.before = before;
		}

		/**
		 * Looks at a range of numbers, below what was looked at before.
		 */
		void go(SearchCandidates candidates, SearchPlan plan, Range range, boolean indexed) {
			if (this.stopped || this.found.size() >= this.wanted) {
				return;
			}
			this.before = Math.min(this.before, Math.max(range.newest() + 1, 0));
			List<String> conditions = indexed ? plan.conditions()
					: Objects.requireNonNullElse(plan.recentConditions(), List.of());
			int size = conditions.isEmpty() ? this.wanted : Math.max(this.wanted, FIRST_STEP);
			while (!range.isEmpty() && this.before > range.oldest() && this.found.size() < this.wanted
					&& !this.stopped) {
				if (this.lookedAt >= MAX_LOOKED_AT || this.steps >= MAX_STEPS) {
					this.stopped = true;
					return;
				}
				step(candidates, plan, conditions, range, size);
				size = Math.min(LARGEST_STEP, size * 2);
			}
		}

		private void step(SearchCandidates candidates, SearchPlan plan, List<String> conditions, Range range,
				int size) {
			Dialect dialect = MessageSearch.this.store.dialect();
			long low = candidates.low(dialect, this.before, range);
			String fits = conditions.stream().map(" AND (%s)"::formatted).collect(Collectors.joining());
			List<PageCandidate> rows = MessageSearch.this.store.read((jdbc) -> jdbc.sql("""
					WITH candidate AS MATERIALIZED (
					%s
					)
					SELECT candidate.seq AS seq, CASE WHEN %s THEN 1 ELSE 0 END AS fits
					FROM candidate LEFT JOIN message ON message.seq = candidate.seq
						LEFT JOIN message_summary AS summary ON summary.seq = candidate.seq
					ORDER BY candidate.seq DESC
					""".formatted(candidates.sql(dialect), "message.seq IS NOT NULL" + fits))
				.params(plan.parameters())
				.params(candidates.parameters(dialect, low, this.before))
				.param("before", this.before)
				.param("low", Math.max(low, range.oldest()))
				.param("limit", size)
				.query((row, _) -> new PageCandidate(row.getLong("seq"), row.getInt("fits") == 1))
				.list());
			rows.stream()
				.filter(PageCandidate::fits)
				.limit((long) this.wanted - this.found.size())
				.forEach((row) -> this.found.add(row.seq()));
			this.lookedAt += rows.size();
			this.steps++;
			this.before = (rows.size() == size) ? rows.getLast().seq() : Math.max(low, range.oldest());
		}

	}

	/**
	 * A message that was looked at.
	 *
	 * @param seq its number
	 * @param fits whether it matches
	 */
	private record PageCandidate(long seq, boolean fits) {
	}

}
