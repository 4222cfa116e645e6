package io.onsrelay.notifier.audit;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

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
 * Appends messages to the audit table. A message that is there already is left as it is,
 * so that an attempt made twice makes one record.
 */
final class AuditNotifier implements Notifier {

	/**
	 * One commit takes as many as this: it costs little more than for one.
	 */
	private static final Batching BATCHING = new Batching(2, 100);

	private static final String APPEND = """
			INSERT INTO audit_record (destination, message_id, received_at, occurred_at, kind, malformed, topic, type,
				resource, compartment, headers, body, body_sha256)
			VALUES (:destination, :messageId, :receivedAt, :occurredAt, :kind, :malformed, :topic, :type,
				:resource, :compartment, :headers, :body, :bodySha256)
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
			this.store.write((jdbc) -> batch.stream().mapToInt((notification) -> append(jdbc, notification)).sum());
			return Outcome.delivered();
		}
		catch (StoreUnavailableException ex) {
			return Outcome.retry(Outcome.Reason.SERVER, "The store can't be written");
		}
	}

	private int append(JdbcClient jdbc, Notification notification) {
		Message message = notification.message();
		Content first = message.first();
		return jdbc.sql(APPEND)
			.param("destination", this.destination.toString())
			.param("messageId", notification.idempotencyKey())
			.param("receivedAt", message.receivedAt().toEpochMilli())
			.param("occurredAt", message.occurredAt().toEpochMilli())
			.param("kind", message.kind().name())
			.param("malformed", message.malformed())
			.param("topic", message.headers().topicOcid().orElse(null))
			.param("type", first.occurrence().orElse(null))
			.param("resource", first.resourceId().orElse(null))
			.param("compartment", first.compartment().orElse(null))
			.param("headers", message.headers().toJson())
			.param("body", message.body().bytes())
			.param("bodySha256", message.body().sha256())
			.update();
	}

}
