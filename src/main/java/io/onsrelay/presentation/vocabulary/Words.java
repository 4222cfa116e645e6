package io.onsrelay.presentation.vocabulary;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.util.StringUtils;

import io.onsrelay.event.Severity;

/**
 * The words that the names of event types, actions and types of resources are made of: a
 * resource file has them, {@code words.txt}.
 */
final class Words {

	private static final Words ALL = new Words();

	/** By the verb, such as {@code launch}. */
	private final Map<String, String> participles = new HashMap<>();

	private final Set<String> processes = new HashSet<>();

	private final Set<String> happened = new HashSet<>();

	private final Set<String> adverbs = new HashSet<>();

	private final Set<String> prepositions = new HashSet<>();

	private final Set<String> tellingVerbs = new HashSet<>();

	private final Set<String> fillers = new HashSet<>();

	/** Spellings of words that are not looked for within others. */
	private final Map<String, String> joined = new HashMap<>();

	private final Set<String> doings = new HashSet<>();

	private final Set<String> doublings = new HashSet<>();

	private final Set<String> nouns = new HashSet<>();

	/** By the word in lower case, such as {@code dataguard}. */
	private final Map<String, String> spellings = new HashMap<>();

	private final Map<String, Map<Place, WordOutcome>> outcomes = new HashMap<>();

	private final Set<String> singulars = new HashSet<>();

	private final Set<String> plurals = new HashSet<>();

	private final Set<String> known = new HashSet<>();

	private Words() {
		String section = "";
		for (String line : ResourceLines.of("words.txt")) {
			if (line.startsWith("[")) {
				section = line.substring(1, line.length() - 1);
			}
			else if (section.equals("outcomes")) {
				addOutcome(StringUtils.tokenizeToStringArray(line, " "));
			}
			else {
				for (String word : StringUtils.tokenizeToStringArray(line, " ")) {
					add(section, word);
				}
			}
		}
		this.known.addAll(this.processes);
		this.known.addAll(this.adverbs);
		this.known.addAll(this.prepositions);
		this.known.addAll(this.happened);
		this.known.addAll(this.nouns);
		this.known.addAll(this.spellings.keySet());
		this.known.addAll(this.outcomes.keySet());
		this.participles.forEach(this::addForms);
		this.nouns.forEach((noun) -> this.plurals.addAll(plurals(noun)));
		this.spellings.keySet().forEach((noun) -> this.plurals.addAll(plurals(noun)));
		this.outcomes.keySet().forEach((word) -> this.plurals.addAll(plurals(word)));
		this.plurals.removeAll(this.singulars);
		this.known.addAll(this.plurals);
		this.spellings.putAll(this.joined);
	}

	static Words all() {
		return ALL;
	}

	private void add(String section, String entry) {
		int equals = entry.indexOf('=');
		String first = (equals < 0) ? entry : entry.substring(0, equals);
		Optional<String> second = (equals < 0) ? Optional.empty() : Optional.of(entry.substring(equals + 1));
		switch (section) {
			case "verbs" -> this.participles.put(first, second.orElseGet(() -> participle(first)));
			case "processes" -> this.processes.add(first);
			case "participles" -> this.happened.add(first);
			case "joined" -> this.joined.put(first.toLowerCase(Locale.ROOT), first);
			case "doings" -> this.doings.add(first);
			case "doublings" -> this.doublings.add(first);
			case "adverbs" -> this.adverbs.add(first);
			case "prepositions" -> this.prepositions.add(first);
			case "telling" -> this.tellingVerbs.add(first);
			case "singulars" -> this.singulars.add(first);
			case "fillers" -> this.fillers.add(first);
			case "nouns" -> this.nouns.add(first);
			case "spelled", "named" ->
				this.spellings.put(second.orElseGet(() -> first.toLowerCase(Locale.ROOT)), first.replace('_', ' '));
			default -> throw new IllegalStateException("words.txt has no section [%s]".formatted(section));
		}
	}

	private void addOutcome(String[] entry) {
		this.outcomes.computeIfAbsent(entry[0], (_) -> new HashMap<>())
			.put(Place.valueOf(entry[3].toUpperCase(Locale.ROOT)),
					new WordOutcome(Severity.valueOf(entry[1].toUpperCase(Locale.ROOT)), entry[2].equals("failed")));
	}

	private void addForms(String verb, String participle) {
		String stem = participle.endsWith("ed") ? participle.substring(0, participle.length() - 2)
				: verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb;
		this.known.addAll(List.of(verb, participle, stem + "ing"));
	}

	private static String participle(String verb) {
		if (verb.endsWith("e")) {
			return verb + "d";
		}
		boolean consonantBeforeY = verb.endsWith("y") && "aeiou".indexOf(verb.charAt(verb.length() - 2)) < 0;
		return consonantBeforeY ? verb.substring(0, verb.length() - 1) + "ied" : verb + "ed";
	}

	private static List<String> plurals(String word) {
		if (word.endsWith("y")) {
			return List.of(word + "s", word.substring(0, word.length() - 1) + "ies");
		}
		boolean hissing = word.endsWith("s") || word.endsWith("x") || word.endsWith("z") || word.endsWith("ch")
				|| word.endsWith("sh");
		return List.of(word + (hissing ? "es" : "s"));
	}

	/**
	 * Return the words that tell how bad something is.
	 * @return the words
	 */
	Set<String> withOutcome() {
		return Set.copyOf(this.outcomes.keySet());
	}

	/**
	 * Return the words that names are split into.
	 * @return the words in lower case
	 */
	Set<String> known() {
		return Set.copyOf(this.known);
	}

	boolean isKnown(String word) {
		return this.known.contains(word);
	}

	boolean hasSpelling(String word) {
		return this.spellings.containsKey(word);
	}

	boolean isFiller(String word) {
		return this.fillers.contains(word);
	}

	boolean isAdverb(String word) {
		return this.adverbs.contains(word);
	}

	boolean isTellingVerb(String word) {
		return this.tellingVerbs.contains(word);
	}

	boolean isNoun(String word) {
		return this.nouns.contains(word);
	}

	/**
	 * Return whether a word is what fails as a whole, such as a job or a run.
	 * @param word the word
	 * @return {@code true} if so
	 */
	boolean isDoing(String word) {
		return this.doings.contains(word);
	}

	/**
	 * Return whether a word is an acronym of up to three letters, which are found by
	 * accident in other words.
	 * @param word the word
	 * @return {@code true} if so
	 */
	boolean isShortAcronym(String word) {
		return word.length() <= 3 && this.spellings.containsKey(word) && !this.nouns.contains(word);
	}

	/**
	 * Return whether a word says that what stands before it is told, such as
	 * {@code scheduled}.
	 * @param word the word
	 * @return {@code true} if so
	 */
	boolean isTellingParticiple(String word) {
		return this.tellingVerbs.stream().anyMatch((verb) -> word.equals(this.participles.get(verb)));
	}

	boolean isPreposition(String word) {
		return this.prepositions.contains(word);
	}

	/**
	 * Return whether a word is the plural of a noun.
	 * @param word the word in lower case
	 * @return {@code true} if so
	 */
	boolean isPlural(String word) {
		return this.plurals.contains(word);
	}

	boolean isProcess(String word) {
		return this.processes.contains(word);
	}

	/**
	 * Return the past participle of a verb.
	 * @param word the verb, such as {@code launch}
	 * @return the participle, {@code launched}; empty if the word is no verb
	 */
	Optional<String> participleOf(String word) {
		return Optional.ofNullable(this.participles.get(word));
	}

	/**
	 * Return the gerund of a verb. Where the participle is of another verb that reads
	 * better, such as {@code retrieved} for {@code get}, so is the gerund.
	 * @param verb the verb, such as {@code launch}
	 * @return the gerund, {@code launching}
	 */
	String gerundOf(String verb) {
		String participle = this.participles.getOrDefault(verb, "");
		if (verb.endsWith("y") || participle.equals(verb + "ed")) {
			return verb + "ing";
		}
		if (participle.endsWith("ed")) {
			return participle.substring(0, participle.length() - 2) + "ing";
		}
		if (this.doublings.contains(verb)) {
			return verb + verb.charAt(verb.length() - 1) + "ing";
		}
		return (verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb) + "ing";
	}

	/**
	 * Return whether a word says what happened to the noun beside it. Where it also
	 * describes the noun, as {@code managed} does, it does not say so.
	 * @param word the word, such as {@code dismissed}
	 * @return {@code true} if so
	 */
	boolean tellsWhatHappened(String word) {
		return this.happened.contains(word) || this.outcomes.getOrDefault(word, Map.of()).containsKey(Place.ANY)
				|| (this.participles.containsValue(word) && !this.nouns.contains(word)
						&& !this.participles.containsKey(word));
	}

	/**
	 * Return what a word means at its place.
	 * @param word the word
	 * @param place where it stands
	 * @return the outcome; empty if it has no meaning there
	 */
	Optional<WordOutcome> outcome(String word, Place place) {
		Map<Place, WordOutcome> places = this.outcomes.getOrDefault(word, Map.of());
		return Optional.ofNullable(places.getOrDefault(place, places.get(Place.ANY)));
	}

	/**
	 * Return a word as it is written.
	 * @param word the word in lower case
	 * @return such as {@code VM} or {@code Data Guard}; the word itself if it has no
	 * spelling of its own
	 */
	String spelled(String word) {
		String spelling = this.spellings.get(word);
		if (spelling == null && word.endsWith("s")
				&& !this.known.contains(word.substring(0, word.length() - 1) + "e")) {
			String singular = this.spellings.get(word.substring(0, word.length() - 1));
			return (singular != null && !this.nouns.contains(word)) ? singular + "s" : word;
		}
		return (spelling != null) ? spelling : word;
	}

	/**
	 * Where a word stands among those of an action.
	 */
	enum Place {

		/** Before all others. */
		FIRST,

		/** Between others. */
		ANY,

		/** Behind all others. */
		LAST

	}

	/**
	 * What a word means.
	 *
	 * @param severity how bad it is, at least
	 * @param failed whether something failed
	 */
	record WordOutcome(Severity severity, boolean failed) {
	}

}
