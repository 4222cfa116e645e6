package io.onsrelay.audit.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.tree.Frontier;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.verification.LogSource;

/**
 * The tree of a log at one moment, whose stored leaves are read page by page.
 */
final class SealedTree {

	private static final int PAGE = 10_000;

	private static final String STATE = """
			SELECT audit_tree.size, cut, audit_cut.frontier FROM audit_tree
			LEFT JOIN audit_cut ON audit_cut.size = audit_tree.cut WHERE audit_tree.id = 1
			""";

	private static final String LEAVES = "SELECT leaf, hash FROM audit_leaf WHERE leaf >= ? AND leaf < ? ORDER BY leaf";

	private static final String CHECKPOINT = """
			SELECT size, note FROM audit_checkpoint WHERE size > ? AND size <= ? ORDER BY number DESC LIMIT 1
			""";

	private final LogSource source;

	private final long size;

	private final long start;

	private final byte @Nullable [] before;

	private SealedTree(LogSource source, long size, long start, byte @Nullable [] before) {
		this.source = source;
		this.size = size;
		this.start = start;
		this.before = before;
	}

	static SealedTree of(LogSource source) {
		return source.read((jdbc) -> jdbc.sql(STATE)
			.query((row, _) -> new SealedTree(source, row.getLong("size"), row.getLong("cut"),
					row.getBytes("frontier")))
			.optional()
			.orElseGet(() -> new SealedTree(source, 0, 0, null)));
	}

	long size() {
		return this.size;
	}

	/**
	 * Return the first leaf that is left.
	 */
	long start() {
		return this.start;
	}

	/**
	 * Return the subtrees before the first leaf that is left.
	 */
	Frontier before(TreeHasher hasher) {
		return (this.before != null) ? Frontier.of(hasher, this.start, this.before) : new Frontier(hasher);
	}

	/**
	 * Reads leaves in their order.
	 * @throws IllegalStateException if one is missing
	 */
	void leaves(long from, long to, Consumer<TreeHash> leaves) {
		for (long next = from; next < to;) {
			long begin = next;
			List<Map.Entry<Long, TreeHash>> page = this.source
				.read((jdbc) -> page(jdbc, begin, Math.min(to, begin + PAGE)));
			for (Map.Entry<Long, TreeHash> leaf : page) {
				if (leaf.getKey() != next++) {
					break;
				}
				leaves.accept(leaf.getValue());
			}
			if (next < Math.min(to, begin + PAGE)) {
				throw new IllegalStateException(
						"Leaf %d of the audit log is missing: run \"audit verify\"".formatted(next));
			}
		}
	}

	private static List<Map.Entry<Long, TreeHash>> page(JdbcClient jdbc, long from, long to) {
		return jdbc.sql(LEAVES)
			.param(from)
			.param(to)
			.query((row, _) -> Map.entry(row.getLong("leaf"), TreeHash.of(row.getBytes("hash"))))
			.list();
	}

	/**
	 * Return the newest checkpoint that covers a leaf.
	 */
	Optional<Map.Entry<Long, String>> checkpointOver(long index) {
		return this.source.read((jdbc) -> jdbc.sql(CHECKPOINT)
			.param(index)
			.param(this.size)
			.query((row, _) -> Map.entry(row.getLong("size"), row.getString("note")))
			.optional());
	}

}
