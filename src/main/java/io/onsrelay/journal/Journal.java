package io.onsrelay.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.BodyCopies;
import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Portions;
import io.onsrelay.store.Store;

/**
 * Keeps every message once, with its exact bytes and headers, and finds it again.
 */
public final class Journal implements BodyCopies {

	/**
	 * Messages up to this size are read ahead: those of several calls take no more memory
	 * than {@link RecentMessages} has.
	 */
	static final int SMALL_BYTES = 8192;

	private static final String CLAIM_KEYS = """
			INSERT INTO message_key (key, message_id, received_at)
			VALUES :keys
			ON CONFLICT (key) DO UPDATE SET message_id = excluded.message_id, received_at = excluded.received_at
			WHERE message_key.received_at < excluded.received_at - :window
			RETURNING key
			""";

	private static final String FIND_KEY = "SELECT message_id FROM message_key WHERE key = ?";

	private static final String INSERT_MESSAGES = """
			INSERT INTO message (id, received_at, occurred_at, kind, malformed, topic, type, resource, compartment)
			VALUES :messages
			RETURNING id, seq
			""";

	private static final String INSERT_BODIES = "INSERT INTO message_body (seq, headers, body) VALUES :bodies";

	private static final String FIND = """
			SELECT message.seq, id, received_at, headers, body
			FROM message JOIN message_body ON message_body.seq = message.seq
			WHERE message.seq IN (:seqs)
			""";

	private static final String FIND_SMALL = FIND + " AND length(body) <= " + SMALL_BYTES;

	private static final String NEWEST = """
			SELECT message.seq, id, received_at, headers, body
			FROM message JOIN message_body ON message_body.seq = message.seq
			WHERE message.seq < :before ORDER BY message.seq DESC LIMIT :limit
			""";

	private static final String FIND_IDS = "SELECT seq, id FROM message WHERE seq IN (:seqs)";

	private static final String FIND_SEQ = "SELECT seq FROM message WHERE id = :id";

	private static final String SPAN = """
			SELECT count(*) AS messages, coalesce(min(seq), 0) AS first, coalesce(max(seq), 0) AS last
			FROM message WHERE received_at >= :from
			""";

	static final String EXPIRED = """
			SELECT seq FROM message WHERE received_at < :before
			ORDER BY received_at, seq LIMIT :limit OFFSET :skipped
			""";

	/**
	 * The audit store keeps no second copy of headers and bodies.
	 */
	private static final String DELETE_BODIES = """
			DELETE FROM message_body
			WHERE seq IN (
				SELECT seq FROM message
				WHERE seq IN (:seqs) AND NOT EXISTS (SELECT 1 FROM audit_record WHERE message_id = message.id))
			""";

	private static final String DELETE = "DELETE FROM message WHERE seq IN (:seqs)";

	static final String FORGET_KEYS = """
			DELETE FROM message_key
			WHERE key IN (SELECT key FROM message_key WHERE received_at < :before ORDER BY received_at LIMIT :limit)
			""";

	private final Store store;

	private final MessageParser parser;

	private final Duration duplicateWindow;

	private final RecentMessages recent = new RecentMessages(System::nanoTime);

	/**
	 * Creates the journal.
	 * @param store where it is kept
	 * @param parser parses what is kept
	 * @param duplicateWindow how long a message's key is remembered
	 */
	public Journal(Store store, MessageParser parser, Duration duplicateWindow) {
		this.store = store;
		this.parser = parser;
		this.duplicateWindow = duplicateWindow;
	}

	/**
	 * Return the lock that a unit of work takes to append a message: ONS may send the
	 * same one to two replicas at once.
	 * @param message the message
	 * @return the name of the lock
	 */
	public static String lock(Message message) {
		return "message " + message.deduplicationKey();
	}

	/**
	 * Appends messages, except duplicates: a message is a duplicate if its deduplication
	 * key was appended within the window before its receipt, or stands earlier in the
	 * list.
	 * @param jdbc the unit of work to take part in
	 * @param messages the messages, in the order of their receipt
	 * @return for each message its number in the journal; empty for a duplicate
	 */
	public List<OptionalLong> append(JdbcClient jdbc, List<Message> messages) {
		Map<String, Message> fresh = new LinkedHashMap<>();
		messages.forEach((message) -> fresh.putIfAbsent(MessageKey.of(message), message));
		fresh.keySet().retainAll(claim(jdbc, fresh));
		Map<String, Long> seqs = insert(jdbc, List.copyOf(fresh.values()));
		// Removed, so that a message that is in the list twice is appended once
		return messages.stream().map((message) -> optional(seqs.remove(message.id().toString()))).toList();
	}

	/**
	 * Return the keys that are new.
	 */
	private Set<String> claim(JdbcClient jdbc, Map<String, Message> messages) {
		Set<String> fresh = new HashSet<>();
		List<Object[]> keys = messages.entrySet()
			.stream()
			.map((entry) -> key(entry.getKey(), entry.getValue()))
			.toList();
		for (List<Object[]> portion : Portions.of(keys)) {
			fresh.addAll(jdbc.sql(CLAIM_KEYS)
				.param("keys", portion)
				.param("window", this.duplicateWindow.toMillis())
				.query((row, _) -> HexFormat.of().formatHex(row.getBytes("key")))
				.list());
		}
		return fresh;
	}

	private static Object[] key(String key, Message message) {
		return new Object[] { HexFormat.of().parseHex(key), message.id().toString(),
				message.receivedAt().toEpochMilli() };
	}

	private static Map<String, Long> insert(JdbcClient jdbc, List<Message> messages) {
		Map<String, Long> seqs = new HashMap<>();
		for (List<Message> portion : Portions.of(messages)) {
			jdbc.sql(INSERT_MESSAGES)
				.param("messages", portion.stream().map(Journal::row).toList())
				.query((row, _) -> Map.entry(row.getString("id"), row.getLong("seq")))
				.list()
				.forEach((entry) -> seqs.put(entry.getKey(), entry.getValue()));
			jdbc.sql(INSERT_BODIES)
				.param("bodies", portion.stream().map((message) -> body(message, seqs)).toList())
				.update();
		}
		return seqs;
	}

	private static @Nullable Object[] row(Message message) {
		Content first = message.first();
		return new @Nullable Object[] { message.id().toString(), message.receivedAt().toEpochMilli(),
				message.occurredAt().toEpochMilli(), message.kind().name(), message.malformed(),
				message.headers().topicOcid().orElse(null), first.type().orElse(null), first.resourceId().orElse(null),
				first.compartment().orElse(null) };
	}

	private static @Nullable Object[] body(Message message, Map<String, Long> seqs) {
		return new @Nullable Object[] { seqs.get(message.id().toString()), message.headers().toJson(),
				message.body().bytes() };
	}

	private static OptionalLong optional(@Nullable Long number) {
		return (number != null) ? OptionalLong.of(number) : OptionalLong.empty();
	}

	/**
	 * Finds the message that a duplicate repeats.
	 * @param jdbc a connection
	 * @param duplicate a message for which {@link #append} returned nothing
	 * @return the id of the message that was appended; empty if its key is forgotten
	 */
	public static Optional<MessageId> findRepeated(JdbcClient jdbc, Message duplicate) {
		byte[] key = HexFormat.of().parseHex(MessageKey.of(duplicate));
		return jdbc.sql(FIND_KEY).param(key).query((row, _) -> MessageId.of(row.getString("message_id"))).optional();
	}

	/**
	 * Finds messages by their numbers.
	 * @param seqs numbers that {@link #append} returned
	 * @return the messages that are still there, by number
	 */
	public Map<Long, Message> find(Collection<Long> seqs) {
		Map<Long, Message> found = this.recent.find(seqs);
		found.putAll(readMissing(seqs, found, FIND));
		return found;
	}

	/**
	 * Reads messages that are about to be asked for, so that {@link #find} need not read
	 * each by itself. Large ones are left to it.
	 * @param seqs numbers that {@link #append} returned
	 */
	public void readAhead(Collection<Long> seqs) {
		readMissing(seqs, this.recent.find(seqs), FIND_SMALL);
	}

	private Map<Long, Message> readMissing(Collection<Long> seqs, Map<Long, Message> known, String statement) {
		List<Long> missing = seqs.stream().filter((seq) -> !known.containsKey(seq)).distinct().toList();
		if (missing.isEmpty()) {
			return Map.of();
		}
		Map<Long, Message> read = read(missing, statement);
		this.recent.add(read);
		return read;
	}

	private Map<Long, Message> read(List<Long> seqs, String statement) {
		return this.store.read((jdbc) -> {
			Map<Long, Message> read = new HashMap<>();
			for (List<Long> portion : Portions.of(seqs)) {
				jdbc.sql(statement)
					.param("seqs", portion)
					.query((row, _) -> Map.entry(row.getLong("seq"), message(row)))
					.list()
					.forEach((entry) -> read.put(entry.getKey(), entry.getValue()));
			}
			return read;
		});
	}

	@Override
	public void forget(long messageSeq) {
		this.recent.forget(messageSeq);
	}

	/**
	 * Finds messages by their numbers, for work that reads many of them once: unlike
	 * {@link #find}, it keeps nothing in memory.
	 * @param seqs numbers, at most some hundred; some may belong to no message
	 * @return the messages that are there, by number
	 */
	public Map<Long, Message> readOnce(Collection<Long> seqs) {
		return seqs.isEmpty() ? Map.of() : read(List.copyOf(seqs), FIND);
	}

	/**
	 * Finds the number of a message.
	 * @param id the id of the message
	 * @return its number; empty if it is not kept
	 */
	public OptionalLong seqOf(MessageId id) {
		return this.store
			.read((jdbc) -> jdbc.sql(FIND_SEQ).param("id", id.toString()).query((row, _) -> row.getLong("seq")).list())
			.stream()
			.mapToLong(Long::longValue)
			.findFirst();
	}

	/**
	 * Counts the messages since a time.
	 * @param from received at this time or later
	 * @return how many there are, and their numbers
	 */
	public Span since(Instant from) {
		return this.store.read((jdbc) -> jdbc.sql(SPAN)
			.param("from", from.toEpochMilli())
			.query((row, _) -> new Span(row.getLong("messages"), row.getLong("first"), row.getLong("last")))
			.single());
	}

	/**
	 * Finds the newest messages, for work that reads many of them once.
	 * @param jdbc a connection
	 * @param parser parses what is kept
	 * @param before only messages with smaller numbers; {@link Long#MAX_VALUE} for all
	 * @param limit how many at most
	 * @return the messages by number, the newest first
	 */
	public static Map<Long, Message> newest(JdbcClient jdbc, MessageParser parser, long before, int limit) {
		Map<Long, Message> newest = new LinkedHashMap<>();
		jdbc.sql(NEWEST)
			.param("before", before)
			.param("limit", limit)
			.query((row, _) -> Map.entry(row.getLong("seq"), message(parser, row)))
			.list()
			.forEach((entry) -> newest.put(entry.getKey(), entry.getValue()));
		return newest;
	}

	/**
	 * Finds the ids of messages, without reading the messages themselves.
	 * @param seqs numbers that {@link #append} returned
	 * @return the ids of those that are still there, by number
	 */
	public Map<Long, MessageId> ids(Collection<Long> seqs) {
		return seqs.isEmpty() ? Map.of() : this.store.read((jdbc) -> ids(jdbc, seqs));
	}

	/**
	 * Finds the ids of messages, within a unit of work.
	 * @param jdbc the unit of work
	 * @param seqs their numbers, at most as many as a statement has parameters
	 * @return the ids by number; without those that are gone
	 */
	public Map<Long, MessageId> ids(JdbcClient jdbc, Collection<Long> seqs) {
		if (seqs.isEmpty()) {
			return Map.of();
		}
		return jdbc.sql(FIND_IDS)
			.param("seqs", seqs)
			.query((row, _) -> Map.entry(row.getLong("seq"), MessageId.of(row.getString("id"))))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * Finds messages whose retention is over.
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
	 * Deletes messages, and with each its deliveries and attempts. Headers and bodies
	 * that the audit store refers to stay.
	 * @param jdbc the unit of work to take part in
	 * @param seqs the numbers of the messages
	 * @return how many there were
	 */
	public int delete(JdbcClient jdbc, Collection<Long> seqs) {
		if (seqs.isEmpty()) {
			return 0;
		}
		jdbc.sql(DELETE_BODIES).param("seqs", seqs).update();
		return jdbc.sql(DELETE).param("seqs", seqs).update();
	}

	/**
	 * Deletes deduplication keys that are older than the window.
	 * @param now the time
	 * @param limit how many at most
	 * @return how many were deleted
	 */
	public int forgetKeys(Instant now, int limit) {
		return this.store.write((jdbc) -> jdbc.sql(FORGET_KEYS)
			.param("before", now.minus(this.duplicateWindow).toEpochMilli())
			.param("limit", limit)
			.update());
	}

	private Message message(ResultSet row) throws SQLException {
		return message(this.parser, row);
	}

	private static Message message(MessageParser parser, ResultSet row) throws SQLException {
		return parser.parse(MessageId.of(row.getString("id")), Instant.ofEpochMilli(row.getLong("received_at")),
				OnsHeaders.ofJson(row.getString("headers")), Body.of(row.getBytes("body")));
	}

	/**
	 * Messages that were received in a time.
	 *
	 * @param messages how many there are
	 * @param first the smallest number; zero if there are none
	 * @param last the largest number; zero if there are none. Numbers between both may
	 * belong to no message
	 */
	public record Span(long messages, long first, long last) {
	}

}
