package io.onsrelay.presentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.redaction.Redaction;

/**
 * What is redacted in addition to the secrets that always are.
 *
 * @param patterns regular expressions of Java: the match of the group named
 * {@code secret} is redacted, or the whole match if there is no such group; each runs
 * over every text, so it should take time in proportion to the text
 */
@ConfigurationProperties(prefix = "relay.redaction", ignoreUnknownFields = false)
record RedactionProperties(@DefaultValue List<String> patterns) {

	/**
	 * Return the redaction.
	 * @return the redaction
	 * @throws InvalidConfigurationException if the syntax of a pattern is invalid
	 */
	Redaction redaction() {
		List<Pattern> compiled = new ArrayList<>();
		for (String pattern : this.patterns) {
			compiled.add(compile(pattern, "relay.redaction.patterns[" + compiled.size() + "]"));
		}
		return new Redaction(compiled);
	}

	private static Pattern compile(String pattern, String property) {
		try {
			return Pattern.compile(pattern);
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidConfigurationException(property,
					"it is not a regular expression: %s at index %d.".formatted(ex.getDescription(), ex.getIndex()),
					"Correct the pattern; in YAML, put it in single quotes.");
		}
	}

}
