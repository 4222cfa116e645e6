package io.onsrelay.audit.search;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A record of the audit log in a list.
 *
 * @param seq its number in the table; newer records have greater ones
 * @param index the index of its leaf in the tree, from 0; {@code null} if it is not in
 * the tree yet
 * @param destination the audit store, such as {@code audit/default}; {@code ons-relay}
 * for what the service and its operators do
 * @param messageId the id of the message, or of the record itself
 * @param receivedAt when it was received
 * @param occurredAt when it happened, by the sender's clock
 * @param kind the kind, such as {@code EVENT} or {@code OPERATOR_CHANGE}
 * @param malformed whether the body could not be parsed
 * @param topic the OCID of the topic; {@code null} if it came without
 * @param type the type of the event, or what an operator did; {@code null} if it has none
 * @param resource the resource that it is about; {@code null} if it names none
 * @param compartment the OCID of the resource's compartment; {@code null} if it has none
 * @param bodySha256 the SHA-256 of the exact body, in 64 lower-case hexadecimal digits
 */
public record AuditItem(long seq, @Nullable Long index, String destination, String messageId, Instant receivedAt,
		Instant occurredAt, String kind, boolean malformed, @Nullable String topic, @Nullable String type,
		@Nullable String resource, @Nullable String compartment, String bodySha256) {
}
