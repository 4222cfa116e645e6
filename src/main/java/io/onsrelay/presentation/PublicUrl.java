package io.onsrelay.presentation;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.MessageId;

/**
 * Where people reach this service, and with it the messages it keeps.
 *
 * @param base the address without a slash at its end; {@code null} where people don't
 */
record PublicUrl(@Nullable String base) {

	/**
	 * The property it is read from.
	 */
	static final String PROPERTY = "relay.public-url";

	/**
	 * Chats and pagers refuse a message for a link that is none.
	 */
	private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?");

	/**
	 * Reads the property.
	 * @param text the address; blank for none
	 * @return where people reach this service
	 * @throws InvalidConfigurationException if the text is no address
	 */
	static PublicUrl of(String text) {
		if (text.isBlank()) {
			return new PublicUrl(null);
		}
		if (!URL.matcher(text).matches()) {
			throw new InvalidConfigurationException(PROPERTY, "it is no http or https URL of a host and a path.",
					"Write it like https://relay.example.com, without a query.");
		}
		return new PublicUrl(text.replaceFirst("/+$", ""));
	}

	// Return where a message is shown.
	Optional<String> of(MessageId message) {
		return Optional.ofNullable(this.base).map((url) -> url + "/messages/" + message);
	}

}
