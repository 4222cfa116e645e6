package io.onsrelay.signature;

import java.util.Collection;
import java.util.List;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Suggestions;
import io.onsrelay.signature.construction.Construction;

/**
 * What the endpoint does with signatures.
 *
 * @param mode what happens to signatures
 * @param constructions the names of the constructions that count; those that have
 * verified if none is named
 * @param topics the OCIDs of the topics that messages are accepted from; empty for any
 */
public record SignatureSettings(SignatureMode mode, List<String> constructions, List<String> topics) {

	static final String MODE = "relay.ingest.signature";

	private static final String CONSTRUCTION = "relay.ingest.signature-construction";

	/**
	 * Keeps copies of the lists.
	 * @param mode as above
	 * @param constructions as above
	 * @param topics as above
	 */
	public SignatureSettings(SignatureMode mode, Collection<String> constructions, Collection<String> topics) {
		this(mode, List.copyOf(constructions), List.copyOf(topics));
	}

	/**
	 * Return the constructions that are named.
	 * @return the constructions; none if none is named
	 * @throws InvalidConfigurationException if there is none of such a name
	 */
	List<Construction> named() {
		return this.constructions.stream().map(SignatureSettings::construction).toList();
	}

	private static Construction construction(String name) {
		return Construction.named(name).orElseThrow(() -> {
			List<String> names = Construction.all().stream().map(Construction::name).toList();
			return new InvalidConfigurationException(CONSTRUCTION, "there is no construction '%s'".formatted(name),
					Suggestions.nearest(name, names).map("Did you mean %s? "::formatted).orElse("")
							+ "docs/signatures.md lists them.");
		});
	}

	/**
	 * Checks what can be checked without the store.
	 * @throws InvalidConfigurationException if a construction does not exist, or if there
	 * is no list of topics where each must have a known construction
	 */
	void check() {
		if (named().isEmpty() && this.mode == SignatureMode.ENFORCE && this.topics.isEmpty()) {
			throw new InvalidConfigurationException(MODE,
					"'enforce' needs to know of which topics messages must verify, and relay.ingest.topics lists none",
					"List the topics, or name the construction in %s.".formatted(CONSTRUCTION));
		}
	}

	/**
	 * Return the error of a topic whose signatures are not known.
	 */
	static InvalidConfigurationException unknownTopic(String topic) {
		return new InvalidConfigurationException(MODE,
				"'enforce' would refuse every message of %s: no construction has verified one of them yet"
					.formatted(topic),
				"Set it to report until one has, which signature check shows, or name the construction in %s; "
					.formatted(CONSTRUCTION) + "docs/signatures.md says how.");
	}

}
