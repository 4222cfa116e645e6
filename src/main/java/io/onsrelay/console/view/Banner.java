package io.onsrelay.console.view;

import org.jspecify.annotations.Nullable;

/**
 * What every page says at its top: that something is not as an operator expects it.
 *
 * @param level {@code note}, {@code warning} or {@code error}
 * @param title what is the case, in a few words with a full stop
 * @param text what it means, and what to do
 * @param path the page that shows more; {@code null} for none
 * @param link what that page shows; {@code null} where there is no page
 */
public record Banner(String level, String title, String text, @Nullable String path, @Nullable String link) {

	/**
	 * Creates a banner without a link.
	 * @param level as above
	 * @param title as above
	 * @param text as above
	 */
	public Banner(String level, String title, String text) {
		this(level, title, text, null, null);
	}

}
