package io.onsrelay.event;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing a message tells: an event, an alarm, a log record, or what somebody published
 * directly.
 */
public sealed interface Content permits OciEvent, Alarm, LogRecord, PlainText {

	/**
	 * Return which kind of thing it is.
	 * @return the kind
	 */
	Kind kind();

	/**
	 * Return when it happened, by the sender's clock.
	 * @return the time, where the body tells one that can be read
	 */
	Optional<Instant> occurredAt();

	/**
	 * Return what it happened to: an OCID, or a path such as
	 * {@code /n/namespace/b/bucket/o/object}, as it was sent.
	 * @return the id of the resource
	 */
	Optional<String> resourceId();

	/**
	 * Return the key that OCI itself gives this content and keeps when it sends it twice.
	 * @return the key, where the kind has one and the body carries it
	 */
	Optional<String> deduplicationKey();

	/**
	 * Return the name of the sequence this belongs to: contents with one ordering key are
	 * delivered in order. Letter case does not count, since OCI writes the same OCID in
	 * both.
	 * @return the key, where the content belongs to a sequence
	 */
	Optional<String> orderingKey();

	/**
	 * Return what happened, in the sender's word: an event's or record's type, or an
	 * alarm's transition.
	 * @return the word, as it was sent
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
	 * @return the compartment, where the body tells it
	 */
	default Optional<String> compartment() {
		return switch (this) {
			case OciEvent event -> Optional.ofNullable(event.compartmentId());
			case LogRecord record -> Optional.ofNullable(record.compartmentId());
			case Alarm _, PlainText _ -> Optional.empty();
		};
	}

	/**
	 * Return the content as it was sent, with everything this service does not know.
	 * Never to be changed.
	 * @return the JSON, or a missing node where the content is text
	 */
	JsonNode json();

	/**
	 * The kinds of content, as metrics and the journal name them.
	 */
	enum Kind {

		/**
		 * OCI Events.
		 */
		EVENT,

		/**
		 * OCI Monitoring alarm.
		 */
		ALARM,

		/**
		 * Audit or log record from Connector Hub.
		 */
		LOG,

		/**
		 * Published directly, as JSON or text.
		 */
		PLAIN

	}

}
