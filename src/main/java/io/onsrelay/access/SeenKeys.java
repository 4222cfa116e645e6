package io.onsrelay.access;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers keys that were seen before, so that a flood of requests leaves one line in
 * the log for each key. It never forgets a key, so it takes no more than a fixed number.
 */
public final class SeenKeys {

	private static final int MAX_KEYS = 1000;

	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	/**
	 * Return whether a key is seen for the first time.
	 * @param key the key
	 * @return {@code true} the first time, until the limit of 1000 keys is reached
	 */
	public boolean addIfNew(String key) {
		return this.seen.size() < MAX_KEYS && this.seen.add(key);
	}

}
