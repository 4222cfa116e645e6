package io.onsrelay.notifier.pagerduty;

/**
 * What to send to PagerDuty.
 *
 * @param path where to: the API has one address for alerts and one for changes
 * @param json the event
 */
record PagerDutyRequest(String path, String json) {

	static final String ALERT = "/v2/enqueue";

	static final String CHANGE = "/v2/change/enqueue";

	/**
	 * Tells the path only: the event holds the routing key.
	 */
	@Override
	public String toString() {
		return "PagerDutyRequest[" + this.path + "]";
	}

}
