package io.onsrelay.cloudevents;

/**
 * A message as CloudEvents.
 *
 * @param contentType the content type: of one event in structured mode, or of a batch
 * @param json the event, or an array of events
 */
public record CloudEventsDocument(String contentType, String json) {

	static final String EVENT = "application/cloudevents+json; charset=utf-8";

	static final String BATCH = "application/cloudevents-batch+json; charset=utf-8";

	/**
	 * Omits the events: they may hold what must not reach a log.
	 */
	@Override
	public String toString() {
		return "CloudEventsDocument[" + this.contentType + "]";
	}

}
