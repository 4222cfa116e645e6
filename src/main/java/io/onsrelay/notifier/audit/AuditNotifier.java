package io.onsrelay.notifier.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.StoreNotifier;

/**
 * Adds messages to the audit log, with the values that the journal keeps: what is
 * acknowledged is in the audit store.
 */
final class AuditNotifier implements StoreNotifier {

	private final Destination destination;

	private final AuditLog log;

	AuditNotifier(Destination destination, AuditLog log) {
		this.destination = destination;
		this.log = log;
	}

	@Override
	public void append(JdbcClient jdbc, SortedMap<Long, Notification> notifications) {
		Map<Long, Message> messages = new LinkedHashMap<>();
		notifications.forEach((seq, notification) -> messages.put(seq, notification.message()));
		this.log.append(jdbc, this.destination.toString(), messages);
	}

}
