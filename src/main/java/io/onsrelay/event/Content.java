package io.onsrelay.event;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One content of a message: an event, an alarm, a log record, or what a publisher sent to
 * the topic directly. A batch has several.
 */
public sealed interface Content permits OciEvent, Alarm, LogRecord, PlainText {

	/**
	 * Return the kind.
	 * @return the kind
	 */
	Kind kind();

	/**
	 * Return when it happened, by the sender's clock.
	 * @return the time; empty if the body has none that can be parsed
	 */
	Optional<Instant> occurredAt();

	/**
	 * Return the id of the resource: an OCID, or a path such as
	 * {@code /n/namespace/b/bucket/o/object}, as it was sent.
	 * @return the id; empty if the body names no resource
	 */
	Optional<String> resourceId();

	/**
	 * Return the key that OCI gives this content and repeats when it sends it again.
	 * @return the key; empty if the kind has none or the body lacks it
	 */
	Optional<String> deduplicationKey();

	/**
	 * Return the ordering key: contents with one key are delivered in order. It is in
	 * lower case where it is an id, since OCI sends the same OCID in both cases.
	 * @return the key; empty if the content may be delivered in any order
	 */
	Optional<String> orderingKey();

	/**
	 * Return the type of an event or record as it was sent, or the transition of an
	 * alarm.
	 * @return the type; empty if there is none
	 */
	default Optional<String> type() {
		return switch (this) {
			case OciEvent event -> Optional.ofNullable(event.eventType());
			case Alarm alarm -> Optional.of(alarm.transition().name());
			case LogRecord record -> Optional.ofNullable(record.recordType());
			case PlainText _ -> Optional.empty();
		};
	}

	/**
	 * Return the OCID of the compartment.
	 * @return the OCID; empty if the body has none
	 */
	default Optional<String> compartment() {
		return switch (this) {
			case OciEvent event -> Optional.ofNullable(event.compartmentId());
			case LogRecord record -> Optional.ofNullable(record.compartmentId());
			case Alarm _, PlainText _ -> Optional.empty();
		};
	}

	/**
	 * Return the content as it was sent, including fields that this service does not
	 * know. It must not be changed.
	 * @return the JSON; a missing node if the content is text
	 */
	JsonNode json();

	/**
	 * The kinds of content, named as in metrics and the journal.
	 */
	enum Kind {

		/**
		 * An event of OCI Events.
		 */
		EVENT,

		/**
		 * An alarm of OCI Monitoring.
		 */
		ALARM,

		/**
		 * An audit or log record of Connector Hub.
		 */
		LOG,

		/**
		 * JSON or text that a publisher sent to the topic directly.
		 */
		PLAIN

	}

}
