package io.onsrelay.audit.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.scan.CheckpointFeed.Signed;
import io.onsrelay.audit.scan.ChunkCheck.ChunkPart;
import io.onsrelay.audit.scan.ChunkCheck.Heads;
import io.onsrelay.audit.scan.ChunkCheck.Mismatch;
import io.onsrelay.audit.tree.Frontier;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.AuditFindings;

/**
 * Puts the parts of the tree together, in their order, and compares it with what was
 * signed and with the row of the tree. There are two trees: that of the stored leaves,
 * and that of the leaves which the records have now. They tell whether a leaf or its
 * record was edited.
 */
final class TreeFold {

	/**
	 * How many leaves are kept that are not those of their records.
	 */
	private static final int MAX_MISMATCHES = 10_000;

	private final TreeHasher hasher = new TreeHasher();

	private final AuditFindings findings;

	private final long start;

	private final ChunkPart low;

	/**
	 * The trees over whole parts, each of which is like a leaf here.
	 */
	private final Frontier stored;

	private final Frontier computed;

	/**
	 * The whole frontiers at the sizes that the row of the tree is compared at.
	 */
	private final Map<Long, Heads> kept = new HashMap<>();

	private final List<Mismatch> mismatches = new ArrayList<>();

	private long mismatched;

	/**
	 * Whether leaves are missing, so that no tree is known from there on.
	 */
	private boolean broken;

	private boolean leavesAreRight;

	private boolean recordsAreRight;

	private @Nullable Signed matched;

	private long matchedSize;

	private boolean startIsSigned;

	private @Nullable Signed unmatched;

	private long moreUnmatched;

	private long disorder = -1;

	/**
	 * Creates a fold.
	 * @param before what was before the first leaf that is left
	 * @param start the first leaf that is left
	 */
	TreeFold(AuditFindings findings, Frontier before, long start) {
		this.findings = findings;
		this.broken = before.size() != start;
		this.start = start;
		this.matchedSize = start;
		byte[] bytes = before.bytes();
		long parts = before.size() / ChunkCheck.LEAVES;
		int split = Long.bitCount(parts) * TreeHash.LENGTH;
		byte[] high = Arrays.copyOf(bytes, split);
		this.stored = Frontier.of(this.hasher, parts, high);
		this.computed = Frontier.of(this.hasher, parts, high);
		this.low = new ChunkPart(before.size() % ChunkCheck.LEAVES, Arrays.copyOfRange(bytes, split, bytes.length));
	}

	/**
	 * Return the first leaf that is left.
	 */
	long start() {
		return this.start;
	}

	/**
	 * Return the subtrees before the first leaf that are no whole part.
	 */
	ChunkPart low() {
		return this.low;
	}

	/**
	 * Compares what is signed of the log before the first leaf that is left. What is
	 * signed of less can't be compared any more.
	 */
	void before(Signed signed) {
		if (signed.head().size() != this.start || this.broken) {
			return;
		}
		if (frontier(this.stored, this.start, this.low.bytes()).head().equals(signed.head())) {
			this.startIsSigned = true;
			this.matched = signed;
		}
		else if (this.start > 0) {
			this.broken = true;
			this.findings.record(AuditFault.CUT_EDITED, this.start, null,
					"the recorded cut before record %d does not have the root of %s".formatted(this.start,
							signed.words()));
		}
		else {
			this.unmatched = signed;
		}
	}

	/**
	 * Adds the next part.
	 * @param result what it has
	 * @param to the index behind it
	 * @param signed what is signed of sizes within it
	 * @param keep the sizes whose trees are kept
	 */
	void add(ChunkCheck.ChunkResult result, long to, List<Signed> signed, List<Long> keep) {
		if (!this.broken) {
			for (Signed one : signed) {
				Heads at = result.heads().get(one.head().size());
				if (at != null) {
					compare(one, at);
				}
			}
			for (Long size : keep) {
				Heads at = result.heads().get(size);
				if (at != null) {
					this.kept.put(size, new Heads(frontier(this.stored, size, at.stored()).bytes(),
							frontier(this.computed, size, at.computed()).bytes()));
				}
			}
		}
		if (this.disorder < this.matchedSize) {
			this.disorder = result.disorder();
		}
		this.mismatched += result.mismatched();
		result.mismatches().stream().limit(MAX_MISMATCHES - this.mismatches.size()).forEach(this.mismatches::add);
		if (result.missing() >= 0) {
			this.broken = true;
		}
		if (!this.broken && to % ChunkCheck.LEAVES == 0) {
			this.stored.append(TreeHash.of(result.end().stored()));
			this.computed.append(TreeHash.of(result.end().computed()));
		}
	}

	private void compare(Signed signed, Heads heads) {
		TreeHead head = signed.head();
		boolean leaves = frontier(this.stored, head.size(), heads.stored()).head().equals(head);
		boolean records = frontier(this.computed, head.size(), heads.computed()).head().equals(head);
		judge(leaves, records);
		if (leaves || records) {
			this.matched = signed;
			if (this.unmatched == null) {
				this.matchedSize = head.size();
			}
		}
		else if (this.unmatched == null) {
			this.unmatched = signed;
		}
		else {
			this.moreUnmatched++;
		}
	}

	private void judge(boolean leaves, boolean records) {
		this.leavesAreRight |= leaves && !records;
		this.recordsAreRight |= records && !leaves;
	}

	private Frontier frontier(Frontier parts, long size, byte[] low) {
		byte[] high = parts.bytes();
		byte[] bytes = Arrays.copyOf(high, high.length + low.length);
		System.arraycopy(low, 0, bytes, high.length, low.length);
		return Frontier.of(this.hasher, size, bytes);
	}

	/**
	 * Compares the row of the tree, and says what is wrong with leaves.
	 */
	void finish(LogState state) {
		compareRow(state, Math.max(this.start, state.end()));
		explainMismatches();
		Signed wrong = this.unmatched;
		if (wrong != null) {
			explainRewritten(wrong);
		}
	}

	private void compareRow(LogState state, long end) {
		byte[] row = state.frontier();
		if (row == null) {
			if (end > 0) {
				this.findings.other(AuditFault.TREE_EDITED, 0, "the row of the tree is missing");
			}
			return;
		}
		if (state.trees() != 1) {
			this.findings.other(AuditFault.TREE_EDITED, 1,
					"the table of the tree has %d rows instead of one".formatted(state.trees()));
		}
		Heads atEnd = (end == this.start) ? wholeStart() : this.kept.get(end);
		boolean leaves = atEnd != null && Arrays.equals(row, atEnd.stored());
		boolean records = atEnd != null && Arrays.equals(row, atEnd.computed());
		judge(leaves, records);
		if (state.size() == end) {
			if (atEnd != null && !this.broken && !leaves && !records) {
				this.findings.other(AuditFault.TREE_EDITED, 0,
						"the row of the tree does not have the subtrees of its %,d leaves".formatted(end));
			}
		}
		else if (leaves || records) {
			this.findings.other(AuditFault.TREE_EDITED, 0,
					"the row of the tree has the size %,d, and the subtrees of %,d leaves, which there are"
						.formatted(state.size(), end));
		}
		else if (state.size() > end) {
			this.findings.records(AuditFault.TAIL_CUT, end, null,
					"the tree has %,d leaves, and those from index %d on are missing".formatted(state.size(), end),
					state.size() - end);
		}
		else {
			this.findings.records(AuditFault.RECORD_INSERTED, state.size(), null,
					"the tree has %,d leaves, and there are leaves up to index %d".formatted(state.size(), end - 1),
					end - state.size());
		}
	}

	private @Nullable Heads wholeStart() {
		if (this.broken) {
			return null;
		}
		byte[] bytes = frontier(this.stored, this.start, this.low.bytes()).bytes();
		return new Heads(bytes, bytes);
	}

	private void explainMismatches() {
		Map<TreeHash, Long> indexes = new HashMap<>();
		this.mismatches.forEach((mismatch) -> indexes.put(mismatch.stored(), mismatch.index()));
		boolean leafEdited = this.recordsAreRight && !this.leavesAreRight;
		for (Mismatch mismatch : this.mismatches) {
			long index = mismatch.index();
			Long place = indexes.get(mismatch.computed());
			if (place != null && place != index) {
				this.findings.record(AuditFault.REORDERED, index, mismatch.messageId(),
						"the leaf at index %d has the record that belongs to index %d".formatted(index, place));
			}
			else if (leafEdited) {
				this.findings.record(AuditFault.LEAF_EDITED, index, mismatch.messageId(),
						"leaf %d was edited; its record is what was signed".formatted(index));
			}
			else {
				this.findings.record(AuditFault.FIELDS_EDITED, index, mismatch.messageId(),
						"record %d has other headers or other metadata than its leaf".formatted(index));
			}
		}
		long more = this.mismatched - this.mismatches.size();
		if (more > 0) {
			Mismatch last = this.mismatches.getLast();
			this.findings.records(AuditFault.FIELDS_EDITED, last.index() + 1, null,
					"records behind index %d have other headers or other metadata than their leaves"
						.formatted(last.index()),
					more);
		}
	}

	private void explainRewritten(Signed wrong) {
		boolean reordered = this.disorder >= this.matchedSize && this.disorder < wrong.head().size();
		String span = "with the leaves from index %d to %d the log does not have the root of %s, of %s"
			.formatted(this.matchedSize, wrong.head().size() - 1, wrong.words(), wrong.checkpoint().madeAt());
		if (reordered) {
			this.findings.record(AuditFault.REORDERED, this.disorder, null,
					span + ", and the record at index %d is older than the one before it".formatted(this.disorder));
		}
		else {
			this.findings.records(AuditFault.REWRITTEN, this.matchedSize, null, span, 1 + this.moreUnmatched);
		}
	}

	/**
	 * Return the newest checkpoint whose root the log has.
	 */
	Optional<Checkpoint> matched() {
		return Optional.ofNullable(this.matched).map(Signed::checkpoint);
	}

	/**
	 * Return whether a checkpoint has the root of what was before the first leaf.
	 */
	boolean isStartSigned() {
		return this.startIsSigned;
	}

	/**
	 * Return whether no tree is known from some leaf on.
	 */
	boolean isBroken() {
		return this.broken;
	}

}
