package io.onsrelay.audit.tree;

/**
 * What says all of a tree: another tree of this size has this root only if it has the
 * same leaves in the same order.
 *
 * @param size the number of leaves
 * @param root the digest of the tree
 */
public record TreeHead(long size, TreeHash root) {
}
