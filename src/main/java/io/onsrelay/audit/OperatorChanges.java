package io.onsrelay.audit;

import java.time.Clock;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.MessageId;

/**
 * Adds what operators change to the log, as records among those of messages.
 */
public final class OperatorChanges {

	/**
	 * Times and durations are written as ISO 8601.
	 */
	private static final ObjectMapper JSON = JsonMapper.builder()
		.addModule(new SimpleModule().addSerializer(Temporal.class, ToStringSerializer.instance)
			.addSerializer(TemporalAmount.class, ToStringSerializer.instance))
		.build();

	private final AuditLog log;

	private final Supplier<MessageId> ids;

	private final Clock clock;

	/**
	 * Creates the changes.
	 * @param log where they are added
	 * @param ids the ids of records
	 * @param clock the time of a change
	 */
	public OperatorChanges(AuditLog log, Supplier<MessageId> ids, Clock clock) {
		this.log = log;
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Adds a change.
	 * @param jdbc the unit of work that makes the change
	 * @param change the change
	 * @throws IllegalArgumentException if a value can't be written as JSON
	 */
	public void append(JdbcClient jdbc, OperatorChange change) {
		append(jdbc, List.of(change));
	}

	/**
	 * Adds changes.
	 * @param jdbc the unit of work that makes the changes
	 * @param changes the changes
	 * @throws IllegalArgumentException if a value can't be written as JSON
	 */
	public void append(JdbcClient jdbc, List<OperatorChange> changes) {
		this.log.append(jdbc, changes.stream().map(this::entry).toList());
	}

	private AuditEntry entry(OperatorChange change) {
		return AuditEntry.own(this.ids.get().toString(), this.clock.millis(), "OPERATOR_CHANGE", change.action(),
				change.target(), json(change));
	}

	private static byte[] json(OperatorChange change) {
		ObjectNode json = JSON.createObjectNode();
		json.put("who", change.who());
		json.put("action", change.action());
		json.put("target", change.target());
		json.set("before", JSON.valueToTree(change.before()));
		json.set("after", JSON.valueToTree(change.after()));
		json.put("reason", change.reason());
		try {
			return JSON.writeValueAsBytes(json);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("A change can't be written as JSON", ex);
		}
	}

}
