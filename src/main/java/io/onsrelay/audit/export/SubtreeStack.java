package io.onsrelay.audit.export;

import java.util.ArrayDeque;
import java.util.Deque;

import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;

/**
 * A tree that grows by whole subtrees, where its leaves are not all known.
 */
final class SubtreeStack {

	private final TreeHasher hasher;

	/**
	 * The smallest first.
	 */
	private final Deque<Subtree> subtrees = new ArrayDeque<>();

	private long size;

	SubtreeStack(TreeHasher hasher) {
		this.hasher = hasher;
	}

	/**
	 * Appends a subtree of 2^height leaves.
	 * @throws IllegalArgumentException if a tree of this size has no such subtree there
	 */
	void append(int height, TreeHash hash) {
		if (height < 0 || height > 62 || (this.size & ((1L << height) - 1)) != 0) {
			throw new IllegalArgumentException(
					"no subtree of the height %d begins behind %d leaves".formatted(height, this.size));
		}
		Subtree subtree = new Subtree(height, hash);
		Subtree before = this.subtrees.peek();
		while (before != null && before.height() == subtree.height()) {
			this.subtrees.pop();
			subtree = new Subtree(subtree.height() + 1, this.hasher.node(before.hash(), subtree.hash()));
			before = this.subtrees.peek();
		}
		this.subtrees.push(subtree);
		this.size += 1L << height;
	}

	long size() {
		return this.size;
	}

	TreeHash root() {
		TreeHash root = null;
		for (Subtree subtree : this.subtrees) {
			root = (root != null) ? this.hasher.node(subtree.hash(), root) : subtree.hash();
		}
		return (root != null) ? root : this.hasher.empty();
	}

	/**
	 * A complete subtree.
	 */
	private record Subtree(int height, TreeHash hash) {
	}

}
