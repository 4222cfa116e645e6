package io.onsrelay.presentation;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.redaction.ExtraPattern;
import io.onsrelay.redaction.Redaction;

/**
 * What is redacted in addition to the secrets that always are.
 *
 * @param patterns regular expressions of RE2: the match of the group named {@code secret}
 * is redacted, or the whole match if there is no such group
 */
@ConfigurationProperties(prefix = "relay.redaction", ignoreUnknownFields = false)
record RedactionProperties(@DefaultValue List<String> patterns) {

	/**
	 * Return the redaction.
	 * @return the redaction
	 * @throws InvalidConfigurationException if the syntax of patterns is invalid
	 */
	Redaction redaction() {
		Mistakes mistakes = new Mistakes();
		List<ExtraPattern> compiled = new ArrayList<>();
		for (int i = 0; i < this.patterns.size(); i++) {
			String pattern = this.patterns.get(i);
			String property = "relay.redaction.patterns[" + i + "]";
			mistakes.of(() -> compiled.add(compile(pattern, property)));
		}
		mistakes.refuse();
		return new Redaction(compiled);
	}

	private static ExtraPattern compile(String pattern, String property) {
		try {
			return ExtraPattern.compile(pattern);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException(property, "it is %s.".formatted(ex.getMessage()), """
					Correct the pattern; in YAML, put it in single quotes. The syntax is that of RE2, see \
					https://github.com/google/re2/wiki/Syntax: it has no look-around, no back references and no \
					possessive repetitions. To hide a part of a match, put it in a group (?<secret>…).""");
		}
	}

}
