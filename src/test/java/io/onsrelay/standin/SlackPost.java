package io.onsrelay.standin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One post to a Slack channel.
 *
 * @param payload what was posted
 * @param arrivedNanos when, as {@link System#nanoTime()} tells it
 */
public record SlackPost(JsonNode payload, long arrivedNanos) {

	/**
	 * Return the line that a notification on a telephone shows.
	 * @return the text of the post
	 */
	public String text() {
		return this.payload.path("text").asText();
	}

}
