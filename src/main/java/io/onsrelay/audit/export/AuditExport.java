package io.onsrelay.audit.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.StoredEntries;
import io.onsrelay.audit.search.AuditFilter;
import io.onsrelay.audit.search.AuditItem;
import io.onsrelay.audit.search.AuditPage;
import io.onsrelay.audit.search.AuditSearch;
import io.onsrelay.audit.tree.Frontier;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.verification.LogSource;

/**
 * Writes records of the log to a stream, in constant memory, while the service runs.
 */
public final class AuditExport {

	/**
	 * The name of the form, in the first line.
	 */
	static final String NAME = "ons-relay-audit-log";

	static final int VERSION = 1;

	/**
	 * How many records are read at once. Bodies may have 256 KB.
	 */
	private static final int PAGE = 64;

	/**
	 * Records of several replicas are nearly in the order of their receipt.
	 */
	private static final int NEIGHBOURS = 1_000;

	private static final String FIRST = """
			SELECT min(leaf) AS edge FROM (
				SELECT leaf FROM audit_record JOIN audit_leaf ON audit_leaf.record = audit_record.seq
				WHERE received_at >= ? ORDER BY received_at, seq LIMIT ?) AS first
			""";

	private static final String LAST = """
			SELECT max(leaf) AS edge FROM (
				SELECT leaf FROM audit_record JOIN audit_leaf ON audit_leaf.record = audit_record.seq
				WHERE received_at < ? ORDER BY received_at DESC, seq DESC LIMIT ?) AS last
			""";

	private static final String RECORDS = """
			SELECT leaf, hash, destination, message_id, received_at, occurred_at, kind, malformed, topic, type, resource,
				compartment, coalesce(audit_record.headers, message_body.headers, '') AS headers, body_sha256,
				coalesce(audit_record.body, message_body.body) AS body
			FROM audit_leaf
			JOIN audit_record ON audit_record.seq = audit_leaf.record
			LEFT JOIN message_body ON message_body.seq = audit_record.message_seq
			WHERE leaf >= ? AND leaf < ? ORDER BY leaf LIMIT ?
			""";

	private static final String HEADING = "index,destination,messageId,receivedAt,occurredAt,kind,malformed,topic,type,"
			+ "resource,compartment,bodySha256\r\n";

	private final LogSource source;

	private final AuditSearch search;

	private final Supplier<Runnable> pace;

	/**
	 * Creates an export that does not rest.
	 * @param source the database
	 */
	public AuditExport(LogSource source) {
		this(source, () -> () -> {
		});
	}

	/**
	 * Creates an export.
	 * @param source the database
	 * @param pace gives each export what is to be done after each page: to rest, where
	 * others need the database
	 */
	public AuditExport(LogSource source, Supplier<Runnable> pace) {
		this.source = source;
		this.search = new AuditSearch(source);
		this.pace = pace;
	}

	/**
	 * Writes the records of a span of time as lines of JSON, with all that is needed to
	 * verify them without the database; docs/audit-log.md states the form.
	 * @param from the first record is the first that was received at this time or later
	 * @param until the last record is the last that was received before this time
	 * @param out where to write, as UTF-8; it is flushed and not closed
	 * @return how many records were written
	 * @throws IOException if the stream fails
	 * @throws IllegalStateException if records or leaves are missing, which
	 * {@code audit verify} explains
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public long json(@Nullable Instant from, @Nullable Instant until, OutputStream out) throws IOException {
		SealedTree tree = SealedTree.of(this.source);
		long begin = Math.max(tree.start(), (from != null) ? first(from).orElse(tree.size()) : 0);
		long end = Math.min(tree.size(), (until != null) ? last(until).orElse(-1L) + 1 : tree.size());
		begin = Math.min(begin, tree.size());
		end = Math.max(begin, end);
		try {
			return write(tree, begin, end, new BufferedOutputStream(out));
		}
		catch (UncheckedIOException ex) {
			throw Objects.requireNonNull(ex.getCause());
		}
	}

	private Optional<Long> first(Instant from) {
		return edge(FIRST, from);
	}

	private Optional<Long> last(Instant until) {
		return edge(LAST, until);
	}

	private Optional<Long> edge(String sql, Instant time) {
		long millis = time.minusNanos(1).toEpochMilli() + 1;
		return this.source.read((jdbc) -> jdbc.sql(sql)
			.param(millis)
			.param(NEIGHBOURS)
			.query((row, _) -> Optional.ofNullable(StoredEntries.number(row, "edge")))
			.single());
	}

	private long write(SealedTree tree, long begin, long end, OutputStream out) throws IOException {
		TreeHasher hasher = new TreeHasher();
		Frontier before = tree.before(hasher);
		tree.leaves(tree.start(), begin, before::append);
		line(out, heading(before));
		ExportedCheckpoints checkpoints = new ExportedCheckpoints(this.source, tree.size());
		for (String note : checkpoints.rotations()) {
			line(out, JsonNodeFactory.instance.objectNode().put("rotation", note));
		}
		checkpoints(checkpoints, begin, begin, out);
		Runnable afterPage = this.pace.get();
		for (long next = begin; next < end;) {
			long from = next;
			List<RecordLine> page = this.source.read((jdbc) -> jdbc.sql(RECORDS)
				.param(from)
				.param(end)
				.param(PAGE)
				.query((row, _) -> new RecordLine(row.getLong("leaf"), StoredEntries.read(row), row.getBytes("body"),
						TreeHash.of(row.getBytes("hash"))))
				.list());
			for (RecordLine record : page) {
				if (record.index() != next) {
					break;
				}
				line(out, record.json());
				next++;
				checkpoints(checkpoints, next, next, out);
			}
			if (next < Math.min(end, from + PAGE)) {
				throw new IllegalStateException(
						"Record %d of the audit log is missing: run \"audit verify\"".formatted(next));
			}
			afterPage.run();
		}
		cover(tree, end, out, hasher);
		ObjectNode last = JsonNodeFactory.instance.objectNode();
		last.putObject("end").put("records", end - begin).put("to", end);
		line(out, last);
		out.flush();
		return end - begin;
	}

	private static ObjectNode heading(Frontier before) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("export", NAME);
		json.put("version", VERSION);
		json.put("from", before.size());
		ArrayNode frontier = json.putArray("frontier");
		before.subtrees().forEach((subtree) -> frontier.add(subtree.base64()));
		return json;
	}

	private static void checkpoints(ExportedCheckpoints checkpoints, long from, long to, OutputStream out)
			throws IOException {
		for (String note : checkpoints.of(from, to)) {
			checkpoint(note, out);
		}
	}

	private static void checkpoint(String note, OutputStream out) throws IOException {
		line(out, JsonNodeFactory.instance.objectNode().put("checkpoint", note));
	}

	/**
	 * Writes the subtrees between the last record and the newest checkpoint, and the
	 * checkpoint.
	 */
	private static void cover(SealedTree tree, long end, OutputStream out, TreeHasher hasher) throws IOException {
		Optional<Map.Entry<Long, String>> newest = tree.checkpointOver(end);
		if (newest.isEmpty()) {
			return;
		}
		long size = newest.get().getKey();
		for (long from = end; from < size;) {
			int height = Math.min((from == 0) ? Long.SIZE : Long.numberOfTrailingZeros(from),
					Long.SIZE - 1 - Long.numberOfLeadingZeros(size - from));
			long to = from + (1L << height);
			Frontier subtree = new Frontier(hasher);
			tree.leaves(from, to, subtree::append);
			ObjectNode json = JsonNodeFactory.instance.objectNode();
			json.putObject("subtree").put("height", height).put("hash", subtree.root().base64());
			line(out, json);
			from = to;
		}
		checkpoint(newest.get().getValue(), out);
	}

	private static void line(OutputStream out, ObjectNode json) throws IOException {
		out.write(json.toString().getBytes(StandardCharsets.UTF_8));
		out.write('\n');
	}

	/**
	 * Writes records as a table of comma-separated values (RFC 4180) with a heading, the
	 * newest first.
	 * @param filter which records
	 * @param out where to write, as UTF-8; it is flushed and not closed
	 * @return how many records were written
	 * @throws IOException if the stream fails
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public long csv(AuditFilter filter, OutputStream out) throws IOException {
		OutputStream buffered = new BufferedOutputStream(out);
		buffered.write(HEADING.getBytes(StandardCharsets.UTF_8));
		long count = 0;
		String cursor = null;
		Runnable afterPage = this.pace.get();
		do {
			AuditPage page = this.search.page(filter, cursor, AuditSearch.MAX_PAGE_SIZE);
			for (AuditItem item : page.items()) {
				buffered.write(row(item).getBytes(StandardCharsets.UTF_8));
				count++;
			}
			cursor = page.next();
			afterPage.run();
		}
		while (cursor != null);
		buffered.flush();
		return count;
	}

	private static String row(AuditItem item) {
		List<String> cells = new ArrayList<>();
		for (@Nullable
		Object value : new @Nullable Object[] { item.index(), item.destination(), item.messageId(), item.receivedAt(),
				item.occurredAt(), item.kind(), item.malformed(), item.topic(), item.type(), item.resource(),
				item.compartment(), item.bodySha256() }) {
			cells.add((value != null) ? cell(value.toString()) : "");
		}
		return String.join(",", cells) + "\r\n";
	}

	/**
	 * Quotes a value where it needs it. Programs for tables run what begins with these
	 * characters as a formula (https://owasp.org/www-community/attacks/CSV_Injection).
	 */
	private static String cell(String value) {
		String safe = (!value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0) ? "'" + value : value;
		return safe.chars().anyMatch((character) -> ",\"\r\n".indexOf(character) >= 0)
				? '"' + safe.replace("\"", "\"\"") + '"' : safe;
	}

}
