package io.onsrelay.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.MessageParser;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Sha256;
import io.onsrelay.store.Store;

/**
 * Keeps every message once, with its exact bytes and headers, and finds it again.
 */
public final class Journal {

	/**
	 * How much memory messages may take that were read lately.
	 */
	private static final long RECENT_BYTES = 16L * 1024 * 1024;

	/**
	 * How much more memory a message takes than its body.
	 */
	private static final int READ_SIZE = 8;

	private static final String CLAIM_KEY = """
			INSERT INTO message_key (key, message_id, received_at)
			VALUES (:key, :id, :receivedAt)
			ON CONFLICT (key) DO UPDATE SET message_id = excluded.message_id, received_at = excluded.received_at
			WHERE message_key.received_at < :windowStart
			""";

	private static final String INSERT_MESSAGE = """
			INSERT INTO message (id, received_at, occurred_at, kind, malformed, topic, type, resource, compartment)
			VALUES (:id, :receivedAt, :occurredAt, :kind, :malformed, :topic, :type, :resource, :compartment)
			RETURNING seq
			""";

	private static final String INSERT_BODY = "INSERT INTO message_body (seq, headers, body) VALUES (:seq, :headers, :body)";

	private static final String FIND = """
			SELECT message.seq, id, received_at, headers, body
			FROM message JOIN message_body ON message_body.seq = message.seq
			WHERE message.seq IN (:seqs)
			""";

	private static final String EXPIRED = """
			SELECT seq FROM message WHERE received_at < :before
			ORDER BY received_at, seq LIMIT :limit OFFSET :skipped
			""";

	private static final String DELETE = "DELETE FROM message WHERE seq IN (:seqs)";

	private static final String FORGET_KEYS = """
			DELETE FROM message_key
			WHERE key IN (SELECT key FROM message_key WHERE received_at < :before ORDER BY received_at LIMIT :limit)
			""";

	private final Store store;

	private final MessageParser parser;

	private final Duration duplicateWindow;

	/**
	 * What was read lately: each message is asked for by every destination in turn.
	 */
	private final Cache<Long, Message> recent = Caffeine.newBuilder()
		.maximumWeight(RECENT_BYTES)
		.weigher((Long seq, Message message) -> READ_SIZE * message.body().length())
		.build();

	/**
	 * Creates the journal.
	 * @param store where it is kept
	 * @param parser reads again what is kept
	 * @param duplicateWindow how long a message's key is remembered
	 */
	public Journal(Store store, MessageParser parser, Duration duplicateWindow) {
		this.store = store;
		this.parser = parser;
		this.duplicateWindow = duplicateWindow;
	}

	/**
	 * Return what a unit of work locks that appends a message: the same one may be sent
	 * to two replicas at once.
	 * @param message the message
	 * @return the name of the lock
	 */
	public static String lock(Message message) {
		return "message " + message.deduplicationKey();
	}

	/**
	 * Appends a message, unless one with its deduplication key was appended within the
	 * window before it was received.
	 * @param jdbc the unit of work to take part in
	 * @param message the message
	 * @return the message's number in the journal; empty where it is there already
	 */
	public OptionalLong append(JdbcClient jdbc, Message message) {
		if (!claimKey(jdbc, message)) {
			return OptionalLong.empty();
		}
		Content first = message.first();
		long seq = jdbc.sql(INSERT_MESSAGE)
			.param("id", message.id().toString())
			.param("receivedAt", message.receivedAt().toEpochMilli())
			.param("occurredAt", message.occurredAt().toEpochMilli())
			.param("kind", message.kind().name())
			.param("malformed", message.malformed())
			.param("topic", message.headers().topicOcid().orElse(null))
			.param("type", first.occurrence().orElse(null))
			.param("resource", first.resourceId().orElse(null))
			.param("compartment", first.compartment().orElse(null))
			.query(Long.class)
			.single();
		jdbc.sql(INSERT_BODY)
			.param("seq", seq)
			.param("headers", message.headers().toJson())
			.param("body", message.body().bytes())
			.update();
		return OptionalLong.of(seq);
	}

	private boolean claimKey(JdbcClient jdbc, Message message) {
		return jdbc.sql(CLAIM_KEY)
			// Senders choose these keys, and they have no limit.
			.param("key", Sha256.digest(message.deduplicationKey()))
			.param("id", message.id().toString())
			.param("receivedAt", message.receivedAt().toEpochMilli())
			.param("windowStart", message.receivedAt().minus(this.duplicateWindow).toEpochMilli())
			.update() == 1;
	}

	/**
	 * Finds messages by their numbers.
	 * @param seqs numbers that {@link #append} returned
	 * @return the messages that are still there, by number
	 */
	public Map<Long, Message> find(Collection<Long> seqs) {
		Map<Long, Message> found = new HashMap<>(this.recent.getAllPresent(seqs));
		List<Long> others = seqs.stream().filter((seq) -> !found.containsKey(seq)).toList();
		if (!others.isEmpty()) {
			Map<Long, Message> read = read(others);
			this.recent.putAll(read);
			found.putAll(read);
		}
		return found;
	}

	private Map<Long, Message> read(Collection<Long> seqs) {
		return this.store
			.read((jdbc) -> jdbc.sql(FIND)
				.param("seqs", seqs)
				.query((row, _) -> Map.entry(row.getLong("seq"), message(row)))
				.list())
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * Finds messages that have been kept long enough.
	 * @param before received before this time
	 * @param skipped how many of the oldest to leave out
	 * @param limit how many at most
	 * @return their numbers, oldest first
	 */
	public List<Long> expired(Instant before, long skipped, int limit) {
		return this.store.read((jdbc) -> jdbc.sql(EXPIRED)
			.param("before", before.toEpochMilli())
			.param("skipped", skipped)
			.param("limit", limit)
			.query(Long.class)
			.list());
	}

	/**
	 * Deletes messages, and with each whatever belongs to it.
	 * @param jdbc the unit of work to take part in
	 * @param seqs the numbers of the messages
	 * @return how many there were
	 */
	public int delete(JdbcClient jdbc, Collection<Long> seqs) {
		return seqs.isEmpty() ? 0 : jdbc.sql(DELETE).param("seqs", seqs).update();
	}

	/**
	 * Forgets keys by which no second sending is recognised any more.
	 * @param now the time
	 * @param limit how many at most
	 * @return how many
	 */
	public int forgetKeys(Instant now, int limit) {
		return this.store.write((jdbc) -> jdbc.sql(FORGET_KEYS)
			.param("before", now.minus(this.duplicateWindow).toEpochMilli())
			.param("limit", limit)
			.update());
	}

	private Message message(ResultSet row) throws SQLException {
		return this.parser.parse(MessageId.of(row.getString("id")), Instant.ofEpochMilli(row.getLong("received_at")),
				OnsHeaders.ofJson(row.getString("headers")), Body.of(row.getBytes("body")));
	}

}
