package io.onsrelay.notifier.audit;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Appends messages to the audit table. An existing record is unchanged, so that a
 * repeated attempt adds none.
 */
final class AuditNotifier implements Notifier {

	/**
	 * A commit of this many messages costs little more than one of a single message.
	 */
	private static final Batching BATCHING = new Batching(2, 100);

	private static final String APPEND = """
			INSERT INTO audit_record (destination, message_id, received_at, occurred_at, kind, malformed, topic, type,
				resource, compartment, headers, body, body_sha256)
			VALUES :records
			ON CONFLICT (destination, message_id) DO NOTHING
			""";

	private final Destination destination;

	private final Store store;

	AuditNotifier(Destination destination, Store store) {
		this.destination = destination;
		this.store = store;
	}

	@Override
	public Batching batching() {
		return BATCHING;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		try {
			List<@Nullable Object[]> records = batch.stream().map(this::record).toList();
			this.store.write((jdbc) -> jdbc.sql(APPEND).param("records", records).update());
			return Outcome.delivered();
		}
		catch (StoreUnavailableException ex) {
			return Outcome.retry(Outcome.Reason.SERVER, "The store can't be written");
		}
	}

	/**
	 * Return the values of a record, in the order of the columns.
	 */
	private @Nullable Object[] record(Notification notification) {
		Message message = notification.message();
		Content first = message.first();
		return new @Nullable Object[] { this.destination.toString(), notification.idempotencyKey(),
				message.receivedAt().toEpochMilli(), message.occurredAt().toEpochMilli(), message.kind().name(),
				message.malformed(), message.headers().topicOcid().orElse(null), first.type().orElse(null),
				first.resourceId().orElse(null), first.compartment().orElse(null), message.headers().toJson(),
				message.body().bytes(), message.body().sha256() };
	}

}
