package io.onsrelay.access;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * The URL under which users reach this service: pages of its origin may use the API, and
 * links to the console begin with it.
 *
 * @param origin its origin; {@code null} where there is none
 * @param url the URL, without a slash at its end; {@code null} where there is none
 */
public record PublicUrl(@Nullable Origin origin, @Nullable String url) {

	/**
	 * The property that holds the URL.
	 */
	static final String PROPERTY = "relay.public-url";

	private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?");

	/**
	 * Reads the property.
	 * @param text the URL; blank for none
	 * @return the public URL
	 * @throws InvalidConfigurationException if the text is not an http or https URL of a
	 * host and a path
	 */
	public static PublicUrl of(String text) {
		if (text.isBlank()) {
			return new PublicUrl(null, null);
		}
		if (!URL.matcher(text).matches()) {
			throw new InvalidConfigurationException(PROPERTY,
					"%s is not an http or https URL of a host and a path."
						.formatted(text.contains("@") ? "it" : "'" + text + "'"),
					"Write it like https://relay.example.com, without a query.");
		}
		return new PublicUrl(Origin.of(text).orElseThrow(), text.replaceFirst("/+$", ""));
	}

}
