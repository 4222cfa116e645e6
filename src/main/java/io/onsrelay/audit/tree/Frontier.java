package io.onsrelay.audit.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The complete subtrees of a tree, largest first: one for each bit of its size that is
 * set. They are all that is needed to append leaves and to compute the root, also where
 * the leaves are gone. Not for several threads.
 */
public final class Frontier {

	private final TreeHasher hasher;

	/**
	 * The subtrees, the smallest first.
	 */
	private final Deque<TreeHash> subtrees = new ArrayDeque<>();

	private long size;

	/**
	 * Creates the frontier of a tree without leaves.
	 * @param hasher makes the digests
	 */
	public Frontier(TreeHasher hasher) {
		this.hasher = hasher;
	}

	/**
	 * Return a stored frontier.
	 * @param hasher makes the digests
	 * @param size the number of leaves
	 * @param bytes what {@link #bytes()} returned
	 * @return the frontier
	 * @throws IllegalArgumentException if a tree of this size has more or fewer complete
	 * subtrees
	 */
	public static Frontier of(TreeHasher hasher, long size, byte[] bytes) {
		if (size < 0 || bytes.length != Long.bitCount(size) * TreeHash.LENGTH) {
			throw new IllegalArgumentException(
					"A tree of %d leaves has %d complete subtrees, of %d bytes each, not %d bytes".formatted(size,
							Long.bitCount(size), TreeHash.LENGTH, bytes.length));
		}
		Frontier frontier = new Frontier(hasher);
		frontier.size = size;
		for (int from = 0; from < bytes.length; from += TreeHash.LENGTH) {
			frontier.subtrees.push(TreeHash.own(Arrays.copyOfRange(bytes, from, from + TreeHash.LENGTH)));
		}
		return frontier;
	}

	/**
	 * Appends a leaf.
	 * @param leaf its digest
	 * @return the leaf's index, from 0
	 */
	public long append(TreeHash leaf) {
		TreeHash subtree = leaf;
		for (long bits = this.size; (bits & 1) == 1; bits >>>= 1) {
			subtree = this.hasher.node(this.subtrees.pop(), subtree);
		}
		this.subtrees.push(subtree);
		return this.size++;
	}

	/**
	 * Return the number of leaves.
	 * @return the number
	 */
	public long size() {
		return this.size;
	}

	/**
	 * Return the digest of the whole tree.
	 * @return the root of RFC 6962
	 */
	public TreeHash root() {
		Iterator<TreeHash> subtrees = this.subtrees.iterator();
		if (!subtrees.hasNext()) {
			return this.hasher.empty();
		}
		TreeHash root = subtrees.next();
		while (subtrees.hasNext()) {
			root = this.hasher.node(subtrees.next(), root);
		}
		return root;
	}

	/**
	 * Return the size and the root.
	 * @return the head of the tree
	 */
	public TreeHead head() {
		return new TreeHead(this.size, root());
	}

	/**
	 * Return the complete subtrees.
	 * @return their digests, that of the largest first
	 */
	public List<TreeHash> subtrees() {
		return new ArrayList<>(this.subtrees).reversed();
	}

	/**
	 * Return the complete subtrees, to be stored.
	 * @return their digests one behind the other, 32 bytes each, that of the largest
	 * first
	 */
	public byte[] bytes() {
		byte[] bytes = new byte[this.subtrees.size() * TreeHash.LENGTH];
		int to = bytes.length;
		for (TreeHash subtree : this.subtrees) {
			to -= TreeHash.LENGTH;
			System.arraycopy(subtree.raw(), 0, bytes, to, TreeHash.LENGTH);
		}
		return bytes;
	}

}
