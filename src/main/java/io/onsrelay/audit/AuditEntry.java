package io.onsrelay.audit;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.Sha256;

/**
 * One record of the log. Every value but {@code messageSeq} is covered by its leaf, the
 * body by its digest.
 *
 * @param destination the audit store, such as {@code audit/default}; {@code ons-relay}
 * for what the service and its operators do
 * @param messageId the id of the message, or of the record itself
 * @param receivedAt milliseconds since 1970-01-01 UTC
 * @param occurredAt milliseconds since 1970-01-01 UTC
 * @param kind what it is, such as {@code EVENT} or {@code OPERATOR_CHANGE}
 * @param malformed whether the body could not be parsed
 * @param topic the OCID of the topic
 * @param type the type of the event, or what an operator does
 * @param resource the resource that it is about
 * @param compartment the resource's compartment
 * @param headers the headers, as JSON
 * @param bodySha256 the SHA-256 of the exact body, in 64 lower-case hexadecimal digits
 * @param messageSeq the message's number in the journal, where headers and body are kept
 * once for both; {@code null} if the record keeps its own
 * @param body the record's own body
 */
public record AuditEntry(String destination, String messageId, long receivedAt, long occurredAt, String kind,
		boolean malformed, @Nullable String topic, @Nullable String type, @Nullable String resource,
		@Nullable String compartment, String headers, String bodySha256, @Nullable Long messageSeq,
		@Nullable Body body) {

	/**
	 * The destination of records that are not messages.
	 */
	public static final String OWN = "ons-relay";

	/**
	 * Return the record of a message that the journal keeps.
	 */
	static AuditEntry of(String destination, Message message, long messageSeq) {
		Content first = message.first();
		return new AuditEntry(destination, message.id().toString(), message.receivedAt().toEpochMilli(),
				message.occurredAt().toEpochMilli(), message.kind().name(), message.malformed(),
				message.headers().topicOcid().orElse(null), first.type().orElse(null), first.resourceId().orElse(null),
				first.compartment().orElse(null), message.headers().toJson(), message.body().sha256(), messageSeq,
				null);
	}

	/**
	 * Return a record of the service itself.
	 */
	static AuditEntry own(String id, long at, String kind, String type, @Nullable String target, byte[] body) {
		return new AuditEntry(OWN, id, at, at, kind, false, null, type, target, null, "{}", Sha256.hex(body), null,
				Body.of(body));
	}

}
