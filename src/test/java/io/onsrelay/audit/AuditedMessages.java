package io.onsrelay.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;

/**
 * Adds messages to the journal and the audit log, as their acceptance does.
 */
public final class AuditedMessages {

	private AuditedMessages() {
	}

	/**
	 * Adds messages, of which the journal leaves out those that repeat another one.
	 * @param jdbc the unit of work to take part in
	 * @param journal the journal
	 * @param log the audit log
	 * @param destination the audit store, such as {@code audit/default}
	 * @param messages the messages
	 * @return the numbers of those that are new, in the journal
	 */
	public static List<Long> append(JdbcClient jdbc, Journal journal, AuditLog log, String destination,
			List<Message> messages) {
		Map<Long, Message> appended = new LinkedHashMap<>();
		List<OptionalLong> seqs = journal.append(jdbc, messages);
		for (int i = 0; i < messages.size(); i++) {
			Message message = messages.get(i);
			seqs.get(i).ifPresent((seq) -> appended.put(seq, message));
		}
		log.append(jdbc, destination, appended);
		return List.copyOf(appended.keySet());
	}

}
