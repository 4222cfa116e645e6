package io.onsrelay.ingest.access;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what was seen before, so that a flood of refused requests leaves one line in
 * the log for each sender. It forgets nothing, and so stops listening when it has seen
 * enough.
 */
public final class SeenKeys {

	private static final int MAX_KEYS = 1000;

	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	/**
	 * Return whether something is seen for the first time.
	 * @param key its name
	 * @return {@code true} the first time, as long as there is room
	 */
	public boolean addIfNew(String key) {
		return this.seen.size() < MAX_KEYS && this.seen.add(key);
	}

}
