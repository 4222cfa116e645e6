package io.onsrelay;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Leaves springdoc's auto-configurations out. The document of the API is written when it
 * is first asked for, in a context of its own, and costs a start nothing.
 */
final class SpringdocFilter implements AutoConfigurationImportFilter {

	private static final String SPRINGDOC = "org.springdoc.";

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] match = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			match[i] = name == null || !name.startsWith(SPRINGDOC);
		}
		return match;
	}

}
