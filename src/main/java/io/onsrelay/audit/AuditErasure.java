package io.onsrelay.audit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.MessageId;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Erases bodies that must not be kept, and records that. The record of the message still
 * verifies, since its leaf has the digest of the body alone.
 */
public final class AuditErasure {

	private static final String FIND = """
			SELECT message_seq, body_sha256 FROM audit_record
			WHERE message_id = :id AND message_seq IS NOT NULL LIMIT 1
			""";

	private static final String ERASE = "UPDATE message_body SET body = :nothing WHERE seq = :seq AND length(body) > 0";

	private final AuditLog log;

	private final Store store;

	private final List<BodyCopies> copies;

	private final Supplier<MessageId> ids;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param log where erasures are recorded
	 * @param store the store of the bodies
	 * @param copies what other modules keep of bodies
	 * @param ids the ids of records
	 * @param clock the time of an erasure
	 */
	AuditErasure(AuditLog log, Store store, List<BodyCopies> copies, Supplier<MessageId> ids, Clock clock) {
		this.log = log;
		this.store = store;
		this.copies = List.copyOf(copies);
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Erases the body of a message, in the journal and in the audit log, and what others
	 * keep of it.
	 * @param message the id of the message
	 * @param who the operator's user name, from the login
	 * @param reason why
	 * @return whether there was a body to erase
	 * @throws io.onsrelay.store.StoreUnavailableException if nothing can be erased now
	 */
	public boolean erase(MessageId message, String who, String reason) {
		Set<String> locks = this.copies.stream().flatMap((copy) -> copy.locks().stream()).collect(Collectors.toSet());
		Optional<Long> erased = this.store
			.write(UnitOfWork.locking(locks, (jdbc) -> erase(jdbc, message, who, reason)));
		erased.ifPresent((seq) -> this.copies.forEach((copy) -> copy.forget(seq)));
		return erased.isPresent();
	}

	private Optional<Long> erase(JdbcClient jdbc, MessageId message, String who, String reason) {
		List<Audited> found = jdbc.sql(FIND)
			.param("id", message.toString())
			.query((row, _) -> new Audited(row.getLong("message_seq"), row.getString("body_sha256")))
			.list();
		for (Audited audited : found) {
			if (jdbc.sql(ERASE).param("nothing", new byte[0]).param("seq", audited.seq()).update() > 0) {
				this.copies.forEach((copy) -> copy.erase(jdbc, audited.seq()));
				this.log.append(jdbc, List.of(entry(message, audited.bodySha256(), who, reason)));
				return Optional.of(audited.seq());
			}
		}
		return Optional.empty();
	}

	private AuditEntry entry(MessageId message, String bodySha256, String who, String reason) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("who", who);
		json.put("message", message.toString());
		json.put("sha256", bodySha256);
		json.put("reason", reason);
		return AuditEntry.own(this.ids.get().toString(), this.clock.millis(), "ERASURE", "body.erased",
				message.toString(), json.toString().getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A message in the log.
	 */
	private record Audited(long seq, String bodySha256) {
	}

}
