package io.onsrelay.standin;

import java.util.List;

/**
 * The result of one message.
 *
 * @param message the message
 * @param answers what the endpoint answered to each request, in their order; never empty
 */
public record OnsDelivery(OnsMessage message, List<OnsAnswer> answers) {

	/**
	 * Return whether the endpoint has the message.
	 * @return {@code true} if the last answer acknowledges it
	 */
	public boolean acknowledged() {
		return last().acknowledges();
	}

	/**
	 * Return the last answer.
	 * @return the answer
	 */
	public OnsAnswer last() {
		return this.answers.getLast();
	}

	/**
	 * Return the status of each answer.
	 * @return the statuses, in the order of the requests
	 */
	public List<Integer> statuses() {
		return this.answers.stream().map(OnsAnswer::status).toList();
	}

}
