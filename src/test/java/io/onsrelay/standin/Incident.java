package io.onsrelay.standin;

import java.util.List;

/**
 * An incident in PagerDuty, by what was sent under one key.
 *
 * @param deduplicationKey the key
 * @param summary what its first trigger said
 * @param open whether it is still open
 * @param actions what was sent under the key, in the order of arrival
 */
public record Incident(String deduplicationKey, String summary, boolean open, List<String> actions) {
}
