package io.onsrelay.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onsrelay.search.index.SearchBlock;
import io.onsrelay.search.index.Term;
import io.onsrelay.search.index.TextQuery;
import io.onsrelay.store.Dialect;

/**
 * Where the messages come from that a search looks at, the newest first. Each statement
 * looks at one step of the journal and ends after a number of messages, so it costs the
 * same whatever the journal holds.
 */
sealed interface SearchCandidates {

	/**
	 * Return where a step ends.
	 * @param dialect the dialect of the store
	 * @param before the step begins below this number
	 * @param range the numbers that are searched
	 * @return the lowest number of the step
	 */
	default long low(Dialect dialect, long before, Range range) {
		return range.oldest();
	}

	/**
	 * Return the statement of a step: its numbers below {@code :before} and not below
	 * {@code :low}, the greatest first, at most {@code :limit}.
	 * @param dialect the dialect of the store
	 * @return the text, with the column {@code seq}
	 */
	String sql(Dialect dialect);

	/**
	 * Return the parameters of a step, beside those above.
	 */
	default Map<String, Object> parameters(Dialect dialect, long low, long before) {
		return Map.of();
	}

	/**
	 * Return whether they come from the index, which lacks the newest messages.
	 */
	default boolean isIndexed() {
		return switch (this) {
			case WithTerm _, WithWords _ -> true;
			case All _, WithDead _, WithPending _ -> false;
		};
	}

	/**
	 * The numbers that are searched.
	 *
	 * @param newest the greatest
	 * @param oldest the lowest
	 */
	record Range(long newest, long oldest) {

		boolean isEmpty() {
			return this.newest < this.oldest;
		}

	}

	/**
	 * All messages.
	 */
	record All() implements SearchCandidates {

		@Override
		public String sql(Dialect dialect) {
			return """
					SELECT seq FROM message WHERE seq < :before AND seq >= :low ORDER BY seq DESC LIMIT :limit
					""";
		}

	}

	/**
	 * Messages that have one of a few values.
	 *
	 * @param terms the digests of the values
	 */
	record WithTerm(List<Long> terms) implements SearchCandidates {

		@Override
		public long low(Dialect dialect, long before, Range range) {
			return Term.first(Term.block(before - 1));
		}

		@Override
		public String sql(Dialect dialect) {
			String each = IntStream.range(0, this.terms.size()).mapToObj((i) -> """
					SELECT seq FROM (
						SELECT seq FROM message_term
						WHERE block = :block AND term = :term%d AND seq < :before AND seq >= :low
						ORDER BY seq DESC LIMIT :limit) AS term%1$d
					""".formatted(i)).collect(Collectors.joining("UNION\n"));
			return (this.terms.size() == 1) ? each
					: "SELECT seq FROM (%s) AS terms ORDER BY seq DESC LIMIT :limit".formatted(each);
		}

		@Override
		public Map<String, Object> parameters(Dialect dialect, long low, long before) {
			Map<String, Object> parameters = new HashMap<>(Map.of("block", Term.block(before - 1)));
			IntStream.range(0, this.terms.size()).forEach((i) -> parameters.put("term" + i, this.terms.get(i)));
			return parameters;
		}

	}

	/**
	 * Messages with words.
	 *
	 * @param text the words
	 */
	record WithWords(TextQuery text) implements SearchCandidates {

		/**
		 * Newest first, FTS5 stops at the limit by itself.
		 */
		private static final String SQLITE = """
				SELECT rowid AS seq FROM message_text
				WHERE message_text MATCH :words AND rowid < :before AND rowid >= :low
				ORDER BY rowid DESC LIMIT :limit
				""";

		/**
		 * Materialized: for the order, the planner would walk over the numbers and look
		 * at the words of each.
		 */
		private static final String POSTGRESQL = """
				SELECT seq FROM (
					WITH hit AS MATERIALIZED (
						SELECT seq FROM message_summary WHERE words @@ CAST(:words AS TSQUERY))
					SELECT seq FROM hit) AS hits
				WHERE seq < :before AND seq >= :low ORDER BY seq DESC LIMIT :limit
				""";

		@Override
		public String sql(Dialect dialect) {
			return (dialect == Dialect.SQLITE) ? SQLITE : POSTGRESQL;
		}

		// GIN knows no order: a block at a time
		@Override
		public long low(Dialect dialect, long before, Range range) {
			return (dialect == Dialect.SQLITE) ? range.oldest()
					: SearchBlock.low(before, range.newest(), range.oldest());
		}

		@Override
		public Map<String, Object> parameters(Dialect dialect, long low, long before) {
			return Map.of("words", (dialect == Dialect.SQLITE) ? this.text.toFts5()
					: "%s & %s".formatted(SearchBlock.query(low, before), this.text.toTsquery()));
		}

	}

	/**
	 * Messages with dead letters.
	 */
	record WithDead() implements SearchCandidates {

		@Override
		public String sql(Dialect dialect) {
			return """
					SELECT DISTINCT message_seq AS seq FROM delivery
					WHERE state = 'dead' AND message_seq < :before AND message_seq >= :low
					ORDER BY message_seq DESC LIMIT :limit
					""";
		}

	}

	/**
	 * Messages with pending deliveries, where these are few.
	 */
	record WithPending() implements SearchCandidates {

		/**
		 * How many are few.
		 */
		static final int FEW = 2_000;

		@Override
		public String sql(Dialect dialect) {
			return """
					SELECT seq FROM (
						WITH waiting AS MATERIALIZED (SELECT message_seq AS seq FROM delivery WHERE state = 'pending')
						SELECT DISTINCT seq FROM waiting) AS waiting
					WHERE seq < :before AND seq >= :low ORDER BY seq DESC LIMIT :limit
					""";
		}

	}

}
