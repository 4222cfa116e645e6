package io.onsrelay.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of properties that something reads, and what to say about one that nothing
 * reads.
 */
final class KnownProperties {

	private final Set<ConfigurationPropertyName> read = new TreeSet<>();

	private final Set<ConfigurationPropertyName> records = new TreeSet<>();

	private final Set<ConfigurationPropertyName> single = new TreeSet<>();

	private final Set<ConfigurationPropertyName> passed = new TreeSet<>();

	/**
	 * Creates the names, none of which is known yet.
	 * @param root the name that all of them are below
	 */
	KnownProperties(ConfigurationPropertyName root) {
		this.passed.add(root);
	}

	/**
	 * Adds a name that is read.
	 * @param name the name
	 */
	void add(ConfigurationPropertyName name) {
		this.read.add(name);
		for (ConfigurationPropertyName part = name; !part.isEmpty(); part = part.getParent()) {
			this.passed.add(part);
		}
	}

	/**
	 * Adds a name that is read as a record, all of whose keys are added as well.
	 * @param name the name
	 */
	void addRecord(ConfigurationPropertyName name) {
		add(name);
		this.records.add(name);
	}

	/**
	 * Adds a name that is read as one value, without keys of its own.
	 * @param name the name
	 */
	void addSingle(ConfigurationPropertyName name) {
		add(name);
		this.single.add(name);
	}

	/**
	 * Return whether a name, or something above or below it, is read.
	 * @param name the name
	 * @return {@code true} if it leads to what is read or belongs to it
	 */
	boolean covers(ConfigurationPropertyName name) {
		return this.passed.contains(name) || this.read.contains(knownPart(name));
	}

	/**
	 * Return whether a name is below a record or a single value without being a key of
	 * it.
	 * @param name the name
	 * @return {@code true} if nothing reads it
	 */
	boolean excludes(ConfigurationPropertyName name) {
		ConfigurationPropertyName known = knownPart(name);
		return !known.equals(name) && (this.single.contains(known)
				|| (this.records.contains(known) && this.passed.stream().anyMatch(known::isParentOf)));
	}

	/**
	 * Return whether a name belongs to an entry of a list that was not reached, since an
	 * entry before it is missing or has nothing known in it.
	 * @param name a name that nothing reads
	 * @return {@code true} if a missing entry is why
	 */
	boolean isBehindGap(ConfigurationPropertyName name) {
		return name.isNumericIndex(knownPart(name).getNumberOfElements());
	}

	/**
	 * Says where a name leaves what is known, and which name was probably meant.
	 * @param name a name that nothing reads
	 * @return the mistake
	 */
	Mistake explain(ConfigurationPropertyName name) {
		ConfigurationPropertyName known = knownPart(name);
		int next = known.getNumberOfElements();
		if (this.single.contains(known)) {
			return new Mistake(name.toString(), "%s is one value and has no keys below it.".formatted(known),
					"Write %s as one text; in YAML, put it in quotes.".formatted(known));
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
