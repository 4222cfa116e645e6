package io.onsrelay.search;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far the index is. What is newer is found by its columns (kind, topic, type,
 * resource, compartment, id) and not yet by its words, severity or other values.
 *
 * @param indexedTo when the last message was received that is indexed; {@code null} if
 * none is
 * @param behind how many messages are not indexed; estimated by their numbers, which may
 * have gaps
 * @param rebuilding whether the index is being built anew
 */
public record IndexProgress(@Nullable Instant indexedTo, long behind, boolean rebuilding) {

	/**
	 * Return whether every message is indexed.
	 * @return {@code true} if so
	 */
	public boolean isCurrent() {
		return this.behind == 0;
	}

}
