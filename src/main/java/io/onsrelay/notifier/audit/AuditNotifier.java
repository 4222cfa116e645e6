package io.onsrelay.notifier.audit;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.StoreNotifier;
import io.onsrelay.store.Portions;

/**
 * Appends messages to the audit table, with the values that the journal keeps: what is
 * acknowledged is in the audit store.
 */
final class AuditNotifier implements StoreNotifier {

	private static final String APPEND = """
			INSERT INTO audit_record (destination, message_id, received_at, occurred_at, kind, malformed, topic, type,
				resource, compartment, headers, body, body_sha256)
			VALUES :records
			ON CONFLICT (destination, message_id) DO NOTHING
			""";

	private final Destination destination;

	AuditNotifier(Destination destination) {
		this.destination = destination;
	}

	@Override
	public void append(JdbcClient jdbc, List<Notification> notifications) {
		Portions.of(notifications)
			.forEach((portion) -> jdbc.sql(APPEND)
				.param("records", portion.stream().map(this::record).toList())
				.update());
	}

	/**
	 * Return the values of a record, in the order of the columns.
	 */
	private @Nullable Object[] record(Notification notification) {
		Message message = notification.message();
		Content first = message.first();
		return new @Nullable Object[] { this.destination.toString(), message.id().toString(),
				message.receivedAt().toEpochMilli(), message.occurredAt().toEpochMilli(), message.kind().name(),
				message.malformed(), message.headers().topicOcid().orElse(null), first.type().orElse(null),
				first.resourceId().orElse(null), first.compartment().orElse(null), message.headers().toJson(),
				message.body().bytes(), message.body().sha256() };
	}

}
