package io.onsrelay.presentation.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.util.StringUtils;

import io.onsrelay.event.Severity;
import io.onsrelay.presentation.vocabulary.EventType.Phase;
import io.onsrelay.presentation.vocabulary.Words.Place;
import io.onsrelay.presentation.vocabulary.Words.WordOutcome;

/**
 * An action in English words.
 *
 * @param verb the verb, such as {@code launch}; empty where the action has none
 * @param participle what happened to the noun, such as {@code launched} or
 * {@code failed}; empty where the noun alone says what happened
 * @param noun what it happened to, such as {@code instance}; what happened where there is
 * neither verb nor participle
 * @param outcome what the words say about the result; empty where they say nothing
 */
public record ActionPhrase(String verb, String participle, String noun, Optional<WordOutcome> outcome) {

	private static final String FAILED = "failed";

	/**
	 * Reads an action.
	 * @param action the action, as a compound or in camel case, with dots or without
	 * @return the phrase
	 */
	static ActionPhrase of(String action) {
		List<String> all = Arrays.stream(action.split("\\.")).filter((part) -> !part.isBlank()).toList();
		List<String> telling = withoutRepetitions(
				all.stream().filter((part) -> !Words.all().isFiller(part.toLowerCase(Locale.ROOT))).toList());
		List<List<String>> parts = (telling.isEmpty() ? all : telling).stream()
			.map(WordSplitter::split)
			.filter((words) -> !words.isEmpty())
			.toList();
		List<String> words = fromLastVerb(parts).stream()
			.flatMap(List::stream)
			.collect(Collectors.toCollection(ArrayList::new));
		if (words.size() < 2) {
			return new ActionPhrase("", "", text(words), outcome(words));
		}
		boolean lastIsApart = parts.size() > 1 && parts.getLast().size() == 1;
		return of(words, lastIsApart);
	}

	/**
	 * Leaves out the parts that the next one begins with.
	 */
	private static List<String> withoutRepetitions(List<String> parts) {
		return IntStream.range(0, parts.size())
			.filter((i) -> i == parts.size() - 1
					|| !parts.get(i + 1).regionMatches(true, 0, parts.get(i), 0, parts.get(i).length()))
			.mapToObj(parts::get)
			.toList();
	}

	/**
	 * Leaves out what stands before the last part that is a verb with a noun: it repeats
	 * the noun, or names an interface.
	 */
	private static List<List<String>> fromLastVerb(List<List<String>> parts) {
		for (int i = parts.size() - 1; i > 0; i--) {
			if (parts.get(i).size() > 1 && Words.all().participleOf(parts.get(i).getFirst()).isPresent()) {
				return parts.subList(i, parts.size());
			}
		}
		return parts;
	}

	private static ActionPhrase of(List<String> words, boolean lastIsApart) {
		Words all = Words.all();
		String last = words.getLast();
		Optional<String> participleApart = lastIsApart ? all.participleOf(last) : Optional.empty();
		int verbAt = (all.isAdverb(words.getFirst()) && words.size() > 2) ? 1 : 0;
		Optional<String> participle = all.participleOf(words.get(verbAt));
		if (participle.isPresent()) {
			Optional<WordOutcome> end = all.outcome(last, Place.ANY)
				.or(() -> lastIsApart ? all.outcome(last, Place.LAST) : Optional.empty());
			List<String> noun = words.subList(verbAt + 1, words.size() - (end.isPresent() ? 1 : 0));
			if (end.isPresent() && !end.get().failed()) {
				return new ActionPhrase("", last, text(noun), end);
			}
			if (!lastIsApart && all.tellsWhatHappened(last) && isNounPhrase(words, end.isPresent())) {
				return new ActionPhrase("", last, text(words.subList(0, words.size() - 1)), outcome(words));
			}
			Optional<WordOutcome> told = all.isTellingVerb(words.get(verbAt)) ? outcome(noun) : Optional.empty();
			if (told.isPresent() && told.get().failed()) {
				return new ActionPhrase("", participle.get(), text(noun), told);
			}
			if (end.isPresent() || participleApart.isEmpty()) {
				String adverb = text(words.subList(0, verbAt)) + " ";
				return new ActionPhrase((adverb + words.get(verbAt)).strip(), (adverb + participle.get()).strip(),
						text(noun), end.or(() -> told).or(() -> all.outcome(words.get(verbAt), Place.FIRST)));
			}
		}
		else if (all.tellsWhatHappened(last)) {
			List<String> noun = words.subList(0, words.size() - 1);
			return new ActionPhrase("", last, text(noun), toldOutcome(words));
		}
		else if (all.isProcess(words.getFirst()) && participleApart.isEmpty()) {
			List<String> process = new ArrayList<>(words.subList(1, words.size()));
			process.add(words.getFirst());
			return new ActionPhrase("", "", text(process), outcome(words));
		}
		if (participleApart.isPresent()) {
			return new ActionPhrase(last, participleApart.get(), text(words.subList(0, words.size() - 1)),
					Optional.empty());
		}
		return all.tellsWhatHappened(words.getFirst())
				? new ActionPhrase("", words.getFirst(), text(words.subList(1, words.size())), outcome(words))
				: new ActionPhrase("", "", text(words), toldOutcome(words));
	}

	/**
	 * Return whether what begins like a verb is a noun: what happened to it stands
	 * behind, as in {@code rebootfailed}, {@code accessrequestrevoked} and
	 * {@code buildrunfailed}.
	 */
	private static boolean isNounPhrase(List<String> words, boolean failed) {
		return words.size() == 2 || (Words.all().isNoun(words.getFirst())
				&& (!failed || Words.all().isDoing(words.get(words.size() - 2))));
	}

	/**
	 * Return the worst that the words of an action without a verb say.
	 */
	private static Optional<WordOutcome> outcome(List<String> words) {
		Optional<WordOutcome> worst = Optional.empty();
		for (int i = 0; i < words.size(); i++) {
			Place place = (i == words.size() - 1) ? Place.LAST : (i == 0) ? Place.FIRST : Place.ANY;
			worst = worst(worst, Words.all().outcome(words.get(i), place));
		}
		return worst;
	}

	/**
	 * Return the worst that the words say, also of what the last one tells:
	 * {@code maintenancescheduled}.
	 */
	private static Optional<WordOutcome> toldOutcome(List<String> words) {
		return Words.all().isTellingParticiple(words.getLast())
				? worst(outcome(words), outcome(words.subList(0, words.size() - 1))) : outcome(words);
	}

	private static Optional<WordOutcome> worst(Optional<WordOutcome> one, Optional<WordOutcome> other) {
		return (other.isPresent()
				&& one.filter((found) -> found.severity().compareTo(other.get().severity()) >= 0).isEmpty()) ? other
						: one;
	}

	private static String text(List<String> words) {
		return words.stream().map(Words.all()::spelled).collect(Collectors.joining(" "));
	}

	/**
	 * Return whether the words say that something failed.
	 * @return {@code true} if so
	 */
	public boolean failed() {
		return this.outcome.filter(WordOutcome::failed).isPresent();
	}

	/**
	 * Return how bad the words say it is.
	 * @return the severity, at least; informational where they say nothing
	 */
	public Severity severity() {
		return this.outcome.map(WordOutcome::severity).orElse(Severity.INFO);
	}

	/**
	 * Return a sentence about the action.
	 * @param phase the phase of the action
	 * @param failed whether it failed
	 * @param name the name of the resource; may be blank
	 * @return the sentence, without a full stop
	 */
	public String sentence(Phase phase, boolean failed, String name) {
		if (!this.verb.isEmpty()) {
			return verbSentence(phase, failed || failed(), name);
		}
		if (this.participle.isEmpty()) {
			return capitalized(named(this.noun + nounEnding(phase, failed), ": ", name));
		}
		boolean unsaid = failed && !failed();
		return capitalized(named(this.noun + " " + this.participle + (unsaid ? " " + FAILED : ""), ": ", name));
	}

	/**
	 * Return a sentence about the action where it was not carried out.
	 * @param name the name of the resource; may be blank
	 * @param answer the answer, such as {@code 409}
	 * @return the sentence, without a full stop
	 */
	public String refusal(String name, String answer) {
		String refused = " was refused (" + answer + ")";
		if (this.verb.isEmpty()) {
			return capitalized(named((this.noun + " " + this.participle).strip() + refused, ": ", name));
		}
		String what = (gerund() + " " + this.noun).strip();
		return capitalized((tail() < 0) ? named(what, " ", name) + refused : named(what + refused, ": ", name));
	}

	private String gerund() {
		int last = this.verb.lastIndexOf(' ') + 1;
		return this.verb.substring(0, last) + Words.all().gerundOf(this.verb.substring(last));
	}

	private String verbSentence(Phase phase, boolean failed, String name) {
		if (failed) {
			return "Failed to " + this.verb + named(this.noun.isEmpty() ? "" : " " + this.noun, ": ", name);
		}
		int tail = tail();
		String object = (tail < 0) ? this.noun : this.noun.substring(0, tail);
		String rest = (tail < 0) ? "" : (tail == 0) ? " " + this.noun : this.noun.substring(tail);
		if (tail == 0) {
			String begun = (phase == Phase.BEGIN) ? gerund() + rest + " began" : this.participle + rest;
			return capitalized(named(begun, ": ", name));
		}
		if (phase == Phase.BEGIN) {
			String being = (isPlural(object) ? " are" : " is") + " being " + this.participle;
			return (tail < 0) ? capitalized(named(object, " ", name)) + being
					: capitalized(named(object + being + rest, ": ", name));
		}
		return capitalized(named((object + " " + this.participle + rest).strip(), ": ", name));
	}

	/**
	 * Return where the noun ends and what the verb does with it follows, as in
	 * {@code managed instance from group}.
	 */
	private int tail() {
		int from = 0;
		for (String word : StringUtils.tokenizeToStringArray(this.noun, " ")) {
			if (Words.all().isPreposition(word)) {
				return Math.max(from - 1, 0);
			}
			from += word.length() + 1;
		}
		return -1;
	}

	private static boolean isPlural(String noun) {
		return Words.all().isPlural(noun.substring(noun.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT));
	}

	private String nounEnding(Phase phase, boolean failed) {
		if (failed && !failed()) {
			return " " + FAILED;
		}
		return switch (phase) {
			case BEGIN -> " began";
			case END -> " ended";
			case NONE -> "";
		};
	}

	private static String named(String what, String between, String name) {
		return name.isBlank() ? what : what + between + name;
	}

	private static String capitalized(String text) {
		return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

}
