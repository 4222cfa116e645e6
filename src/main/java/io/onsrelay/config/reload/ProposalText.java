package io.onsrelay.config.reload;

import java.io.StringReader;

import org.springframework.util.SystemPropertyUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * What a text that a user proposes must not hold. In a file of the configuration the same
 * is fine: a user who can write that file can read the secrets of the service anyway.
 */
final class ProposalText {

	private ProposalText() {
	}

	/**
	 * Checks a text.
	 * @param yaml the text
	 * @param name its name in messages
	 * @throws InvalidConfigurationException if it has placeholders, which would read
	 * secrets, or references, with which a short text is long once it is read
	 */
	static void check(String yaml, String name) {
		if (yaml.contains(SystemPropertyUtils.PLACEHOLDER_PREFIX)) {
			throw new InvalidConfigurationException(name, "placeholders are not resolved here.",
					"Write the value in place of ${…}.");
		}
		if (hasAlias(yaml)) {
			throw new InvalidConfigurationException(name, "references to other places (*name) are not read here.",
					"Write what each of them stands for.");
		}
	}

	private static boolean hasAlias(String yaml) {
		LoaderOptions options = new LoaderOptions();
		try {
			for (Event event : new Yaml(new SafeConstructor(options)).parse(new StringReader(yaml))) {
				if (event instanceof AliasEvent) {
					return true;
				}
			}
		}
		catch (YAMLException ex) {
			// The loader explains it
		}
		return false;
	}

}
