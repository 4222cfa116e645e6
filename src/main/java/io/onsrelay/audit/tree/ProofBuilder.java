package io.onsrelay.audit.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds the proof of one leaf while the leaves pass by once, in their order. Leaves
 * before the first one that is left are known by their complete subtrees. Not for several
 * threads.
 */
public final class ProofBuilder {

	private final TreeHasher hasher;

	private final long index;

	private final long size;

	/**
	 * The subtrees beside the path, from the leaf upward.
	 */
	private final List<Part> parts = new ArrayList<>();

	private long next;

	/**
	 * Creates a builder.
	 * @param index the index of the leaf
	 * @param size the number of leaves of the tree
	 * @param before what is before the first leaf that is left
	 * @param hasher makes the digests
	 * @throws IllegalArgumentException if the leaf is not left, or not in the tree
	 */
	public ProofBuilder(long index, long size, Frontier before, TreeHasher hasher) {
		if (index < before.size() || index >= size) {
			throw new IllegalArgumentException("Of a tree of %d leaves with those from %d left there is no leaf %d"
				.formatted(size, before.size(), index));
		}
		this.hasher = hasher;
		this.index = index;
		this.size = size;
		this.next = before.size();
		divide(0, size);
		fill(before);
	}

	// RFC 6962: a tree is divided at the largest power of two below its size
	private void divide(long from, long to) {
		if (to - from == 1) {
			return;
		}
		long middle = from + Long.highestOneBit(to - from - 1);
		if (this.index < middle) {
			divide(from, middle);
			this.parts.add(new Part(middle, to));
		}
		else {
			divide(middle, to);
			this.parts.add(new Part(from, middle));
		}
	}

	private void fill(Frontier before) {
		long from = 0;
		long rest = before.size();
		for (TreeHash subtree : before.subtrees()) {
			long leaves = Long.highestOneBit(rest);
			add(subtree, from, from + leaves);
			from += leaves;
			rest -= leaves;
		}
	}

	/**
	 * Takes the next leaf.
	 * @param leaf its digest
	 */
	public void append(TreeHash leaf) {
		if (this.next < this.size) {
			add(leaf, this.next, this.next + 1);
			this.next++;
		}
	}

	private void add(TreeHash subtree, long from, long to) {
		for (Part part : this.parts) {
			if (part.from <= from && to <= part.to) {
				part.add(subtree, to - from, this.hasher);
			}
		}
	}

	/**
	 * Return the proof.
	 * @return the proof
	 * @throws IllegalStateException if leaves are missing
	 */
	public InclusionProof build() {
		if (this.next != this.size) {
			throw new IllegalStateException("The tree has %d leaves, and %d passed".formatted(this.size, this.next));
		}
		return new InclusionProof(this.index, this.size,
				this.parts.stream().map((part) -> part.root(this.hasher)).toList());
	}

	/**
	 * The leaves of one subtree beside the path.
	 */
	private static final class Part {

		private final long from;

		private final long to;

		private final List<Complete> completes = new ArrayList<>();

		Part(long from, long to) {
			this.from = from;
			this.to = to;
		}

		void add(TreeHash subtree, long leaves, TreeHasher hasher) {
			Complete last = new Complete(subtree, leaves);
			while (!this.completes.isEmpty() && this.completes.getLast().leaves() == last.leaves()) {
				last = new Complete(hasher.node(this.completes.removeLast().hash(), last.hash()), 2 * last.leaves());
			}
			this.completes.add(last);
		}

		TreeHash root(TreeHasher hasher) {
			TreeHash root = this.completes.getLast().hash();
			for (int i = this.completes.size() - 2; i >= 0; i--) {
				root = hasher.node(this.completes.get(i).hash(), root);
			}
			return root;
		}

	}

	/**
	 * A complete subtree.
	 *
	 * @param hash its digest
	 * @param leaves how many leaves it has: a power of two
	 */
	private record Complete(TreeHash hash, long leaves) {
	}

}
