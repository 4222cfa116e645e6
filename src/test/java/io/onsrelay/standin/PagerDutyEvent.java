package io.onsrelay.standin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event that PagerDuty accepted.
 *
 * @param action {@code trigger}, {@code acknowledge}, {@code resolve}, or {@code change}
 * for a change event
 * @param deduplicationKey the key of the incident; empty for a change event
 * @param json the whole event
 * @param arrivedNanos when, as {@link System#nanoTime()} tells it
 */
public record PagerDutyEvent(String action, String deduplicationKey, JsonNode json, long arrivedNanos) {

	/**
	 * Return what a person on call reads first.
	 * @return the summary; empty where none was sent
	 */
	public String summary() {
		return this.json.path("payload").path("summary").asText();
	}

}
