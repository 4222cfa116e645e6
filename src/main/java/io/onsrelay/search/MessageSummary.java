package io.onsrelay.search;

import java.time.Instant;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation;

/**
 * A message in a list. Its texts hold no secrets.
 *
 * @param seq its number in the journal; newer messages have greater ones
 * @param id its id
 * @param receivedAt when it was received
 * @param occurredAt when it happened, by the sender's clock
 * @param kind the kind of the first record
 * @param malformed whether the body starts like JSON and is not valid
 * @param title its title in the default wording
 * @param severity its severity as presented when it was indexed
 * @param status its status as presented
 * @param topic the OCID of the topic; {@code null} if it came without
 * @param type the type of the first record; {@code null} if it has none
 * @param resource the id of the first record's resource; {@code null} if it names none
 * @param compartment the OCID of its compartment; {@code null} if it has none
 * @param deliveries how many deliveries it has in each state, without those that it has
 * none of; empty if it was routed nowhere that is called, or they are gone
 */
public record MessageSummary(long seq, MessageId id, Instant receivedAt, Instant occurredAt, Content.Kind kind,
		boolean malformed, String title, Severity severity, Presentation.Status status, @Nullable String topic,
		@Nullable String type, @Nullable String resource, @Nullable String compartment,
		SortedMap<DeliveryState, Integer> deliveries) {
}
