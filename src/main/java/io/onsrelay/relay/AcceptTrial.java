package io.onsrelay.relay;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.PlainText;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.store.UnitOfWork;

/**
 * Finds out whether a message could be accepted now: writes one as an accepted message is
 * written, with a delivery and to each destination in the same database, and takes it
 * back. Only a row of its own is committed, which finds a full or read-only disk.
 * <p>
 * A missing table, a permission, a constraint or a trigger can refuse every message while
 * a row elsewhere is written as always. One message that is refused for what it contains
 * says nothing about others, so what senders meet does not count here.
 */
final class AcceptTrial implements UnitOfWork<Integer> {

	private static final Destination CALLED = Destination.of("trial/default");

	private final UnitOfWork<?> accept;

	private final Instant now;

	private final boolean deferring;

	/**
	 * Creates a trial.
	 * @param work what is written for an accepted message
	 * @param written the destinations that the work writes to
	 * @param now the time
	 * @param deferring whether the database checks some constraints when it commits
	 */
	AcceptTrial(AcceptWork work, Set<Destination> written, Instant now, boolean deferring) {
		Message message = message(now);
		this.accept = work.accept(message,
				Stream.concat(Stream.of(CALLED), written.stream())
					.map((destination) -> new Notification(message, destination, "trial", PresentationOverrides.NONE))
					.toList());
		this.now = now;
		this.deferring = deferring;
	}

	/**
	 * A new message each time, so that it is no duplicate, also not of another replica's.
	 */
	private static Message message(Instant now) {
		MessageId id = new MessageId(UUID.randomUUID());
		return new Message(id, now, new OnsHeaders(Map.of("X-OCI-NS-MessageId", id.toString())), Body.of(new byte[0]),
				List.of(new PlainText("", MissingNode.getInstance())), false);
	}

	@Override
	public Integer run(JdbcClient jdbc) {
		int written = jdbc.sql("UPDATE store_probe SET written_at = :now")
			.param("now", this.now.toEpochMilli())
			.update();
		if (written == 0) {
			jdbc.sql("INSERT INTO store_probe (written_at) VALUES (:now)")
				.param("now", this.now.toEpochMilli())
				.update();
		}
		jdbc.sql("SAVEPOINT trial").update();
		this.accept.run(jdbc);
		if (this.deferring) {
			jdbc.sql("SET CONSTRAINTS ALL IMMEDIATE").update();
		}
		jdbc.sql("ROLLBACK TO SAVEPOINT trial").update();
		return written;
	}

	@Override
	public Collection<String> locks() {
		return this.accept.locks();
	}

}
