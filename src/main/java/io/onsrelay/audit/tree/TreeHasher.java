package io.onsrelay.audit.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digests of RFC 6962, section 2.1
 * (https://www.rfc-editor.org/rfc/rfc6962#section-2.1). Not for several threads.
 */
public final class TreeHasher {

	private static final byte LEAF = 0;

	private static final byte NODE = 1;

	private final MessageDigest digest;

	/**
	 * Creates a hasher.
	 */
	public TreeHasher() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Return the digest of a tree without leaves.
	 * @return the SHA-256 of nothing
	 */
	public TreeHash empty() {
		return TreeHash.own(this.digest.digest());
	}

	/**
	 * Return the digest of a leaf.
	 * @param input what the leaf stands for
	 * @return the digest SHA-256(0x00 ‖ input)
	 */
	public TreeHash leaf(byte[] input) {
		this.digest.update(LEAF);
		return TreeHash.own(this.digest.digest(input));
	}

	/**
	 * Return the digest of a subtree.
	 * @param left the digest of its left part
	 * @param right the digest of its right part
	 * @return the digest SHA-256(0x01 ‖ left ‖ right)
	 */
	public TreeHash node(TreeHash left, TreeHash right) {
		byte[] node = new byte[TreeHash.LENGTH];
		this.digest.update(NODE);
		this.digest.update(left.raw());
		this.digest.update(right.raw());
		try {
			this.digest.digest(node, 0, node.length);
		}
		catch (DigestException ex) {
			throw new IllegalStateException("SHA-256 has 32 bytes", ex);
		}
		return TreeHash.own(node);
	}

}
