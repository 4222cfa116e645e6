package io.onsrelay.audit.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.StoredEntries;
import io.onsrelay.audit.verification.LogSource;
import io.onsrelay.event.Body;

/**
 * Finds records of the audit log, page by page, the newest first. Records that arrive
 * meanwhile shift nothing, and a page costs a bounded amount of work.
 */
public final class AuditSearch {

	/**
	 * The most records on a page.
	 */
	public static final int MAX_PAGE_SIZE = 200;

	private static final int WINDOWS = 10;

	private static final String COLUMNS = """
			SELECT audit_record.seq, destination, message_id, received_at, occurred_at, kind, malformed, topic, type,
				resource, compartment, body_sha256,
				(SELECT leaf FROM audit_leaf WHERE audit_leaf.record = audit_record.seq) AS leaf
			""";

	private static final String ORDER = " ORDER BY received_at DESC, seq DESC LIMIT :limit";

	private static final String DETAIL = COLUMNS.strip() + """
			,
				coalesce(audit_record.headers, message_body.headers) AS headers,
				coalesce(audit_record.body, message_body.body) AS body
			FROM audit_record LEFT JOIN message_body ON message_body.seq = audit_record.message_seq
			WHERE audit_record.seq = :seq
			""";

	private final LogSource store;

	private final int window;

	/**
	 * Creates the search.
	 * @param store the database
	 */
	public AuditSearch(LogSource store) {
		this(store, 5_000);
	}

	/**
	 * Creates the search.
	 * @param window how many records are looked at in one query where no index helps
	 */
	AuditSearch(LogSource store, int window) {
		this.store = store;
		this.window = window;
	}

	/**
	 * Return the next page of the records that match.
	 * @param filter which records
	 * @param cursor {@link AuditPage#next()} of the page before, under the same filter;
	 * {@code null} for the first page
	 * @param limit how many records at most, from 1 to {@link #MAX_PAGE_SIZE}
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is none, or the limit is not in
	 * range, with a sentence for the user
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public AuditPage page(AuditFilter filter, @Nullable String cursor, int limit) {
		if (limit < 1 || limit > MAX_PAGE_SIZE) {
			throw new IllegalArgumentException("limit must be between 1 and %d.".formatted(MAX_PAGE_SIZE));
		}
		AuditPosition from = (cursor != null) ? AuditPosition.parse(cursor) : AuditPosition.before(filter.until());
		return (filter.messageId() != null || filter.resource() != null || filter.isOfTime())
				? indexed(filter, from, limit) : windowed(filter, from, limit);
	}

	private AuditPage indexed(AuditFilter filter, AuditPosition from, int limit) {
		List<AuditItem> items = this.store.read((jdbc) -> items(jdbc, "audit_record", filter, from, limit));
		return new AuditPage(items, (items.size() < limit) ? null : AuditPosition.of(items.getLast()).toString());
	}

	/**
	 * Looks at so many records and no more. Where few match, a page would read the whole
	 * log otherwise.
	 */
	private AuditPage windowed(AuditFilter filter, AuditPosition from, int limit) {
		List<AuditItem> items = new ArrayList<>();
		AuditPosition position = from;
		for (int i = 0; i < WINDOWS; i++) {
			AuditPosition begin = position;
			int left = limit - items.size();
			Optional<AuditPosition> end = this.store.read((jdbc) -> end(jdbc, filter, begin));
			List<AuditItem> found = this.store.read((jdbc) -> items(jdbc, windowOf(filter, end), filter, begin, left));
			items.addAll(found);
			if (found.size() == left) {
				return new AuditPage(items, AuditPosition.of(items.getLast()).toString());
			}
			if (end.isEmpty()) {
				return new AuditPage(items, null);
			}
			position = end.get();
		}
		return new AuditPage(items, position.toString());
	}

	/**
	 * Return the last position of a window.
	 */
	private Optional<AuditPosition> end(JdbcClient jdbc, AuditFilter filter, AuditPosition begin) {
		String sql = "SELECT received_at, seq FROM audit_record WHERE (received_at, seq) < (:at, :before)"
				+ ((filter.from() != null) ? " AND received_at >= :from" : "")
				+ " ORDER BY received_at DESC, seq DESC LIMIT 1 OFFSET :window";
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("at", begin.receivedAt());
		parameters.put("before", begin.seq());
		parameters.put("window", this.window - 1);
		parameters.put("from", millis(filter.from()));
		return jdbc.sql(sql)
			.params(parameters)
			.query((row, _) -> new AuditPosition(row.getLong("received_at"), row.getLong("seq")))
			.optional();
	}

	private static String windowOf(AuditFilter filter, Optional<AuditPosition> end) {
		return end.map((
				position) -> "(SELECT * FROM audit_record WHERE (received_at, seq) < (:at, :before) AND (received_at, seq) >= (%d, %d)"
					.formatted(position.receivedAt(), position.seq())
						+ ((filter.from() != null) ? " AND received_at >= :from" : "") + ") AS audit_record")
			.orElse("audit_record");
	}

	private static List<AuditItem> items(JdbcClient jdbc, String table, AuditFilter filter, AuditPosition from,
			int limit) {
		StringBuilder sql = new StringBuilder(COLUMNS).append(" FROM ")
			.append(table)
			.append(" WHERE (received_at, seq) < (:at, :before)");
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("at", from.receivedAt());
		parameters.put("before", from.seq());
		parameters.put("limit", limit);
		restrict(sql, parameters, "message_id = :messageId", "messageId", filter.messageId());
		restrict(sql, parameters, "resource = :resource", "resource", filter.resource());
		restrict(sql, parameters, "kind = :kind", "kind", filter.kind());
		restrict(sql, parameters, "type = :type", "type", filter.type());
		restrict(sql, parameters, "topic = :topic", "topic", filter.topic());
		restrict(sql, parameters, "received_at >= :from", "from", millis(filter.from()));
		return jdbc.sql(sql.append(ORDER).toString()).params(parameters).query((row, _) -> item(row)).list();
	}

	private static void restrict(StringBuilder sql, Map<String, @Nullable Object> parameters, String condition,
			String name, @Nullable Object value) {
		if (value != null) {
			sql.append(" AND ").append(condition);
			parameters.put(name, value);
		}
	}

	private static @Nullable Long millis(@Nullable Instant time) {
		return (time != null) ? Long.valueOf(AuditPosition.millis(time)) : null;
	}

	private static AuditItem item(ResultSet row) throws SQLException {
		return new AuditItem(row.getLong("seq"), StoredEntries.number(row, "leaf"), row.getString("destination"),
				row.getString("message_id"), Instant.ofEpochMilli(row.getLong("received_at")),
				Instant.ofEpochMilli(row.getLong("occurred_at")), row.getString("kind"), row.getBoolean("malformed"),
				row.getString("topic"), row.getString("type"), row.getString("resource"), row.getString("compartment"),
				row.getString("body_sha256"));
	}

	/**
	 * Return a record in full.
	 * @param seq the number of the record in the table
	 * @return the record; empty if there is none
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public Optional<AuditDetail> find(long seq) {
		return this.store.read((jdbc) -> jdbc.sql(DETAIL)
			.param("seq", seq)
			.query((row, _) -> new AuditDetail(item(row), Optional.ofNullable(row.getString("headers")).orElse("{}"),
					Optional.ofNullable(row.getBytes("body")).map(Body::of).orElse(null)))
			.optional());
	}

}
