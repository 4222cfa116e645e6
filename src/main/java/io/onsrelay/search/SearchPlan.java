package io.onsrelay.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.onsrelay.search.index.Term;
import io.onsrelay.search.index.TextQuery;
import io.onsrelay.store.Dialect;

/**
 * How a query is carried out: what it looks at, and which conditions it checks there. The
 * condition that the fewest messages are likely to fulfil comes first. What is not
 * indexed yet is looked at by its columns.
 *
 * @param indexed what it looks at where the index is
 * @param conditions the conditions there
 * @param recentConditions the conditions on what is newer; {@code null} if nothing newer
 * can be found
 * @param parameters the parameters of both
 */
record SearchPlan(SearchCandidates indexed, List<String> conditions, @Nullable List<String> recentConditions,
		Map<String, Object> parameters) {

	private static final List<Term.TermField> VALUES = List.of(Term.TermField.ID, Term.TermField.RESOURCE,
			Term.TermField.TOPIC, Term.TermField.COMPARTMENT, Term.TermField.TYPE);

	/**
	 * Return the digests of a text as any value.
	 */
	static List<Long> anyValue(String text) {
		return VALUES.stream().map((field) -> Term.of(field, text)).toList();
	}

	/**
	 * Makes the plan.
	 * @param query which messages
	 * @param exact whether the text is a whole value, and not words
	 * @param fewPending whether few deliveries are pending
	 * @param dialect the dialect of the store
	 */
	static SearchPlan of(MessageQuery query, boolean exact, boolean fewPending, Dialect dialect) {
		return new Builder(query, dialect).plan(exact, fewPending);
	}

	/**
	 * Collects conditions.
	 */
	private static final class Builder {

		private final MessageQuery query;

		private final Dialect dialect;

		private final List<String> always = new ArrayList<>();

		private final List<Value> values = new ArrayList<>();

		private final Map<String, Object> parameters = new HashMap<>();

		private @Nullable TextQuery words;

		private boolean onlyIndexed;

		Builder(MessageQuery query, Dialect dialect) {
			this.query = query;
			this.dialect = dialect;
		}

		SearchPlan plan(boolean exact, boolean fewPending) {
			String text = this.query.text();
			if (text != null && exact) {
				this.parameters.put("value", text.strip().toLowerCase(Locale.ROOT));
				this.values
					.add(new Value(anyValue(text), "(lower(message.resource) = :value OR lower(message.topic) = :value"
							+ " OR lower(message.compartment) = :value OR lower(message.type) = :value)"));
			}
			else if (text != null) {
				this.words = TextQuery.of(text);
				this.onlyIndexed = true;
			}
			value(Term.TermField.RESOURCE, "resource", this.query.resource());
			int narrow = this.values.size();
			value(Term.TermField.TYPE, "type", this.query.type());
			value(Term.TermField.COMPARTMENT, "compartment", this.query.compartment());
			value(Term.TermField.TOPIC, "topic", this.query.topic());
			columns();
			SearchCandidates candidates = candidates(narrow, fewPending);
			List<String> indexed = new ArrayList<>(this.always);
			this.values.stream()
				.filter((value) -> !(candidates instanceof SearchCandidates.WithTerm(List<Long> terms)
						&& terms.equals(value.terms())))
				.forEach((value) -> indexed.add(hasTerm(value)));
			if (this.words != null && !(candidates instanceof SearchCandidates.WithWords)) {
				indexed.add(hasWords(this.words));
			}
			List<String> recent = this.onlyIndexed ? null
					: Stream.concat(this.always.stream(), this.values.stream().map(Value::column)).toList();
			return new SearchPlan(candidates, indexed, recent, this.parameters);
		}

		private SearchCandidates candidates(int narrow, boolean fewPending) {
			if (narrow > 0) {
				return new SearchCandidates.WithTerm(this.values.getFirst().terms());
			}
			if (this.query.state() == DeliveryState.DEAD) {
				return new SearchCandidates.WithDead();
			}
			if (this.words != null) {
				return new SearchCandidates.WithWords(this.words);
			}
			if (this.query.state() == DeliveryState.PENDING && fewPending) {
				return new SearchCandidates.WithPending();
			}
			if (!this.values.isEmpty()) {
				return new SearchCandidates.WithTerm(this.values.getFirst().terms());
			}
			if (this.query.severity() != null) {
				return new SearchCandidates.WithTerm(
						List.of(Term.of(Term.TermField.SEVERITY, this.query.severity().name())));
			}
			if (Boolean.TRUE.equals(this.query.malformed())) {
				return new SearchCandidates.WithTerm(List.of(Term.of(Term.TermField.MALFORMED, "true")));
			}
			if (this.query.kind() != null) {
				return new SearchCandidates.WithTerm(List.of(Term.of(Term.TermField.KIND, this.query.kind().name())));
			}
			return new SearchCandidates.All();
		}

		private void value(Term.TermField field, String column, @Nullable String value) {
			if (value != null) {
				this.parameters.put(column, value.toLowerCase(Locale.ROOT));
				this.values
					.add(new Value(List.of(Term.of(field, value)), "lower(message.%1$s) = :%1$s".formatted(column)));
			}
		}

		private void columns() {
			Instant from = this.query.from();
			if (from != null) {
				this.always.add("message.received_at >= :from");
				this.parameters.put("from", from.toEpochMilli());
			}
			Instant until = this.query.until();
			if (until != null) {
				this.always.add("message.received_at < :until");
				this.parameters.put("until", until.toEpochMilli());
			}
			if (this.query.kind() != null) {
				this.always.add("message.kind = :kind");
				this.parameters.put("kind", this.query.kind().name());
			}
			if (this.query.malformed() != null) {
				this.always.add(this.query.malformed() ? "message.malformed" : "NOT message.malformed");
			}
			if (this.query.severity() != null) {
				this.always.add("summary.severity = :severity");
				this.parameters.put("severity", this.query.severity().name());
				this.onlyIndexed = true;
			}
			deliveries();
		}

		private void deliveries() {
			String conditions = "";
			if (this.query.destination() != null) {
				conditions += " AND delivery.destination = :destination";
				this.parameters.put("destination", this.query.destination().toString());
			}
			if (this.query.state() != null) {
				conditions += " AND delivery.state = :state";
				this.parameters.put("state", this.query.state().word());
			}
			if (!conditions.isEmpty()) {
				this.always.add("EXISTS (SELECT 1 FROM delivery WHERE delivery.message_seq = message.seq%s)"
					.formatted(conditions));
			}
		}

		private String hasTerm(Value value) {
			String name = "has" + this.parameters.size();
			this.parameters.put(name, value.terms());
			return """
					EXISTS (SELECT 1 FROM message_term WHERE message_term.block = (message.seq >> 16)
						AND message_term.term IN (:%s) AND message_term.seq = message.seq)
					""".formatted(name);
		}

		/**
		 * FTS5 takes milliseconds to look a message up among those with a common word,
		 * and less to list all of them that lie between the first and the last candidate
		 * of a step. The steps of a search don't overlap, so it reads each word's list
		 * once.
		 */
		private String hasWords(TextQuery text) {
			this.parameters.put("hasWords", (this.dialect == Dialect.SQLITE) ? text.toFts5() : text.toTsquery());
			return (this.dialect == Dialect.SQLITE) ? """
					message.seq IN (SELECT rowid FROM message_text
						WHERE message_text MATCH :hasWords AND rowid >= (SELECT min(candidate.seq) FROM candidate)
							AND rowid < :before)
					""" : "summary.words @@ CAST(:hasWords AS TSQUERY)";
		}

	}

	/**
	 * A value that messages must have.
	 *
	 * @param terms its digests, of which one is enough
	 * @param column the condition on the columns of a message
	 */
	private record Value(List<Long> terms, String column) {
	}

}
