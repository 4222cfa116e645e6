package io.onsrelay.search.index;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presenter;

/**
 * Makes the entries of messages. Words and values come from what is shown to people and
 * from the body, both without secrets: a secret is never found.
 */
final class EntryMaker {

	/**
	 * How many words of a message are indexed: those of some 70 KB of text.
	 */
	static final int MAX_WORDS = 10_000;

	/**
	 * A text vector of PostgreSQL holds less than a megabyte
	 * (https://www.postgresql.org/docs/current/textsearch-limitations.html).
	 */
	private static final int MAX_CHARS = 150_000;

	private static final int MAX_VALUES = 200;

	private static final int MAX_VALUE_CHARS = 255;

	private static final Pattern OCID = Pattern.compile("(?i)ocid1\\.[a-z0-9._-]{1,249}");

	private final Presenter presenter;

	EntryMaker(Presenter presenter) {
		this.presenter = presenter;
	}

	/**
	 * Makes an entry.
	 * @param seq the message's number in the journal
	 * @param message the message
	 * @return the entry
	 */
	IndexEntry entry(long seq, Message message) {
		Presentation presentation = this.presenter.present(message);
		EntryText text = new EntryText();
		text.add(presentation.title());
		text.add(presentation.resource());
		text.add(presentation.region());
		text.add(presentation.compartment());
		text.add(presentation.actor());
		presentation.facts().forEach((fact) -> {
			text.add(fact.label());
			text.add(fact.value());
		});
		Set<Long> terms = new LinkedHashSet<>();
		message.contents().forEach((content) -> add(content, message, text, terms));
		terms.add(Term.of(Term.TermField.KIND, message.kind().name()));
		terms.add(Term.of(Term.TermField.SEVERITY, presentation.severity().name()));
		terms.add(Term.of(Term.TermField.KEY, message.deduplicationKey()));
		message.headers().topicOcid().ifPresent((topic) -> terms.add(Term.of(Term.TermField.TOPIC, topic)));
		message.headers().messageId().ifPresent((id) -> terms.add(Term.of(Term.TermField.ID, id)));
		if (message.malformed()) {
			terms.add(Term.of(Term.TermField.MALFORMED, "true"));
		}
		return new IndexEntry(seq, presentation.severity(), presentation.status(), presentation.title(), text.words(),
				terms);
	}

	private void add(Content content, Message message, EntryText text, Set<Long> terms) {
		if (terms.size() < MAX_VALUES) {
			content.type().ifPresent((type) -> terms.add(Term.of(Term.TermField.TYPE, type)));
			content.resourceId().ifPresent((id) -> terms.add(Term.of(Term.TermField.RESOURCE, id)));
			content.compartment().ifPresent((id) -> terms.add(Term.of(Term.TermField.COMPARTMENT, id)));
		}
		JsonNode json = content.json();
		if (!json.isContainerNode()) {
			text.add(this.presenter.withoutSecrets(message.body().text()));
			return;
		}
		Optional<JsonNode> shown = this.presenter.withoutSecrets(json);
		shown.ifPresent((redacted) -> walk("", redacted, text, terms));
	}

	private static void walk(String name, JsonNode json, EntryText text, Set<Long> terms) {
		switch (json.getNodeType()) {
			case OBJECT -> json.forEachEntry((key, value) -> {
				text.add(key);
				walk(key, value, text, terms);
			});
			case ARRAY -> json.forEach((element) -> walk(name, element, text, terms));
			case STRING -> {
				text.add(json.textValue());
				if (isId(name, json.textValue()) && terms.size() < MAX_VALUES) {
					terms.add(Term.of(Term.TermField.ID, json.textValue()));
				}
			}
			case NUMBER, BOOLEAN -> text.add(json.asText());
			default -> {
			}
		}
	}

	private static boolean isId(String name, String value) {
		if (value.isBlank() || value.length() > MAX_VALUE_CHARS) {
			return false;
		}
		String key = name.toLowerCase(Locale.ROOT);
		return key.endsWith("id") || key.endsWith("key") || OCID.matcher(value).matches();
	}

	/**
	 * Collects words.
	 */
	private static final class EntryText {

		private final List<String> words = new ArrayList<>();

		private int chars;

		void add(@Nullable String text) {
			if (text != null && this.words.size() < MAX_WORDS && this.chars < MAX_CHARS) {
				for (String word : TextWords.of(text, MAX_WORDS - this.words.size())) {
					this.chars += word.length();
					if (this.chars > MAX_CHARS) {
						return;
					}
					this.words.add(word);
				}
			}
		}

		List<String> words() {
			return this.words;
		}

	}

}
