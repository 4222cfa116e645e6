package io.onsrelay.notifier.pagerduty;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request to PagerDuty.
 *
 * @param path the path: the API has one for alerts and one for changes
 * @param event the event
 * @param alert what it does
 */
record PagerDutyRequest(String path, ObjectNode event, Alert alert) {

	static final String ALERT = "/v2/enqueue";

	static final String CHANGE = "/v2/change/enqueue";

	/**
	 * Shows the path only, since the event holds the routing key.
	 */
	@Override
	public String toString() {
		return "PagerDutyRequest[" + this.path + "]";
	}

}
