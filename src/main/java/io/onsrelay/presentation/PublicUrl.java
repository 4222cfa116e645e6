package io.onsrelay.presentation;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.MessageId;

/**
 * The URL under which users reach this service, and with it the messages in the journal.
 *
 * @param base the URL without a slash at its end; {@code null} where there is none
 */
record PublicUrl(@Nullable String base) {

	/**
	 * The property that holds the URL.
	 */
	static final String PROPERTY = "relay.public-url";

	/**
	 * Receivers reject a message with a link that is no URL.
	 */
	private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?");

	/**
	 * Reads the property.
	 * @param text the URL; blank for none
	 * @return the public URL
	 * @throws InvalidConfigurationException if the text is not an http or https URL of a
	 * host and a path
	 */
	static PublicUrl of(String text) {
		if (text.isBlank()) {
			return new PublicUrl(null);
		}
		if (!URL.matcher(text).matches()) {
			throw new InvalidConfigurationException(PROPERTY,
					"%s is not an http or https URL of a host and a path."
						.formatted(text.contains("@") ? "it" : "'" + text + "'"),
					"Write it like https://relay.example.com, without a query.");
		}
		return new PublicUrl(text.replaceFirst("/+$", ""));
	}

	// Return the URL of a message.
	Optional<String> of(MessageId message) {
		return Optional.ofNullable(this.base).map((url) -> url + "/messages/" + message);
	}

}
