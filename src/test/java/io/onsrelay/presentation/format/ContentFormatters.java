package io.onsrelay.presentation.format;

import io.onsrelay.presentation.ContentFormatter;

/**
 * The formatter for tests, as the application wires it.
 */
public final class ContentFormatters {

	private ContentFormatters() {
	}

	/**
	 * Return the formatter of the application.
	 */
	public static ContentFormatter standard() {
		return new FormatConfiguration().contentFormatter();
	}

}
