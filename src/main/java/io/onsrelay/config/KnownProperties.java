package io.onsrelay.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of known properties, and the description of a name that is unknown.
 */
final class KnownProperties {

	private final Set<ConfigurationPropertyName> read = new TreeSet<>();

	private final Set<ConfigurationPropertyName> records = new TreeSet<>();

	private final Set<ConfigurationPropertyName> single = new TreeSet<>();

	private final Set<ConfigurationPropertyName> lists = new TreeSet<>();

	private final Set<ConfigurationPropertyName> passed = new TreeSet<>();

	/**
	 * Creates an empty set of names.
	 * @param root the name that all of them are below
	 */
	KnownProperties(ConfigurationPropertyName root) {
		this.passed.add(root);
	}

	/**
	 * Adds a name.
	 * @param name the name
	 */
	void add(ConfigurationPropertyName name) {
		this.read.add(name);
		for (ConfigurationPropertyName part = name; !part.isEmpty(); part = part.getParent()) {
			this.passed.add(part);
		}
	}

	/**
	 * Adds a name that is bound to a record. Its keys are added as well.
	 * @param name the name
	 */
	void addRecord(ConfigurationPropertyName name) {
		add(name);
		this.records.add(name);
	}

	/**
	 * Adds a name that is bound to a single value, without keys below it.
	 * @param name the name
	 */
	void addSingle(ConfigurationPropertyName name) {
		add(name);
		this.single.add(name);
	}

	/**
	 * Adds a name that is bound to a list. Its entries are added as well.
	 * @param name the name
	 */
	void addList(ConfigurationPropertyName name) {
		add(name);
		this.lists.add(name);
	}

	/**
	 * Return whether a name has the letters of a known one: in an environment variable,
	 * an underscore may stand for a dash.
	 * @param name the name
	 * @return {@code true} if the name is a spelling of a known one
	 */
	boolean hasSameLetters(ConfigurationPropertyName name) {
		String letters = letters(name);
		return this.passed.stream().anyMatch((known) -> letters(known).equals(letters));
	}

	private static String letters(ConfigurationPropertyName name) {
		return name.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

	/**
	 * Return whether a name is known, or is above or below a known name.
	 * @param name the name
	 * @return {@code true} if so
	 */
	boolean covers(ConfigurationPropertyName name) {
		return this.passed.contains(name) || this.read.contains(knownPart(name));
	}

	/**
	 * Return whether a name is below a record or a single value and is not a known key of
	 * it.
	 * @param name the name
	 * @return {@code true} if the name is unknown
	 */
	boolean excludes(ConfigurationPropertyName name) {
		ConfigurationPropertyName known = knownPart(name);
		return !known.equals(name) && (this.single.contains(known) || isKeyOfList(known, name)
				|| (this.records.contains(known) && this.passed.stream().anyMatch(known::isParentOf)));
	}

	/**
	 * Return the names that are bound to a record by their keys.
	 * @return the names, without those that are converted from a text
	 */
	Stream<ConfigurationPropertyName> recordsWithKeys() {
		return this.records.stream().filter((name) -> this.passed.stream().anyMatch(name::isParentOf));
	}

	private boolean isKeyOfList(ConfigurationPropertyName known, ConfigurationPropertyName name) {
		return this.lists.contains(known) && !name.isNumericIndex(known.getNumberOfElements());
	}

	/**
	 * Return whether a name belongs to an entry of a list that the binder did not reach,
	 * since an entry before it is missing or has no known key.
	 * @param name an unknown name
	 * @return {@code true} if a missing entry is the cause
	 */
	boolean isBehindGap(ConfigurationPropertyName name) {
		return name.isNumericIndex(knownPart(name).getNumberOfElements());
	}

	/**
	 * Describes an unknown name: which part of it is unknown, and which name was probably
	 * meant.
	 * @param name an unknown name
	 * @return the mistake
	 */
	Mistake explain(ConfigurationPropertyName name) {
		ConfigurationPropertyName known = knownPart(name);
		int next = known.getNumberOfElements();
		if (this.single.contains(known)) {
			return new Mistake(name.toString(), "%s is one value and has no keys below it.".formatted(known),
					"Write %s as one text; in YAML, put it in quotes.".formatted(known));
		}
		if (isKeyOfList(known, name)) {
			return new Mistake(name.toString(), "%s is a list, and its entries have no names.".formatted(known),
					"Begin each entry of %s with a dash, and write its keys behind it.".formatted(known));
		}
		if (isBehindGap(name)) {
			return new Mistake(name.toString(),
					"the entries of %s are numbered from 0 without gaps, and one before this is missing."
						.formatted(known),
					"Number the entries of %s from 0 without gaps.".formatted(known));
		}
		List<String> keys = keysBelow(known);
		String key = name.getElement(next, Form.ORIGINAL);
		Optional<String> meant = Suggestions.nearest(key, keys)
			.map(known::append)
			.map((candidate) -> this.single.contains(candidate) ? candidate : candidate.append(name.subName(next + 1)))
			.map(ConfigurationPropertyName::toString);
		return new Mistake(name.toString(),
				"nothing is called '%s' below %s. Known there: %s.".formatted(key, known, String.join(", ", keys)),
				meant.map("Did you mean %s? Correct the name or remove it."::formatted)
					.orElse("Correct the name or remove it."));
	}

	private ConfigurationPropertyName knownPart(ConfigurationPropertyName name) {
		ConfigurationPropertyName part = name;
		while (!part.isEmpty() && !this.passed.contains(part)) {
			part = part.getParent();
		}
		return part;
	}

	private List<String> keysBelow(ConfigurationPropertyName parent) {
		Collection<String> keys = new TreeSet<>();
		this.passed.stream()
			.filter(parent::isParentOf)
			.forEach((child) -> keys.add(child.getLastElement(Form.ORIGINAL)));
		return new ArrayList<>(keys);
	}

}
