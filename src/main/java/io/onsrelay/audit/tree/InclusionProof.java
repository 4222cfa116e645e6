package io.onsrelay.audit.tree;

import java.util.List;

/**
 * The path from a leaf to the root (RFC 6962, section 2.1.1): with a signed head of the
 * tree it shows that the leaf is in the tree.
 *
 * @param index the index of the leaf
 * @param size the number of leaves of the tree
 * @param path the digests of the subtrees beside the path, from the leaf upward
 */
public record InclusionProof(long index, long size, List<TreeHash> path) {

	/**
	 * Keeps a copy of the path.
	 * @param index the index of the leaf
	 * @param size the number of leaves of the tree
	 * @param path the digests of the subtrees beside the path, from the leaf upward
	 * @throws IllegalArgumentException if there is no such leaf
	 */
	public InclusionProof {
		if (index < 0 || index >= size) {
			throw new IllegalArgumentException("A tree of %d leaves has no leaf %d".formatted(size, index));
		}
		path = List.copyOf(path);
	}

	/**
	 * Return the root of the tree that the proof is for (RFC 9162, section 2.1.3.2).
	 * @param leaf the digest of the leaf
	 * @param hasher makes the digests
	 * @return the root
	 * @throws IllegalArgumentException if the path is too long or too short
	 */
	public TreeHash root(TreeHash leaf, TreeHasher hasher) {
		long node = this.index;
		long last = this.size - 1;
		TreeHash root = leaf;
		for (TreeHash beside : this.path) {
			if (last == 0) {
				throw new IllegalArgumentException("The path is longer than the tree is high");
			}
			if ((node & 1) == 1 || node == last) {
				root = hasher.node(beside, root);
				while ((node & 1) == 0 && node != 0) {
					node >>>= 1;
					last >>>= 1;
				}
			}
			else {
				root = hasher.node(root, beside);
			}
			node >>>= 1;
			last >>>= 1;
		}
		if (last != 0) {
			throw new IllegalArgumentException("The path ends below the root");
		}
		return root;
	}

}
